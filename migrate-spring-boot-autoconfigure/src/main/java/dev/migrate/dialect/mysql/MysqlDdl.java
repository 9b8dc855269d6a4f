package dev.migrate.dialect.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.migrate.change.ColumnChange;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.SchemaChange;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Spells changes for MySQL.
 * <p>
 * A column is altered by saying all of it again: what is not said is lost.
 */
public class MysqlDdl extends StandardDdl {

	/**
	 * The reserved words of MySQL and MariaDB, and what became one in later versions.
	 */
	private static final Set<String> RESERVED = Set
		.of("""
					accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call
					cascade case change char character check collate column condition constraint continue convert create
					cross cube cume_dist current_date current_role current_time current_timestamp current_user cursor
					database databases day_hour day_microsecond day_minute day_second dec decimal declare default delayed
					delete delete_domain_id dense_rank desc describe deterministic distinct distinctrow div do_domain_ids
					double drop dual each else elseif empty enclosed escaped except exists exit explain false fetch
					first_value float float4 float8 for force foreign from fulltext function general generated get grant
					group grouping groups having high_priority hour_microsecond hour_minute hour_second if ignore
					ignore_domain_ids ignore_server_ids in index infile inner inout insensitive insert int int1 int2 int3
					int4 int8 integer intersect interval into io_after_gtids io_before_gtids is iterate join json_table key
					keys kill lag last_value lateral lead leading leave left library like limit linear lines load localtime
					localtimestamp lock long longblob longtext loop low_priority manual master_bind
				master_demote_to_replica master_demote_to_slave
					master_heartbeat_period master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext
					member middleint minute_microsecond minute_second mod modifies natural no_write_to_binlog not nth_value
					ntile null numeric of offset on optimize optimizer_costs option optionally or order out outer outfile
					over page_checksum parallel parse_vcol_expr partition percent_rank persist persist_only portion position precision primary procedure
					purge qualify range rank read read_write reads real recursive ref_system_id references regexp release
					rename repeat replace require resignal restrict return returning revoke right rlike row row_number rows
					rows_recursive schema schemas second_microsecond select sensitive separator sets set show signal slow
					smallint spatial specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate
					sqlwarning ssl starting stats_auto_recalc stats_persistent stats_sample_pages stored straight_join
					system table tablesample terminated then tinyblob tinyint tinytext to trailing trigger true undo union
					unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary varchar
					varcharacter varying vector virtual when where while window with write xor year_month
					zerofill"""
			.split("\\s+"));

	/**
	 * What holds on to the number of a row while its table has no primary key.
	 */
	private static final String STAND_IN = "migrate_primary";

	/**
	 * Create the spelling.
	 */
	public MysqlDdl() {
		super(new Identifiers(UnaryOperator.identity(), RESERVED, '`'));
	}

	@Override
	public boolean takesSeveralStatements() {
		return false;
	}

	@Override
	public boolean isKeptByLiquibase(SqlType type) {
		return false;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Liquibase does not say all of a column again when it alters one, and leaves the
	 * index of a foreign key behind.
	 */
	@Override
	public boolean hasTypedChanges() {
		return false;
	}

	// A division by zero is no error of a query here.
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
	protected String first(String query) {
		return query + " limit 1";
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
	 * What somebody else has put into the schema keeps it.
	 */
	@Override
	public List<String> visit(SchemaChange.DropSchema change) {
		String condition = "exists (select 1 from information_schema.tables where table_schema = %1$s) "
				+ "or exists (select 1 from information_schema.routines where routine_schema = %1$s)";
		return unless(condition.formatted(MysqlText.literal(change.name())), "drop database " + name(change.name()));
	}

	@Override
	public List<String> visit(EnumTypeChange.CreateEnumType change) {
		throw noNamedTypes(change.type().name());
	}

	@Override
	public List<String> visit(EnumTypeChange.DropEnumType change) {
		throw noNamedTypes(change.type().name());
	}

	@Override
	public List<String> visit(EnumTypeChange.AlterEnumType change) {
		throw noNamedTypes(change.to().name());
	}

	@Override
	public List<String> visit(TableChange.CreateTable change) {
		Table table = change.table();
		List<String> parts = new ArrayList<>();
		table.columns().forEach((column) -> parts.add(definition(column)));
		if (table.primaryKey() != null) {
			parts.add(definition(table.primaryKey()));
		}
		table.checks().forEach((check) -> parts.add(definition(check)));
		String comment = Objects.requireNonNullElse(table.comment(), "");
		List<String> statements = new ArrayList<>();
		statements.add("create table " + name(table.name())
				+ parts.stream().collect(Collectors.joining(",\n    ", " (\n    ", "\n)")) + " engine = InnoDB"
				+ (comment.isEmpty() ? "" : " comment = " + MysqlText.literal(comment)));
		statements.addAll(table.inserts());
		return List.copyOf(statements);
	}

	@Override
	public List<String> visit(TableChange.AlterTableComment change) {
		return List.of(alter(change.table()) + "comment = " + MysqlText.literal(change.to()));
	}

	@Override
	public List<String> visit(ColumnChange.AddColumn change) {
		return List.of(alter(change.table()) + "add column " + definition(change.column()));
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
	 * A column that the database numbers has to be in a key, and so have the columns of a
	 * foreign key: until the next primary key is there, an index takes its place.
	 */
	@Override
	public List<String> visit(ConstraintChange.DropPrimaryKey change) {
		return List.of(alter(change.table()) + "drop primary key" + (change.isReplacement()
				? ", add index " + STAND_IN + " " + identifiers().list(change.key().columns()) : ""));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A plain name is looked for beside the referring table, so that the default database
	 * has to be named where another one refers to it.
	 */
	@Override
	public List<String> visit(ConstraintChange.AddForeignKey change) {
		QualifiedName referenced = change.key().referencedTable();
		if (change.table().schema() == null || referenced.schema() != null) {
			return super.visit(change);
		}
		String sql = super.visit(change).get(0);
		String before = " references ";
		int place = sql.indexOf(before + name(referenced) + " ") + before.length();
		return prepared("concat(" + MysqlText.literal(sql.substring(0, place))
				+ ", '`', replace(database(), '`', '``'), '`.', " + MysqlText.literal(sql.substring(place)) + ")");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The index that came with the key goes with it, unless another key uses it.
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
	 * A column whose values are stored keeps them.
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
		// Somebody's own text names the character set, the catalog the collation.
		boolean isCharacterSet = collation.indexOf('_') < 0 && !collation.equals("binary");
		return (isCharacterSet ? " character set " : " collate ") + collation;
	}

	@Override
	protected String deferral(ForeignKey.Deferral deferral) {
		return "";
	}

	@Override
	protected String where(Index index) {
		if (index.where().isPresent()) {
			throw new IllegalArgumentException(
					"There are no partial indexes here: index " + index.name() + " has a condition");
		}
		return "";
	}

	@Override
	protected String spell(Index.Part part) {
		if (Prefixes.isPrefix(part)) {
			return part.expression().sql() + (part.descending() ? " desc" : "");
		}
		return super.spell(part);
	}

	@Override
	protected String definition(Column column) {
		StringBuilder text = new StringBuilder(name(column.name())).append(' ').append(column.type());
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
			text.append(' ').append(Moments.clause(column.defaultOrNone()));
		}
		if (column.comment() != null && !column.comment().isEmpty()) {
			text.append(" comment ").append(MysqlText.literal(column.comment()));
		}
		return text.toString();
	}

	@Override
	protected String definition(PrimaryKey key) {
		return "primary key " + identifiers().list(key.columns());
	}

	/**
	 * Spell statements that carry out another one unless a condition holds, which is
	 * looked at when they are run.
	 * @param condition the condition
	 * @param sql the statement
	 * @return the statements
	 */
	protected static List<String> unless(String condition, String sql) {
		return prepared("if(" + condition + ", 'do 0', " + MysqlText.literal(sql) + ")");
	}

	/**
	 * Spell statements that carry out one whose text is computed when they are run.
	 * @param expression the expression that computes the text
	 * @return the statements
	 */
	protected static List<String> prepared(String expression) {
		return List.of("set @migrate_sql = " + expression, "prepare migrate_statement from @migrate_sql",
				"execute migrate_statement", "deallocate prepare migrate_statement");
	}

	/**
	 * Spell the schema of a table as a value.
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
		// Without a word, older servers make this type one that refuses null.
		return (MysqlTypes.name(column.type()).equals("timestamp") && !column.isGenerated()) ? " null" : "";
	}

	private static IllegalArgumentException noNamedTypes(QualifiedName name) {
		return new IllegalArgumentException("There are no enumerated types with names here: " + name);
	}

}
