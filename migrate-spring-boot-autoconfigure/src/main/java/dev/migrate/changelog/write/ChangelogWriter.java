package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.ChangelogFormat;
import dev.migrate.MigrationFailedException;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.Direction;
import dev.migrate.change.Risk;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.TableChange;
import dev.migrate.changelog.revision.GeneratedMark;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.dialect.Dialect;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;

/**
 * Writes changes as a plain Liquibase changelog, with one changeset and rollback for each
 * change. The same changes give the same bytes.
 */
public final class ChangelogWriter {

	private static final String PARAMETER = "${";

	private static final String VALUE = "migrate.value.";

	/**
	 * Stands for the value that the user has to fill in until the surrounding text is
	 * escaped.
	 */
	private static final String VALUE_PLACE = "\uE000";

	private final Dialect dialect;

	private final TypedChanges typedChanges;

	/**
	 * Create a writer.
	 * @param dialect the dialect of the product that files are written for
	 */
	public ChangelogWriter(Dialect dialect) {
		this.dialect = dialect;
		this.typedChanges = new TypedChanges(dialect.ddl());
	}

	/**
	 * Write a file.
	 * @param revision the revision
	 * @param changes the changes, in canonical form; empty for a file to fill in by hand
	 * @param format the format
	 * @return the text, with Unix line ends
	 * @throws MigrationFailedException if the format does not support the content
	 */
	public String write(NewRevision revision, Changes changes, ChangelogFormat format) {
		return write(revision, RevisionContent.of(changes, Schema.EMPTY), format);
	}

	/**
	 * Write a file.
	 * @param revision the revision
	 * @param content the content of the revision
	 * @param format the format
	 * @return the text, with Unix line ends
	 * @throws MigrationFailedException if the format does not support the content
	 */
	public String write(NewRevision revision, RevisionContent content, ChangelogFormat format) {
		Changes changes = content.changes();
		List<ChangelogDocument.Entry> entries = new ArrayList<>();
		List<Change> written = changes.stream().filter((change) -> !statements(content, change).isEmpty()).toList();
		Map<String, String> properties = new LinkedHashMap<>(revision.properties());
		for (Change change : written) {
			entries.add(entry(revision, change, content, entries.size() + 1));
			if (isUnfilled(change)) {
				ColumnChange.FillColumn fill = (ColumnChange.FillColumn) change;
				properties.put(VALUE + entries.size(), placeToFillIn(fill));
			}
		}
		List<Node> preconditions = new ArrayList<>();
		preconditions.add(Node.of("dbms", "type", this.dialect.name()));
		StringBuilder guard = new StringBuilder("This file was generated for ").append(this.dialect.name())
			.append("; generate one for this database.");
		for (int i = 0; i < written.size(); i++) {
			for (ColumnChange.AddColumn added : withoutValue(written.get(i))) {
				for (QualifiedName table : namesOf(added.table(), changes)) {
					preconditions
						.add(guard(table, entries.get(i), withoutParameters(this.dialect.ddl().rowCheck(table))));
				}
				guard.append(rowsWithoutValue(added.table(), added.column())).append("give it a default.");
			}
			if (isUnfilled(written.get(i))) {
				ColumnChange.FillColumn fill = (ColumnChange.FillColumn) written.get(i);
				for (QualifiedName table : namesOf(fill.table(), changes)) {
					String check = withoutParameters(this.dialect.ddl().valueCheck(table, VALUE_PLACE));
					preconditions.add(guard(table, entries.get(i), check.replace(VALUE_PLACE, value(i + 1))));
				}
				guard.append(rowsWithoutValue(fill.table(), fill.column()))
					.append("write it where this file says FILL IN.");
			}
		}
		for (RowGuard row : RowGuard.of(changes, content.current(), this.dialect)) {
			preconditions.add(noSuchRow(row, entries.get(written.indexOf(row.change()))));
			guard.append(" Or ").append(line(row.message()));
		}
		return new ChangelogDocument(line(revision.message()), List.of(), properties, preconditions, guard.toString(),
				this.dialect.ddl().productCheck(), entries)
			.write(format);
	}

	/**
	 * Return the format in which a revision can be written. Formatted SQL cannot check a
	 * table before the first changeset, as a new column without a value requires, nor
	 * separate the statements of a change for a product that runs one at a time.
	 * @param content the content of the revision
	 * @param wanted the requested format
	 * @return the requested format, or YAML instead of formatted SQL
	 */
	public ChangelogFormat formatOf(RevisionContent content, ChangelogFormat wanted) {
		boolean guarded = !RowGuard.of(content.changes(), content.current(), this.dialect).isEmpty();
		return (wanted == ChangelogFormat.SQL && guarded) ? ChangelogFormat.YAML : unguardedFormatOf(content, wanted);
	}

	private ChangelogFormat unguardedFormatOf(RevisionContent content, ChangelogFormat wanted) {
		boolean needsMore = content.changes()
			.stream()
			.anyMatch((change) -> !withoutValue(change).isEmpty() || isUnfilled(change) || isTooLong(content, change)
					|| isTooLong(content, change.reverse()));
		return (wanted == ChangelogFormat.SQL && needsMore) ? ChangelogFormat.YAML : wanted;
	}

	private Node noSuchRow(RowGuard row, ChangelogDocument.Entry entry) {
		Node exists = Node.of("columnExists");
		if (row.table().schema() != null) {
			exists = exists.with("schemaName", row.table().schema());
		}
		return Node.listOf("or",
				Node.of("changeSetExecuted", "id", entry.id(), "author", entry.author(), "changeLogFile", entry.path()),
				Node.listOf("not", exists.with("tableName", row.table().name()).with("columnName", row.column())),
				Node.sqlCheck("0", withoutParameters(row.query())));
	}

	private boolean isTooLong(RevisionContent content, Change change) {
		return !this.dialect.ddl().takesSeveralStatements() && statements(content, change).size() > 1;
	}

	private List<String> statements(RevisionContent content, Change change) {
		return content.executable().statements(change, this.dialect);
	}

	private static String rowsWithoutValue(QualifiedName table, Column column) {
		return " Or table " + line(table.toString()) + " has rows, for which the new column " + line(column.name())
				+ " has no value: ";
	}

	private Node guard(QualifiedName table, ChangelogDocument.Entry entry, String query) {
		if (table.toString().contains(PARAMETER)) {
			throw new MigrationFailedException("Liquibase would take the ${ in the name of table " + table
					+ " for a changelog parameter where it looks whether the table exists; give the new column that"
					+ " has no value a default.", null);
		}
		Node exists = Node.of("tableExists");
		if (table.schema() != null) {
			exists = exists.with("schemaName", table.schema());
		}
		return Node.listOf("or",
				Node.of("changeSetExecuted", "id", entry.id(), "author", entry.author(), "changeLogFile", entry.path()),
				Node.listOf("not", exists.with("tableName", table.name())), Node.sqlCheck("0", query));
	}

	private static List<QualifiedName> namesOf(QualifiedName table, Changes changes) {
		// The check runs before the first changeset, and again after a part of the file
		// was applied.
		List<QualifiedName> names = new ArrayList<>(List.of(table));
		for (Change change : changes) {
			if (change instanceof TableChange.RenameTable rename && rename.to().equals(table)) {
				names.add(rename.from());
			}
		}
		return names;
	}

	private static String placeToFillIn(ColumnChange.FillColumn fill) {
		String column = line(fill.table() + "." + fill.column().name());
		return "null /* FILL IN the value of " + column.replace("*/", "* /").replace("${", "$ {") + " */";
	}

	private static String value(int number) {
		return "${" + VALUE + number + "}";
	}

	private static boolean isUnfilled(Change change) {
		return change instanceof ColumnChange.FillColumn fill && fill.direction() == Direction.FORWARD
				&& !fill.value().isPresent();
	}

	private static List<ColumnChange.AddColumn> withoutValue(Change change) {
		if (change instanceof TableChange.RebuildTable rebuild) {
			return rebuild.parts().stream().flatMap((part) -> withoutValue(part).stream()).toList();
		}
		return (change instanceof ColumnChange.AddColumn added && !added.column().nullable()
				&& !added.column().isFilled()) ? List.of(added) : List.of();
	}

	private ChangelogDocument.Entry entry(NewRevision revision, Change change, RevisionContent content, int number) {
		Change reverse = change.reverse();
		List<Risk> risks = content.changes().risks(change, this.dialect);
		return new ChangelogDocument.Entry(revision.id() + "." + number, revision.author(), revision.path(),
				mark(change, content.asked(), risks), comment(change, risks), nodes(content, change, number),
				nodes(content, reverse, number), statements(content, change, number),
				statements(content, reverse, number), content.executable().isInTransaction(change));
	}

	private static String mark(Change change, Changes asked, List<Risk> risks) {
		Set<SchemaObject> objects = asked.stream()
			.flatMap((other) -> other.creates().stream())
			.collect(Collectors.toSet());
		List<SchemaObject> owned = asked.asList().contains(change) ? change.creates()
				: change.creates().stream().filter(objects::contains).toList();
		Risk.Level risk = risks.stream().map(Risk::level).max(Comparator.naturalOrder()).orElse(Risk.Level.SAFE);
		return GeneratedMark.of(change, owned, risk).text();
	}

	private static String comment(Change change, List<Risk> risks) {
		return line(change.description() + risks.stream()
			.map((risk) -> "; " + risk.level() + ": " + risk.reason())
			.collect(Collectors.joining()));
	}

	private List<Node> nodes(RevisionContent content, Change change, int number) {
		Optional<Node> typed = this.dialect.ddl().hasTypedChanges() ? change.accept(this.typedChanges)
				: Optional.empty();
		return typed.map(List::of)
			.orElseGet(() -> statements(content, change, number).stream().map(Node::sql).toList());
	}

	private List<String> statements(RevisionContent content, Change change, int number) {
		Change rendered = change;
		if (isUnfilled(change)) {
			ColumnChange.FillColumn fill = (ColumnChange.FillColumn) change;
			rendered = new ColumnChange.FillColumn(fill.table(), fill.column(), new Expression(VALUE_PLACE));
		}
		return statements(content, rendered).stream()
			.map((sql) -> withoutParameters(sql).replace(VALUE_PLACE, value(number)))
			.toList();
	}

	private String withoutParameters(String sql) {
		// Liquibase would replace it by a system property or environment variable, and
		// has no escape that works everywhere.
		return sql.contains(PARAMETER) ? this.dialect.ddl()
			.withoutParameters(sql)
			.orElseThrow(() -> new MigrationFailedException(
					"Liquibase would take the ${ in \"" + line(sql) + "\" for a changelog parameter, and "
							+ this.dialect.name() + " has no other way to write it; name or write it without ${.",
					null))
				: sql;
	}

	static String line(String text) {
		return text.replaceAll("[\\s\\p{Cntrl}]+", " ").replace(PARAMETER, "$ {").strip();
	}

}
