package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Risk;
import dev.migrate.dialect.Dialect;

/**
 * Writes changes as a plain Liquibase changelog: one change a changeset, each with its
 * rollback, and the same bytes for the same changes.
 */
public final class ChangelogWriter {

	/**
	 * The property that names a revision's parents, separated by commas.
	 */
	static final String PARENT = "migrate.parent";

	/**
	 * The parent of a revision that has none.
	 */
	static final String BASE = "base";

	private static final String DOLLAR = "migrate.dollar";

	private final Dialect dialect;

	private final TypedChanges typedChanges;

	/**
	 * Create a writer.
	 * @param dialect the product that files are for
	 */
	public ChangelogWriter(Dialect dialect) {
		this.dialect = dialect;
		this.typedChanges = new TypedChanges(dialect.ddl());
	}

	/**
	 * Write a file.
	 * @param revision what the file is
	 * @param changes what is in it, in canonical form; a file without changes is one to
	 * fill by hand
	 * @param format how it is spelled
	 * @return the text, with Unix line ends
	 * @throws ChangelogException where the format cannot say something
	 */
	public String write(NewRevision revision, Changes changes, ChangelogFormat format) {
		List<ChangelogDocument.Entry> entries = new ArrayList<>();
		for (Change change : changes) {
			if (!this.dialect.statements(change).isEmpty()) {
				entries.add(entry(revision, change, entries.size() + 1));
			}
		}
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put(PARENT, revision.parents().isEmpty() ? BASE : String.join(",", revision.parents()));
		if (entries.stream().anyMatch(ChangelogWriter::hasDollar)) {
			properties.put(DOLLAR, "$");
		}
		String guard = "This file was generated for " + this.dialect.name() + "; generate one for this database.";
		return format.write(new ChangelogDocument(line(revision.message()), properties, this.dialect.name(), guard,
				this.dialect.ddl().productCheck(), entries));
	}

	private ChangelogDocument.Entry entry(NewRevision revision, Change change, int number) {
		Change reverse = change.reverse();
		return new ChangelogDocument.Entry(revision.id() + "." + number, revision.author(), revision.path(),
				OwnershipMark.of(change.creates()), escape(comment(change)), nodes(change), nodes(reverse),
				statements(change), statements(reverse));
	}

	private String comment(Change change) {
		List<Risk> risks = change.risks(this.dialect);
		return line(change.description() + risks.stream()
			.map((risk) -> "; " + risk.level() + ": " + risk.reason())
			.collect(Collectors.joining()));
	}

	private List<Node> nodes(Change change) {
		return change.accept(this.typedChanges)
			.map(List::of)
			.orElseGet(() -> statements(change).stream().map(Node::sql).toList());
	}

	private List<String> statements(Change change) {
		return this.dialect.statements(change).stream().map(ChangelogWriter::escape).toList();
	}

	private static String escape(String text) {
		// Liquibase would look for a parameter, and knows no escape that works
		// everywhere.
		return text.replace("${", "${" + DOLLAR + "}{");
	}

	private static boolean hasDollar(ChangelogDocument.Entry entry) {
		String sign = "${" + DOLLAR;
		return entry.comment().contains(sign) || entry.statements().stream().anyMatch((sql) -> sql.contains(sign))
				|| entry.rollbackStatements().stream().anyMatch((sql) -> sql.contains(sign));
	}

	private static String line(String text) {
		return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
	}

}
