package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.change.SchemaChange;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Spells changes for SQLite, which can add a column to a table and little more: for
 * everything else the table is made anew.
 */
public final class SqliteDdl extends StandardDdl {

	/**
	 * SQLite's keywords.
	 */
	private static final Set<String> RESERVED = Set.of("""
			abort action add after all alter always analyze and as asc attach autoincrement before begin between by
			cascade case cast check collate column commit conflict constraint create cross current current_date
			current_time current_timestamp database default deferrable deferred delete desc detach distinct do drop
			each else end escape except exclude exclusive exists explain fail false filter first following for foreign
			from full generated glob group groups having if ignore immediate in index indexed initially inner insert
			instead intersect into is isnull join key last left like limit match materialized natural no not nothing
			notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query
			raise range recursive references regexp reindex release rename replace restrict returning right rollback
			row rows savepoint select set table temp temporary then ties to transaction trigger true unbounded union
			unique update using vacuum values view virtual when where window with without""".split("\\s+"));

	private static final Pattern LITERAL = Pattern
		.compile("[-+]?[0-9][0-9a-z.]*|x?'(?:[^']|'')*'|null|true|false|current_(?:date|time|timestamp)");

	private static final Pattern CONSTANT = Pattern.compile("[-+]?[0-9][0-9a-z.]*|x?'(?:[^']|'')*'|true|false");

	/**
	 * Create the spelling.
	 */
	public SqliteDdl() {
		super(new Identifiers((name) -> name.toLowerCase(Locale.ROOT), RESERVED));
	}

	@Override
	public boolean isKeptByLiquibase(SqlType type) {
		return false;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * On this product Liquibase makes tables anew by itself, and loses what it does not
	 * know of.
	 */
	@Override
	public boolean hasTypedChanges() {
		return false;
	}

	@Override
	public boolean takesSeveralStatements() {
		return false;
	}

	@Override
	public boolean isInTransaction(Change change) {
		return !(change instanceof TableChange.RebuildTable rebuild) || !SqliteSource.of(rebuild.from()).isEnforced();
	}

	// A division by zero is null here.
	@Override
	protected String failUnless(String condition) {
		return "select case when " + condition + " then 1 else json('the check does not hold') end";
	}

	@Override
	public String productCheck() {
		return "select count(*) from (select sqlite_version())";
	}

	@Override
	public List<String> visit(SchemaChange.CreateSchema change) {
		return List.of();
	}

	@Override
	public List<String> visit(SchemaChange.DropSchema change) {
		return List.of();
	}

	@Override
	public List<String> visit(EnumTypeChange.CreateEnumType change) {
		return List.of();
	}

	@Override
	public List<String> visit(EnumTypeChange.DropEnumType change) {
		return List.of();
	}

	@Override
	public List<String> visit(EnumTypeChange.AlterEnumType change) {
		return List.of();
	}

	@Override
	public List<String> visit(TableChange.AlterTableComment change) {
		return List.of();
	}

	@Override
	public List<String> visit(TableChange.CreateTable change) {
		Table table = change.table();
		if (!table.source().isEmpty()) {
			return SqliteSource.of(table.source()).withoutIndexes();
		}
		List<String> parts = new ArrayList<>();
		table.columns().forEach((column) -> parts.add(definition(column)));
		if (table.primaryKey() != null) {
			parts.add(definition(table.primaryKey()));
		}
		table.uniqueKeys().forEach((key) -> parts.add(definition(key)));
		table.foreignKeys().forEach((key) -> parts.add(definition(key)));
		table.checks().forEach((check) -> parts.add(definition(check)));
		List<String> statements = new ArrayList<>();
		statements.add("create table " + name(table.name())
				+ parts.stream().collect(Collectors.joining(",\n    ", " (\n    ", "\n)")));
		statements.addAll(table.inserts());
		return List.copyOf(statements);
	}

	@Override
	public List<String> visit(ColumnChange.AddColumn change) {
		return List.of(alter(change.table()) + "add column " + definition(change.column()));
	}

	@Override
	public List<String> visit(TableChange.RebuildTable change) {
		return new SqliteRebuild(identifiers(), change).statements();
	}

	@Override
	protected List<String> alterType(ColumnChange.AlterColumn change) {
		throw new IllegalStateException("SQLite has no statement to " + change.description());
	}

	@Override
	protected List<String> alterIdentity(ColumnChange.AlterColumn change) {
		throw new IllegalStateException("SQLite has no statement to " + change.description());
	}

	@Override
	protected List<String> alterCollation(ColumnChange.AlterColumn change) {
		throw new IllegalStateException("SQLite has no statement to " + change.description());
	}

	@Override
	protected String collation(@Nullable String collation) {
		return super.collation(collation);
	}

	@Override
	protected String storage(Column.@Nullable Storage storage) {
		return (storage == Column.Storage.VIRTUAL) ? " virtual" : " stored";
	}

	@Override
	protected String first(String query) {
		return query + " limit 1";
	}

	/**
	 * Return whether a column can be added to a table with rows, and dropped again.
	 * @param column the column
	 * @return {@code false} where its table is to be made anew for it
	 */
	static boolean isAddable(Column column) {
		return !column.isGenerated() && !column.isNumbered()
				&& (!column.hasDefault() || CONSTANT.matcher(column.defaultOrNone().sql()).matches());
	}

	/**
	 * Spell a default so that it may stand where a literal may.
	 * @param value the default
	 * @return the clause
	 */
	String defaultOf(Expression value) {
		return "default " + (LITERAL.matcher(value.sql()).matches() ? value.sql() : "(" + value.sql() + ")");
	}

	@Override
	protected String definition(Column column) {
		StringBuilder text = new StringBuilder(name(column.name())).append(' ').append(column.type());
		text.append(collation(column.collation()));
		if (column.isGenerated()) {
			text.append(' ').append(formula(column));
		}
		else if (column.hasDefault()) {
			text.append(' ').append(defaultOf(column.defaultOrNone()));
		}
		return column.nullable() ? text.toString() : text.append(" not null").toString();
	}

	@Override
	protected String definition(PrimaryKey key) {
		return named(key.name()) + "primary key " + identifiers().list(key.columns());
	}

	String definition(UniqueKey key) {
		return named(key.name()) + "unique " + identifiers().list(key.columns());
	}

	@Override
	protected String definition(Check check) {
		return named(check.name()) + "check (" + check.condition().sql() + ")";
	}

	String definition(ForeignKey key) {
		return named(key.name()) + "foreign key " + identifiers().list(key.columns()) + " references "
				+ name(key.referencedTable().name()) + " " + identifiers().list(key.referencedColumns())
				+ action("delete", key.onDelete()) + action("update", key.onUpdate()) + deferral(key.deferral());
	}

	String formula(Column column) {
		return generated(Objects.requireNonNull(column.generatedAs())) + storage(column.storage());
	}

	private String named(String name) {
		return name.isEmpty() ? "" : "constraint " + name(name) + " ";
	}

	private static String action(String event, ForeignKey.Action action) {
		return (action != ForeignKey.Action.NO_ACTION)
				? " on " + event + " " + action.name().toLowerCase(Locale.ROOT).replace('_', ' ') : "";
	}

}
