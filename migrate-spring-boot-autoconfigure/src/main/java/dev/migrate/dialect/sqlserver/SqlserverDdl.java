package dev.migrate.dialect.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ReservedWords;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Renders changes for SQL Server. A default is a constraint with a generated name, which
 * statements that change or drop a column find at run time.
 */
final class SqlserverDdl extends StandardDdl {

	private static final Set<String> RESERVED = ReservedWords.read(SqlserverDdl.class, "reserved-words.txt");

	SqlserverDdl() {
		super(new Identifiers(UnaryOperator.identity(), RESERVED));
	}

	/**
	 * Render a name as the catalog prints it in expressions.
	 * @param name the name
	 * @return the name in brackets
	 */
	static String bracketed(String name) {
		return "[" + name.replace("]", "]]") + "]";
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Liquibase needs the type of a column to change its nullability, and does not know
	 * the names of defaults.
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
	public String firstRows(String query, int rows) {
		return query + " offset 0 rows fetch next " + rows + " rows only";
	}

	@Override
	protected String firstRow(String rows) {
		return "select top 1 1 as one from " + rows;
	}

	@Override
	protected List<String> create(Namespace schema) {
		return List.of("if schema_id(" + literal(schema.name()) + ") is null exec("
				+ literal("create schema " + name(schema.name())) + ")");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A schema with unmanaged objects is kept.
	 */
	@Override
	protected List<String> drop(Namespace schema) {
		return List.of("if not exists (select 1 from sys.objects where schema_id = schema_id(" + literal(schema.name())
				+ ")) exec(" + literal("drop schema " + name(schema.name())) + ")");
	}

	@Override
	protected List<String> restart(Sequence sequence, String query) {
		return List.of("declare @statement nvarchar(max) = "
				+ literal("alter sequence " + name(sequence.name()) + " restart with ") + " + cast((" + query
				+ ") as nvarchar(40));\nexec sp_executesql @statement");
	}

	@Override
	public List<String> visit(RenameTable change) {
		return List.of("exec sp_rename " + literal(name(change.from())) + ", " + literal(change.to().name()));
	}

	@Override
	public List<String> visit(RenameColumn change) {
		return List.of("exec sp_rename " + literal(name(change.table()) + "." + name(change.from())) + ", "
				+ literal(change.to()) + ", 'COLUMN'");
	}

	@Override
	protected List<String> create(QualifiedName table, Column column) {
		return List.of(alter(table) + "add " + definition(column));
	}

	@Override
	protected List<String> drop(QualifiedName table, Column column) {
		return List.of(dropDefault(table, column.name()), alter(table) + "drop column " + name(column.name()));
	}

	@Override
	public List<String> visit(AlterColumn change) {
		return switch (change.aspect()) {
			case NULLABILITY -> List.of(retyped(change.table(), change.to()));
			case DEFAULT -> withDefault(change.table(), change.to(), List.of());
			case COMMENT -> List.of();
			case TYPE, FORMULA, IDENTITY, COLLATION -> super.visit(change);
		};
	}

	@Override
	protected List<String> drop(QualifiedName table, Index index) {
		return List.of("drop index " + name(index.name()) + " on " + name(table));
	}

	@Override
	protected List<String> alterType(AlterColumn change) {
		return withDefault(change.table(), change.to(), List.of(retyped(change.table(), change.to())));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The identity of an existing column cannot change, and its values cannot be kept
	 * when it is recreated.
	 */
	@Override
	protected List<String> alterIdentity(AlterColumn change) {
		String column = change.table() + "." + change.to().name();
		return List.of("throw 50000, " + literal("SQL Server cannot change the identity of the column " + column
				+ ": write a revision by hand that recreates the table") + ", 1");
	}

	@Override
	protected List<String> alterCollation(AlterColumn change) {
		return List.of(retyped(change.table(), change.to()));
	}

	@Override
	protected List<String> alterFormula(AlterColumn change) {
		List<String> statements = new ArrayList<>();
		statements.addAll(drop(change.table(), change.from()));
		statements.addAll(create(change.table(), change.to()));
		return List.copyOf(statements);
	}

	@Override
	protected String specification(Column column) {
		Expression formula = column.generatedAs();
		return (formula != null && formula.isPresent()) ? generated(formula) : super.specification(column);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Hibernate writes no comments on this product, so none are compared.
	 */
	@Override
	protected List<String> commentOnTable(QualifiedName table, String comment) {
		return List.of();
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
