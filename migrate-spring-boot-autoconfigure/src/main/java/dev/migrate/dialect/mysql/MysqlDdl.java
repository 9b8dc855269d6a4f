package dev.migrate.dialect.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ReservedWords;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Renders changes for MySQL.
 * <p>
 * A column is altered by redefining all of it: aspects that are left out are lost.
 */
public class MysqlDdl extends StandardDdl {

	private static final String PREPARED = "set @migrate_sql = ";

	private static final int PREPARED_STATEMENTS = 4;

	private static final Set<String> RESERVED = ReservedWords.read(MysqlDdl.class, "reserved-words.txt");

	/**
	 * The index that replaces the primary key of an identity column while it is dropped.
	 */
	private static final String STAND_IN = "migrate_primary";

	/**
	 * Create the renderer.
	 */
	public MysqlDdl() {
		super(new Identifiers(UnaryOperator.identity(), RESERVED, '`'));
	}

	@Override
	public boolean takesSeveralStatements() {
		return false;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Liquibase does not redefine all of a column when it alters one, and keeps the index
	 * of a dropped foreign key.
	 */
	@Override
	public boolean hasTypedChanges() {
		return false;
	}

	// A division by zero does not make a query fail on this product.
	@Override
	protected String failUnless(String condition) {
		return "select case when " + condition + " then 1 else (select 1 union select 2) end";
	}

	@Override
	public String productCheck() {
		return "select count(*) from information_schema.schemata where schema_name = 'mysql' "
				+ "and version() not like '%MariaDB%'";
	}

	@Override
	public String firstRows(String query, int rows) {
		return query + " limit " + rows;
	}

	@Override
	protected String asText(String column, long length) {
		return "cast(" + column + " as char)";
	}

	@Override
	public String printed(String name) {
		return MysqlText.quoted(name);
	}

	@Override
	protected List<String> create(Namespace schema) {
		return List.of("create database if not exists " + name(schema.name()));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A schema with unmanaged objects is kept.
	 */
	@Override
	protected List<String> drop(Namespace schema) {
		String condition = "exists (select 1 from information_schema.tables where table_schema = %1$s) "
				+ "or exists (select 1 from information_schema.routines where routine_schema = %1$s)";
		return unless(condition.formatted(MysqlText.literal(schema.name())), "drop database " + name(schema.name()));
	}

	@Override
	protected String tableOptions(Table table) {
		String comment = Objects.requireNonNullElse(table.comment(), "");
		return " engine = InnoDB" + (comment.isEmpty() ? "" : " comment = " + MysqlText.literal(comment));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The definition of a new table includes its comment.
	 */
	@Override
	protected List<String> commentOnTable(QualifiedName table, String comment) {
		return List.of();
	}

	@Override
	protected List<String> commentOnColumn(QualifiedName table, Column column) {
		return List.of();
	}

	@Override
	public List<String> visit(AlterTableComment change) {
		return List.of(alter(change.table()) + "comment = " + MysqlText.literal(change.to()));
	}

	@Override
	public List<String> visit(AlterColumn change) {
		return (change.aspect() == AlterColumn.Aspect.FORMULA) ? alterFormula(change) : modify(change);
	}

	@Override
	public List<String> visit(RenameTable change) {
		return List.of(alter(change.from()) + "rename to " + name(change.to()));
	}

	@Override
	public List<String> visit(Create change) {
		return (change.replacement() != null && change.part() instanceof PrimaryKey key)
				? List.of(alter(change.object()) + "drop index " + STAND_IN + ", add " + definition(key))
				: super.visit(change);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * An identity column and the columns of a foreign key require a key, so an index
	 * replaces the primary key until the next one is added.
	 */
	@Override
	public List<String> visit(Drop change) {
		return (change.replacement() != null && change.part() instanceof PrimaryKey key)
				? List.of(alter(change.object()) + "drop primary key, add index " + STAND_IN + " "
						+ identifiers().list(key.columns()))
				: super.visit(change);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * One statement drops the old part and creates the new one, or does neither.
	 */
	@Override
	public List<String> visit(Replace change) {
		if (isIndexed(change.from()) && isIndexed(change.to())) {
			return List.of(atOnce(change.table(), List.of(removal(change.from()), addition(change.to()))));
		}
		if (change.from() instanceof Check from && change.to() instanceof Check to) {
			return replace(change.table(), from, to);
		}
		return super.visit(change);
	}

	/**
	 * Return whether a part of a table is an index, as every key is that is not a foreign
	 * one.
	 * @param part the part
	 * @return {@code true} for a primary key or an index
	 */
	static boolean isIndexed(TablePart part) {
		return part instanceof PrimaryKey || part instanceof Index;
	}

	/**
	 * Render a statement that carries out several clauses or none of them.
	 * @param table the table
	 * @param clauses the clauses
	 * @return the statement
	 */
	String atOnce(QualifiedName table, List<String> clauses) {
		return alter(table) + String.join(", ", clauses);
	}

	/**
	 * Render the clause that adds a primary key or an index.
	 * @param part the key or index
	 * @return the clause of a statement that alters a table
	 */
	String addition(TablePart part) {
		return (part instanceof Index index) ? "add " + (index.unique() ? "unique " : "") + "index "
				+ name(index.name()) + method(index) + " " + parts(index) : "add " + definition((PrimaryKey) part);
	}

	/**
	 * Render the clause that drops a primary key or an index.
	 * @param part the key or index
	 * @return the clause of a statement that alters a table
	 */
	String removal(TablePart part) {
		return (part instanceof Index) ? "drop index " + name(part.name()) : "drop primary key";
	}

	/**
	 * Replace a check in one statement.
	 * @param table the table
	 * @param from the check now
	 * @param to the check afterwards
	 * @return the statements
	 */
	protected List<String> replace(QualifiedName table, Check from, Check to) {
		return List.of(alter(table) + "drop check " + name(from.name()) + ", add " + definition(to));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * An unqualified name refers to the schema of the referencing table, so a reference
	 * from another schema has to name the default one.
	 */
	@Override
	protected List<String> create(QualifiedName table, ForeignKey key) {
		QualifiedName referenced = key.referencedTable();
		if (table.schema() == null || referenced.schema() != null) {
			return super.create(table, key);
		}
		return prepared("concat(" + MysqlText.literal(alter(table) + "add " + beforeReferenced(key))
				+ ", '`', replace(database(), '`', '``'), '`.', "
				+ MysqlText.literal(name(referenced) + afterReferenced(key)) + ")");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The index that was created with the key is dropped with it, unless another key uses
	 * it.
	 */
	@Override
	protected List<String> drop(QualifiedName table, ForeignKey key) {
		List<String> statements = new ArrayList<>();
		statements.add(alter(table) + "drop foreign key " + name(key.name()));
		String condition = "not exists (select 1 from information_schema.statistics where table_schema = %1$s "
				+ "and table_name = %2$s and index_name = %3$s and non_unique = 1 and column_name = %4$s) "
				+ "or exists (select 1 from information_schema.key_column_usage where referenced_table_name is not null "
				+ "and ((table_schema = %1$s and table_name = %2$s and column_name = %4$s) "
				+ "or (referenced_table_schema = %1$s and referenced_table_name = %2$s "
				+ "and referenced_column_name = %4$s)))";
		statements.addAll(unless(condition.formatted(schema(table), MysqlText.literal(table.name()),
				MysqlText.literal(key.name()), MysqlText.literal(key.columns().get(0))),
				alter(table) + "drop index " + name(key.name())));
		return List.copyOf(statements);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A prepared statement ends with its session.
	 */
	@Override
	protected List<List<String>> parts(List<String> statements) {
		List<List<String>> parts = new ArrayList<>();
		int next = 0;
		while (next < statements.size()) {
			int end = statements.get(next).startsWith(PREPARED) ? next + PREPARED_STATEMENTS : next + 1;
			parts.add(statements.subList(next, end));
			next = end;
		}
		return parts;
	}

	@Override
	protected List<String> drop(QualifiedName table, PrimaryKey key) {
		return List.of(alter(table) + "drop primary key");
	}

	@Override
	protected List<String> drop(QualifiedName table, UniqueKey key) {
		return List.of(alter(table) + "drop index " + name(key.name()));
	}

	@Override
	protected List<String> drop(QualifiedName table, Check check) {
		return List.of(alter(table) + "drop check " + name(check.name()));
	}

	@Override
	protected List<String> drop(QualifiedName table, Index index) {
		return List.of("drop index " + name(index.name()) + " on " + name(table));
	}

	@Override
	protected List<String> alterType(AlterColumn change) {
		return modify(change);
	}

	@Override
	protected List<String> alterIdentity(AlterColumn change) {
		return modify(change);
	}

	@Override
	protected List<String> alterCollation(AlterColumn change) {
		return modify(change);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A column keeps its stored values.
	 */
	@Override
	protected List<String> alterFormula(AlterColumn change) {
		if (!change.to().isGenerated() && change.from().storage() != Column.Storage.VIRTUAL) {
			return modify(change);
		}
		List<String> statements = new ArrayList<>();
		statements.addAll(drop(change.table(), change.from()));
		statements.addAll(create(change.table(), change.to()));
		return List.copyOf(statements);
	}

	@Override
	protected String collation(@Nullable String collation) {
		if (collation == null || collation.isEmpty()) {
			return "";
		}
		// An entity may specify the character set, the catalog has the collation.
		boolean isCharacterSet = collation.indexOf('_') < 0 && !collation.equals("binary");
		return (isCharacterSet ? " character set " : " collate ") + collation;
	}

	@Override
	protected String deferral(ForeignKey.Deferral deferral) {
		return "";
	}

	@Override
	public boolean hasPartialIndexes() {
		return false;
	}

	@Override
	protected String part(Index.Part part) {
		if (IndexPrefixes.isPrefix(part)) {
			return part.expression().sql() + (part.descending() ? " desc" : "");
		}
		return super.part(part);
	}

	@Override
	protected String specification(Column column) {
		StringBuilder text = new StringBuilder(type(column));
		text.append(collation(column.collation()));
		if (column.isGenerated()) {
			text.append(' ').append(generated(column.generatedAsOrNone()));
			text.append((column.storage() == Column.Storage.VIRTUAL) ? " virtual" : " stored");
		}
		text.append(nullability(column));
		if (column.isNumbered()) {
			text.append(" auto_increment");
		}
		else if (column.hasDefault() && !column.isGenerated()) {
			text.append(' ').append(OnUpdateClause.clause(column.defaultOrNone()));
		}
		if (column.comment() != null && !column.comment().isEmpty()) {
			text.append(" comment ").append(MysqlText.literal(column.comment()));
		}
		return text.toString();
	}

	@Override
	public String definition(PrimaryKey key) {
		return "primary key " + identifiers().list(key.columns());
	}

	/**
	 * Render statements that run another one unless a condition holds at run time.
	 * @param condition the condition
	 * @param sql the statement
	 * @return the statements
	 */
	protected static List<String> unless(String condition, String sql) {
		return prepared("if(" + condition + ", 'do 0', " + MysqlText.literal(sql) + ")");
	}

	/**
	 * Render statements that run another one whose text is computed at run time.
	 * @param expression the expression that computes the text
	 * @return the statements
	 */
	protected static List<String> prepared(String expression) {
		return List.of(PREPARED + expression, "prepare migrate_statement from @migrate_sql",
				"execute migrate_statement", "deallocate prepare migrate_statement");
	}

	/**
	 * Render the schema of a table as a value.
	 * @param table the table
	 * @return the expression
	 */
	protected static String schema(QualifiedName table) {
		return (table.schema() != null) ? MysqlText.literal(table.schema()) : "database()";
	}

	private List<String> modify(AlterColumn change) {
		return List.of(alter(change.table()) + "modify column " + definition(change.to()));
	}

	private static String nullability(Column column) {
		if (!column.nullable()) {
			return " not null";
		}
		// By default, this type is NOT NULL on older servers.
		return (MysqlTypes.name(column.type()).equals("timestamp") && !column.isGenerated()) ? " null" : "";
	}

}
