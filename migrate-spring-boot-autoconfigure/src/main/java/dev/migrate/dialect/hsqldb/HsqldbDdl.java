package dev.migrate.dialect.hsqldb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.change.ColumnChange;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;

/**
 * Spells changes for HSQLDB.
 */
public final class HsqldbDdl extends StandardDdl {

	/**
	 * The words that HSQLDB takes for no name in some place.
	 */
	private static final Set<String> RESERVED = Set.of("""
			all and any array as at between both by call case cast check coalesce collation column constraint convert
			corresponding create cross cube curdate current current_catalog current_date current_path current_role
			current_schema current_time current_timestamp current_timezone current_user curtime default distinct do
			drop else every except exists fetch for foreign from full grant group grouping having in index inner
			intersect into is join json_array json_arrayagg json_object json_objectagg key leading left like
			localtime localtimestamp natural normalize not now nullif occurrences_regex on or order outer period
			position_regex prevval primary references right rollup row select session_timezone session_user
			sessiontimezone set some substring_regex sum sysdate system system_user table then to today trailing
			translate_regex trigger union unique user using values when where with""".split("\\s+"));

	/**
	 * The words that Liquibase quotes on HSQLDB beside them.
	 */
	private static final Set<String> QUOTED_BY_LIQUIBASE = Set.of("""
			add alias allocate alter are asensitive asymmetric atomic authorization autocommit avg begin bigint
			binary blob boolean cached called cascaded char character checkpoint clob close collate commit condition
			connect continue count current_default_transform_gro current_transform_group_for_t cursor database date
			day deallocate dec decimal declare defrag delete deref describe deterministic disconnect double dow
			dynamic each element elseif end escape exec execute exit explain external false filter float free
			function get global hold hour identity if ignorecase immediate increment indicator initial inout input
			insensitive insert int integer interval iterate language large leave local logsize loop match matched max
			maxrows member memory merge method min minus minute modifies module month multiset national nchar nclob
			new next no none null numeric of only open openbracket out output over overlaps parameter partition plan
			precision prepare procedure property range readonly reads real recursive ref referencing
			referential_integrity release rename repeat resignal restart result return returns revoke role rollback
			rows savepoint schema scope script scriptformat scroll search semicolon sensitive shutdown signal similar
			smallint specific specifictype sql sqlexception sqlstate sqlwarning start static stddev_pop stddev_samp
			submultiset symmetric tablesample temp text time timestamp timezone_hour timezone_minute tochar treat
			true undo unnest until update value var_pop var_samp varchar varying view whenever while window within
			without write_delay year""".split("\\s+"));

	/**
	 * The types that Liquibase keeps.
	 */
	private static final Pattern KEPT = Pattern
		.compile("(?i)bigint|integer|smallint|boolean|date|varchar\\(\\d+\\)|numeric\\(\\d+, ?\\d+\\)");

	/**
	 * A column that comes and goes at once.
	 */
	private static final String PASSING = "migrate_passing";

	/**
	 * Create the spelling.
	 */
	public HsqldbDdl() {
		super(new Identifiers(HsqldbDdl::fold,
				Stream.of(RESERVED, QUOTED_BY_LIQUIBASE).flatMap(Set::stream).collect(Collectors.toSet())));
	}

	/**
	 * Return how HSQLDB itself spells names, which quotes less than what is written for
	 * Liquibase.
	 * @return the spelling
	 */
	static Identifiers printed() {
		return new Identifiers(HsqldbDdl::fold, RESERVED);
	}

	private static String fold(String name) {
		// A plain name cannot begin with an underscore.
		return name.startsWith("_") ? "" : name.toUpperCase(Locale.ROOT);
	}

	@Override
	public boolean isKeptByLiquibase(SqlType type) {
		return KEPT.matcher(type.text()).matches();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Liquibase lets the numbers begin at 0.
	 */
	@Override
	public boolean isKeptByLiquibase(Identity identity) {
		return false;
	}

	@Override
	protected String failUnless(String condition) {
		return "values (1 / (case when " + condition + " then 1 else 0 end))";
	}

	@Override
	public String productCheck() {
		return "select count(*) from information_schema.system_schemas where table_schem = 'INFORMATION_SCHEMA'";
	}

	@Override
	public List<String> visit(EnumTypeChange.CreateEnumType change) {
		throw new IllegalArgumentException("HSQLDB has no enumerated types: " + change.type().name());
	}

	@Override
	public List<String> visit(EnumTypeChange.DropEnumType change) {
		throw new IllegalArgumentException("HSQLDB has no enumerated types: " + change.type().name());
	}

	@Override
	public List<String> visit(EnumTypeChange.AlterEnumType change) {
		throw new IllegalArgumentException("HSQLDB has no enumerated types: " + change.to().name());
	}

	@Override
	public List<String> visit(ColumnChange.RenameColumn change) {
		return List
			.of(alter(change.table()) + "alter column " + name(change.from()) + " rename to " + name(change.to()));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A default stays as it is while the type changes, and HSQLDB cannot read its own
	 * catalog any more where that does not fit.
	 */
	@Override
	protected List<String> alterType(ColumnChange.AlterColumn change) {
		List<String> statements = new ArrayList<>();
		if (change.from().hasDefault() || change.to().hasDefault()) {
			statements.add(alterColumn(change) + "drop default");
		}
		statements
			.add(alterColumn(change) + "set data type " + change.to().type() + collation(change.to().collation()));
		if (change.to().hasDefault()) {
			statements.add(alterColumn(change) + setDefault(change.to()));
		}
		return List.copyOf(statements);
	}

	@Override
	protected List<String> alterIdentity(ColumnChange.AlterColumn change) {
		Identity to = change.to().identity();
		List<String> statements = new ArrayList<>();
		if (change.from().isNumbered()) {
			statements.add(alterColumn(change) + "drop identity");
			if (!change.to().nullable()) {
				statements.add(alterColumn(change) + "set not null");
			}
		}
		if (to == null || !to.isPresent()) {
			if (change.to().hasDefault()) {
				statements.add(alterColumn(change) + setDefault(change.to()));
			}
			return List.copyOf(statements);
		}
		if (change.from().hasDefault()) {
			statements.add(alterColumn(change) + "drop default");
		}
		statements.add(alterColumn(change) + identity(to));
		// Nothing can be computed into "restart with". But as HSQLDB copies a table, it
		// numbers on from the greatest value.
		statements.add(alter(change.table()) + "add column " + name(PASSING) + " integer");
		statements.add(alter(change.table()) + "drop column " + name(PASSING));
		return List.copyOf(statements);
	}

	@Override
	protected List<String> alterCollation(ColumnChange.AlterColumn change) {
		return List
			.of(alterColumn(change) + "set data type " + change.to().type() + collation(change.to().collation()));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Where nobody says anything, HSQLDB begins at 0.
	 */
	@Override
	protected String identity(Identity identity) {
		boolean ones = identity.increment() == null || identity.increment() == 1;
		return "generated " + mode(identity) + " as identity (start with 1"
				+ (ones ? "" : " increment by " + identity.increment()) + ")";
	}

	@Override
	protected String noComment() {
		return "''";
	}

	@Override
	protected String referenced(QualifiedName table, QualifiedName referenced) {
		// HSQLDB looks for a plain name in the schema of the referring table.
		boolean elsewhere = table.schema() != null && referenced.schema() == null;
		return name(elsewhere ? new QualifiedName("PUBLIC", referenced.name()) : referenced);
	}

	@Override
	protected String deferral(ForeignKey.Deferral deferral) {
		return "";
	}

	@Override
	protected String where(Index index) {
		if (index.where().isPresent()) {
			throw new IllegalArgumentException(
					"HSQLDB has no partial indexes: index " + index.name() + " has a condition");
		}
		return "";
	}

	@Override
	protected String spell(Index.Part part) {
		if (part.column() == null) {
			throw new IllegalArgumentException("HSQLDB indexes columns only, not " + part.expression());
		}
		return super.spell(part);
	}

}
