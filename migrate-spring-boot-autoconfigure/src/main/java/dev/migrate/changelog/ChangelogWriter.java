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
import dev.migrate.schema.QualifiedName;

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

	private static final String PARAMETER = "${";

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
		List<Change> written = changes.stream().filter((change) -> !this.dialect.statements(change).isEmpty()).toList();
		for (Change change : written) {
			entries.add(entry(revision, change, changes, entries.size() + 1));
		}
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put(PARENT, revision.parents().isEmpty() ? BASE : String.join(",", revision.parents()));
		List<Node> preconditions = new ArrayList<>();
		preconditions.add(Node.of("dbms", "type", this.dialect.name()));
		StringBuilder guard = new StringBuilder("This file was generated for ").append(this.dialect.name())
			.append("; generate one for this database.");
		for (int i = 0; i < written.size(); i++) {
			if (written.get(i) instanceof Change.AddColumn added && needsEmptyTable(added)) {
				preconditions.add(emptyTable(added.table(), entries.get(i)));
				guard.append(" Or table ")
					.append(line(added.table().toString()))
					.append(" has rows, for which the new column ")
					.append(line(added.column().name()))
					.append(" has no value: give it a default.");
			}
		}
		return format.write(new ChangelogDocument(line(revision.message()), properties, preconditions, guard.toString(),
				this.dialect.ddl().productCheck(), entries));
	}

	/**
	 * Return the format that changes are written in where one is wished for. Formatted
	 * SQL cannot look at a table before anything is applied, as a new column without a
	 * value needs it.
	 * @param changes the changes
	 * @param wanted the format that is wished for
	 * @return that format, or YAML in place of formatted SQL
	 */
	public static ChangelogFormat formatOf(Changes changes, ChangelogFormat wanted) {
		boolean needsMore = changes.stream()
			.anyMatch((change) -> change instanceof Change.AddColumn added && needsEmptyTable(added));
		return (wanted == ChangelogFormat.SQL && needsMore) ? ChangelogFormat.YAML : wanted;
	}

	private Node emptyTable(QualifiedName table, ChangelogDocument.Entry entry) {
		if (table.toString().contains(PARAMETER)) {
			throw new ChangelogException("Liquibase would take the ${ in the name of table " + table
					+ " for a changelog parameter where it looks whether the table exists; give the new column that"
					+ " has no value a default.", null);
		}
		Node exists = Node.of("tableExists");
		if (table.schema() != null) {
			exists = exists.with("schemaName", table.schema());
		}
		return Node.listOf("or",
				Node.of("changeSetExecuted", "id", entry.id(), "author", entry.author(), "changeLogFile", entry.path()),
				Node.listOf("not", exists.with("tableName", table.name())),
				Node.sqlCheck("0", withoutParameters(this.dialect.ddl().rowCheck(table))));
	}

	private static boolean needsEmptyTable(Change.AddColumn change) {
		return !change.column().nullable() && !change.column().isFilled();
	}

	private ChangelogDocument.Entry entry(NewRevision revision, Change change, Changes all, int number) {
		Change reverse = change.reverse();
		return new ChangelogDocument.Entry(revision.id() + "." + number, revision.author(), revision.path(),
				OwnershipMark.of(change.creates()), comment(change, all), nodes(change), nodes(reverse),
				statements(change), statements(reverse));
	}

	private String comment(Change change, Changes all) {
		List<Risk> risks = all.risks(change, this.dialect);
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
		return this.dialect.statements(change).stream().map(this::withoutParameters).toList();
	}

	private String withoutParameters(String sql) {
		// Liquibase would replace it by a system property or a variable of the
		// environment, and knows no escape that works everywhere.
		return sql.contains(PARAMETER) ? this.dialect.ddl()
			.withoutParameters(sql)
			.orElseThrow(() -> new ChangelogException(
					"Liquibase would take the ${ in \"" + line(sql) + "\" for a changelog parameter, and "
							+ this.dialect.name() + " has no other way to write it; name or write it without ${.",
					null))
				: sql;
	}

	private static String line(String text) {
		return text.replaceAll("[\\s\\p{Cntrl}]+", " ").replace(PARAMETER, "$ {").strip();
	}

}
