package dev.migrate.dialect.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.change.ColumnChange;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.SchemaChange;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ReservedWords;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Renders changes for MySQL.
 * <p>
 * A column is altered by redefining all of it: aspects that are left out are lost.
 */
public class MysqlDdl extends StandardDdl {

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
	protected String firstRow(String rows) {
		return "select 1 from " + rows + " limit 1";
	}

	@Override
	protected String asText(String column) {
		return "cast(" + column + " as char)";
	}

	@Override
	public String printed(String name) {
		return MysqlText.quoted(name);
	}

	@Override
	public List<String> visit(SchemaChange.CreateSchema change) {
		return List.of("create database if not exists " + name(change.name()));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A schema with unmanaged objects is kept.
	 */
	@Override
	public List<String> visit(SchemaChange.DropSchema change) {
		String condition = "exists (select 1 from information_schema.tables where table_schema = %1$s) "
				+ "or exists (select 1 from information_schema.routines where routine_schema = %1$s)";
		return unless(condition.formatted(MysqlText.literal(change.name())), "drop database " + name(change.name()));
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
	public List<String> visit(TableChange.AlterTableComment change) {
		return List.of(alter(change.table()) + "comment = " + MysqlText.literal(change.to()));
	}

	@Override
	public List<String> visit(ColumnChange.AlterColumn change) {
		return (change.aspect() == ColumnChange.Aspect.FORMULA) ? alterFormula(change) : modify(change);
	}

	@Override
	public List<String> visit(TableChange.RenameTable change) {
		return List.of(alter(change.from()) + "rename to " + name(change.to()));
	}

	@Override
	public List<String> visit(ConstraintChange.AddPrimaryKey change) {
		return List.of(alter(change.table()) + (change.isReplacement() ? "drop index " + STAND_IN + ", " : "") + "add "
				+ definition(change.key()));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * An identity column and the columns of a foreign key require a key, so an index
	 * replaces the primary key until the next one is added.
	 */
	@Override
	public List<String> visit(ConstraintChange.DropPrimaryKey change) {
		return List.of(alter(change.table()) + "drop primary key" + (change.isReplacement()
				? ", add index " + STAND_IN + " " + identifiers().list(change.key().columns()) : ""));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * An unqualified name refers to the schema of the referencing table, so a reference
	 * from another schema has to name the default one.
	 */
	@Override
	public List<String> visit(ConstraintChange.AddForeignKey change) {
		QualifiedName referenced = change.key().referencedTable();
		if (change.table().schema() == null || referenced.schema() != null) {
			return super.visit(change);
		}
		return prepared("concat(" + MysqlText.literal(alter(change.table()) + "add " + beforeReferenced(change.key()))
				+ ", '`', replace(database(), '`', '``'), '`.', "
				+ MysqlText.literal(name(referenced) + afterReferenced(change.key())) + ")");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The index that was created with the key is dropped with it, unless another key uses
	 * it.
	 */
	@Override
	public List<String> visit(ConstraintChange.DropForeignKey change) {
		QualifiedName table = change.table();
		ForeignKey key = change.key();
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

	@Override
	public List<String> visit(ConstraintChange.DropUniqueKey change) {
		return List.of(alter(change.table()) + "drop index " + name(change.key().name()));
	}

	@Override
	public List<String> visit(ConstraintChange.DropCheck change) {
		return List.of(alter(change.table()) + "drop check " + name(change.check().name()));
	}

	@Override
	public List<String> visit(IndexChange.DropIndex change) {
		return List.of("drop index " + name(change.index().name()) + " on " + name(change.table()));
	}

	@Override
	protected List<String> alterType(ColumnChange.AlterColumn change) {
		return modify(change);
	}

	@Override
	protected List<String> alterIdentity(ColumnChange.AlterColumn change) {
		return modify(change);
	}

	@Override
	protected List<String> alterCollation(ColumnChange.AlterColumn change) {
		return modify(change);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A column keeps its stored values.
	 */
	@Override
	protected List<String> alterFormula(ColumnChange.AlterColumn change) {
		if (!change.to().isGenerated() && change.from().storage() != Column.Storage.VIRTUAL) {
			return modify(change);
		}
		List<String> statements = new ArrayList<>();
		statements.addAll(visit(new ColumnChange.DropColumn(change.table(), change.from())));
		statements.addAll(visit(new ColumnChange.AddColumn(change.table(), change.to())));
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
	protected String where(Index index) {
		return withoutCondition(index);
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
		return List.of("set @migrate_sql = " + expression, "prepare migrate_statement from @migrate_sql",
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

	private List<String> modify(ColumnChange.AlterColumn change) {
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
