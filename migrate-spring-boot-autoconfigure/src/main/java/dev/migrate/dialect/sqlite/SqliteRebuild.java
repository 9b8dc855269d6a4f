package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.dialect.Identifiers;
import dev.migrate.schema.QualifiedName;

/**
 * Recreates a table by the procedure of the SQLite documentation: create a new table
 * under another name, copy the rows, drop the old table and rename the new one.
 * <p>
 * It runs in Liquibase's transaction, so a failure changes nothing. If foreign keys are
 * enforced, dropping the table would delete rows that reference it. The enforcement can
 * only be disabled outside of a transaction, so the statements begin and end their own
 * then.
 */
final class SqliteRebuild {

	private static final String GUARD = "temp.migrate_guard";

	private final Identifiers identifiers;

	private final QualifiedName table;

	private final SqliteSource from;

	private final SqliteSource to;

	private final SqliteDefinition before;

	private final SqliteDefinition after;

	private final String name;

	private final String literal;

	private final String newName;

	private final List<String> statements = new ArrayList<>();

	SqliteRebuild(Identifiers identifiers, QualifiedName table, SqliteSource from, SqliteSource to) {
		this.identifiers = identifiers;
		this.table = table;
		this.from = from;
		this.to = to;
		this.before = SqliteDefinition.parse(this.from.create());
		this.after = SqliteDefinition.parse(this.to.create());
		this.name = identifiers.of(this.table.name());
		this.literal = Identifiers.literal(this.table.name());
		this.newName = "migrate_new_" + this.table.name();
	}

	/**
	 * Return the statements that recreate the table.
	 * @return the statements
	 */
	List<String> statements() {
		if (this.from.isEnforced()) {
			this.statements.add("pragma foreign_keys = off");
			this.statements.add("begin immediate");
		}
		guard();
		this.statements.add(this.after.create(this.identifiers.of(this.newName)));
		copy();
		this.statements.add("drop table " + this.name);
		// Without the legacy mode, a view or trigger that names the table would prevent
		// the rename.
		this.statements.add("pragma legacy_alter_table = on");
		this.statements.add("alter table " + this.identifiers.of(this.newName) + " rename to " + this.name);
		this.statements.add("pragma legacy_alter_table = off");
		this.statements.addAll(this.to.parts());
		if (this.from.isEnforced()) {
			guard("a row of " + this.table.name() + " violates a foreign key",
					"not exists (select 1 from pragma_foreign_key_check(" + this.literal + "))");
			this.statements.add("commit");
			this.statements.add("pragma foreign_keys = on");
		}
		return List.copyOf(this.statements);
	}

	/**
	 * Fail if the table has parts that would be lost, since they were added after the
	 * changeset was generated, or in another database.
	 */
	private void guard() {
		String columns = this.before.columns()
			.stream()
			.map((column) -> Identifiers.literal(column.name()))
			.collect(Collectors.joining(", "));
		String parts = this.from.parts()
			.stream()
			.map((part) -> Identifiers.literal(SqliteSource.nameOf(part)))
			.collect(Collectors.joining(", "));
		guard("table " + this.table.name()
				+ " has columns, indexes or triggers that are unknown to this changeset: generate it again",
				"not exists (select 1 from pragma_table_xinfo(" + this.literal + ") where lower(name) not in ("
						+ columns + ")) and not exists (select 1 from sqlite_master where lower(tbl_name) = lower("
						+ this.literal
						+ ") and type in ('index', 'trigger') and sql is not null and lower(name) not in (" + parts
						+ "))");
		if (!this.from.isEnforced()) {
			guard("foreign keys are enforced, and rows that refer to " + this.table.name()
					+ " would be deleted with it: disable the enforcement to run this",
					"(select foreign_keys from pragma_foreign_keys) = 0 or not exists (select 1 from sqlite_master m, "
							+ "pragma_foreign_key_list(m.name) k where m.type = 'table' and lower(k.\"table\") = lower("
							+ this.literal + "))");
		}
	}

	private void guard(String message, String condition) {
		this.statements
			.add("create table " + GUARD + " (held constraint " + Identifiers.quoted(message) + " check (held))");
		this.statements.add("insert into " + GUARD + " select " + condition);
		this.statements.add("drop table " + GUARD);
	}

	private void copy() {
		List<String> columns = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (SqliteDefinition.Column column : this.after.columns()) {
			if (this.before.column(column.name()).isPresent() && isStored(column)) {
				columns.add(this.identifiers.of(column.name()));
				values.add(this.identifiers.of(column.name()));
			}
		}
		if (columns.isEmpty()) {
			return;
		}
		this.after.columns().stream().filter(this::isRestored).forEach((column) -> {
			columns.add(this.identifiers.of(column.name()));
			values.add(SqliteTypes.neutral(column.type()));
		});
		this.statements.add("insert into " + this.identifiers.of(this.newName) + " (" + String.join(", ", columns)
				+ ") select " + String.join(", ", values) + " from " + this.name);
		if (this.before.isAutoincrement() && this.after.isAutoincrement()) {
			String copy = Identifiers.literal(this.newName);
			this.statements.add("delete from sqlite_sequence where name = " + copy);
			this.statements.add("insert into sqlite_sequence (name, seq) select " + copy
					+ ", seq from sqlite_sequence where lower(name) = lower(" + this.literal + ")");
		}
	}

	// A new column that requires a value has one already; a restored one has lost it.
	private boolean isRestored(SqliteDefinition.Column column) {
		return this.before.column(column.name()).isEmpty() && isStored(column)
				&& column.clause(SqliteDefinition.Kind.NOT_NULL).isPresent()
				&& column.clause(SqliteDefinition.Kind.DEFAULT).isEmpty();
	}

	private static boolean isStored(SqliteDefinition.Column column) {
		return column.clause(SqliteDefinition.Kind.GENERATED).isEmpty();
	}

}
