package dev.migrate.dialect.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.change.ColumnChange;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.SchemaChange;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Spells changes for SQL Server. A default is a constraint whose name nobody chose: what
 * changes or drops a column finds that name when it runs.
 */
public final class SqlserverDdl extends StandardDdl {

	private static final Set<String> RESERVED = Set
		.of("""
				add all alter and any as asc authorization backup begin between break browse bulk by cascade case check
				checkpoint close clustered coalesce collate column commit compute constraint contains containstable continue
				convert create cross current current_date current_time current_timestamp current_user cursor database dbcc
				deallocate declare default delete deny desc disk distinct distributed double drop dump else end errlvl escape
				except exec execute exists exit external fetch file fillfactor for foreign freetext freetexttable from full
				function goto grant group having holdlock identity identity_insert identitycol if in index inner insert
				intersect into is join key kill left like lineno load merge national nocheck nonclustered not null nullif of
				off offsets on open opendatasource openquery openrowset openxml option or order outer over percent pivot plan
				precision primary print proc procedure public raiserror read readtext reconfigure references replication
				restore restrict return revert revoke right rollback rowcount rowguidcol rule save schema securityaudit select
				semantickeyphrasetable semanticsimilaritydetailstable semanticsimilaritytable session_user set setuser shutdown
				some statistics system_user table tablesample textsize then to top tran transaction trigger truncate
				try_convert tsequal union unique unpivot update updatetext use user values varying view waitfor when where
				while with within writetext"""
			.split("\\s+"));

	/**
	 * Create the spelling.
	 */
	public SqlserverDdl() {
		super(new Identifiers(UnaryOperator.identity(), RESERVED));
	}

	/**
	 * Spell a name as the catalog prints it in expressions.
	 * @param name the name
	 * @return the name in brackets
	 */
	static String bracketed(String name) {
		return "[" + name.replace("]", "]]") + "]";
	}

	@Override
	public boolean isKeptByLiquibase(SqlType type) {
		return false;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Liquibase needs the type of a column to change its nullability, and knows nothing
	 * of the names of defaults.
	 */
	@Override
	public boolean hasTypedChanges() {
		return false;
	}

	@Override
	public String productCheck() {
		return "select count(*) from sys.databases where name = 'tempdb'";
	}

	@Override
	public String rowCheck(QualifiedName table) {
		return "select count(*) from (select top 1 1 as one from " + name(table) + ") existing";
	}

	@Override
	public List<String> visit(SchemaChange.CreateSchema change) {
		return List.of("if schema_id(" + literal(change.name()) + ") is null exec("
				+ literal("create schema " + name(change.name())) + ")");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * What somebody else has put into the schema keeps it.
	 */
	@Override
	public List<String> visit(SchemaChange.DropSchema change) {
		return List.of("if not exists (select 1 from sys.objects where schema_id = schema_id(" + literal(change.name())
				+ ")) exec(" + literal("drop schema " + name(change.name())) + ")");
	}

	@Override
	public List<String> visit(EnumTypeChange.CreateEnumType change) {
		throw new IllegalArgumentException("SQL Server has no enumerated types: " + change.type().name());
	}

	@Override
	public List<String> visit(EnumTypeChange.DropEnumType change) {
		throw new IllegalArgumentException("SQL Server has no enumerated types: " + change.type().name());
	}

	@Override
	public List<String> visit(EnumTypeChange.AlterEnumType change) {
		throw new IllegalArgumentException("SQL Server has no enumerated types: " + change.to().name());
	}

	@Override
	public List<String> visit(TableChange.RenameTable change) {
		return List.of("exec sp_rename " + literal(name(change.from())) + ", " + literal(change.to().name()));
	}

	@Override
	public List<String> visit(ColumnChange.RenameColumn change) {
		return List.of("exec sp_rename " + literal(name(change.table()) + "." + name(change.from())) + ", "
				+ literal(change.to()) + ", 'COLUMN'");
	}

	@Override
	public List<String> visit(ColumnChange.AddColumn change) {
		return List.of(alter(change.table()) + "add " + definition(change.column()));
	}

	@Override
	public List<String> visit(ColumnChange.DropColumn change) {
		String column = change.column().name();
		return List.of(dropDefault(change.table(), column), alter(change.table()) + "drop column " + name(column));
	}

	@Override
	public List<String> visit(ColumnChange.AlterColumn change) {
		return switch (change.aspect()) {
			case NULLABILITY -> List.of(retyped(change.table(), change.to()));
			case DEFAULT -> withDefault(change.table(), change.to(), List.of());
			case COMMENT -> List.of();
			case TYPE, FORMULA, IDENTITY, COLLATION -> super.visit(change);
		};
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Hibernate writes no comments here, so that none are compared.
	 */
	@Override
	public List<String> visit(TableChange.AlterTableComment change) {
		return List.of();
	}

	@Override
	public List<String> visit(IndexChange.DropIndex change) {
		return List.of("drop index " + name(change.index().name()) + " on " + name(change.table()));
	}

	@Override
	protected List<String> alterType(ColumnChange.AlterColumn change) {
		return withDefault(change.table(), change.to(), List.of(retyped(change.table(), change.to())));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Whether a column is numbered is settled when it comes into being, and its numbers
	 * cannot be kept when it is made anew.
	 */
	@Override
	protected List<String> alterIdentity(ColumnChange.AlterColumn change) {
		String column = change.table() + "." + change.to().name();
		return List.of("throw 50000, " + literal("SQL Server cannot change whether it numbers the column " + column
				+ ": write a revision by hand that makes the table anew") + ", 1");
	}

	@Override
	protected List<String> alterCollation(ColumnChange.AlterColumn change) {
		return List.of(retyped(change.table(), change.to()));
	}

	@Override
	protected List<String> alterFormula(ColumnChange.AlterColumn change) {
		List<String> statements = new ArrayList<>();
		statements.addAll(visit(new ColumnChange.DropColumn(change.table(), change.from())));
		statements.addAll(visit(new ColumnChange.AddColumn(change.table(), change.to())));
		return List.copyOf(statements);
	}

	@Override
	protected String definition(Column column) {
		return column.isGenerated() ? name(column.name()) + " " + generated(column.generatedAsOrNone())
				: super.definition(column);
	}

	@Override
	protected String generated(Expression formula) {
		return "as (" + formula.sql() + ") persisted";
	}

	@Override
	protected String identity(Identity identity) {
		boolean ones = identity.increment() == null || identity.increment() == 1;
		return ones ? "identity" : "identity(1, " + identity.increment() + ")";
	}

	@Override
	protected String collation(@Nullable String collation) {
		return (collation != null && !collation.isEmpty()) ? " collate " + collation.replaceAll("[^\\w]", "") : "";
	}

	@Override
	protected String deferral(ForeignKey.Deferral deferral) {
		return "";
	}

	private String retyped(QualifiedName table, Column column) {
		return alter(table) + "alter column " + name(column.name()) + " " + column.type()
				+ collation(column.collation()) + (column.nullable() ? " null" : " not null");
	}

	private List<String> withDefault(QualifiedName table, Column column, List<String> between) {
		List<String> statements = new ArrayList<>();
		statements.add(dropDefault(table, column.name()));
		statements.addAll(between);
		if (column.hasDefault()) {
			statements
				.add(alter(table) + "add default " + column.defaultOrNone().sql() + " for " + name(column.name()));
		}
		return List.copyOf(statements);
	}

	private String dropDefault(QualifiedName table, String column) {
		return """
				declare @statement nvarchar(max) = (
				    select %s + quotename(d.name)
				    from sys.default_constraints d
				        join sys.columns c on c.object_id = d.parent_object_id and c.column_id = d.parent_column_id
				    where d.parent_object_id = object_id(%s) and c.name = %s);
				if @statement is not null exec sp_executesql @statement"""
			.formatted(literal(alter(table) + "drop constraint "), literal(name(table)), literal(column));
	}

	private static String literal(String text) {
		return "N" + Identifiers.literal(text);
	}

}
