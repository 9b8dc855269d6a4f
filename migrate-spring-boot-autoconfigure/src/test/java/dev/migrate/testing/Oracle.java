package dev.migrate.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says what is in a database in the database's own words, without any code of the
 * readers: what a reader is blind to shows here.
 */
public final class Oracle {

	private static final Set<String> IGNORED_TABLES = Set.of("databasechangelog", "databasechangeloglock");

	private static final String USER_SCHEMAS = """
			\s
			n.nspname not in ('information_schema', 'pg_catalog', 'pg_toast') and n.nspname not like 'pg\\_temp%'
			and n.nspname not like 'pg\\_toast%'""";

	private static final List<String> POSTGRESQL = List.of(
			"select 'schema ' || n.nspname from pg_namespace n where " + USER_SCHEMAS,
			"""
					select format('%s %I.%I %s', case c.relkind when 'r' then 'table' when 'p' then 'partitioned table'
					  when 'v' then 'view' when 'm' then 'materialized view' else c.relkind::text end, n.nspname, c.relname,
					  coalesce('comment ' || quote_literal(obj_description(c.oid, 'pg_class')), ''))
					  || case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) else '' end
					from pg_class c join pg_namespace n on n.oid = c.relnamespace
					where c.relkind in ('r', 'p', 'v', 'm', 'f') and """
					+ USER_SCHEMAS,
			"""
					select format('column %I.%I.%I ', n.nspname, c.relname, a.attname)
					  || case when :ordered then format('#%s ', (select count(*) from pg_attribute b where b.attrelid = c.oid
					    and b.attnum > 0 and b.attnum <= a.attnum and not b.attisdropped)) else '' end
					  || format_type(a.atttypid, a.atttypmod)
					  || case when a.attnotnull then ' not null' else '' end
					  || case a.attidentity when 'a' then ' identity always' when 'd' then ' identity by default' else '' end
					  || case a.attgenerated when '' then '' else ' generated ' || a.attgenerated::text end
					  || case when t.typcollation <> a.attcollation then ' collate ' || a.attcollation::regcollation::text
					    else '' end
					  || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
					  || coalesce(' comment ' || quote_literal(col_description(c.oid, a.attnum)), '')
					from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
					join pg_type t on t.oid = a.atttypid
					left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
					where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and """
					+ USER_SCHEMAS,
			"""
					select format('constraint on %s ', k.conrelid::regclass)
					  || case when :named then quote_ident(k.conname) || ' ' else '' end || pg_get_constraintdef(k.oid)
					  || coalesce(' comment ' || quote_literal(obj_description(k.oid, 'pg_constraint')), '')
					from pg_constraint k join pg_namespace n on n.oid = k.connamespace
					where k.conrelid <> 0 and k.contype <> 'n' and """ + USER_SCHEMAS,
			"""
					select pg_get_indexdef(i.indexrelid)
					  || coalesce(' comment ' || quote_literal(obj_description(i.indexrelid, 'pg_class')), '')
					from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
					where not exists (select from pg_constraint k where k.conindid = i.indexrelid) and """
					+ USER_SCHEMAS,
			"""
					select format('sequence %I.%I as %s increment %s min %s max %s cache %s%s', n.nspname, c.relname,
					  format_type(s.seqtypid, null), s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
					  case when s.seqcycle then ' cycle' else '' end)
					  || case when :positioned then format(' start %s', s.seqstart) else '' end
					  || coalesce((select format(' owned by %s.%I', p.refobjid::regclass, b.attname) from pg_depend p
					    join pg_attribute b on b.attrelid = p.refobjid and b.attnum = p.refobjsubid
					    where p.classid = 'pg_class'::regclass and p.objid = c.oid and p.deptype in ('a', 'i')
					    and p.refclassid = 'pg_class'::regclass), '')
					from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
					where """
					+ USER_SCHEMAS,
			"""
					select format('type %I.%I %s %s', n.nspname, t.typname, t.typtype, (select string_agg(e.enumlabel, ','
					  order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
					from pg_type t join pg_namespace n on n.oid = t.typnamespace
					where t.typtype in ('e', 'd', 'r') and """
					+ USER_SCHEMAS,
			"""
					select format('trigger on %s ', g.tgrelid::regclass) || pg_get_triggerdef(g.oid)
					from pg_trigger g where not g.tgisinternal""", """
					select format('function %s ', p.oid::regprocedure) || md5(p.prosrc)
					from pg_proc p join pg_namespace n on n.oid = p.pronamespace where """ + USER_SCHEMAS);

	private final Set<Ignore> ignored;

	private Oracle(Ignore... ignored) {
		this.ignored = EnumSet.noneOf(Ignore.class);
		this.ignored.addAll(List.of(ignored));
	}

	/**
	 * Describe a database, without Liquibase's tables and without what a sequence has
	 * come to.
	 * @param database the database
	 * @param ignored what to leave out
	 * @return sorted lines, equal for two databases where they hold the same things
	 */
	public static List<String> of(TestDatabase database, Ignore... ignored) {
		Oracle oracle = new Oracle(ignored);
		try (Connection connection = database.connect()) {
			return switch (database.product()) {
				case H2 -> oracle.h2(connection);
				case POSTGRESQL -> oracle.postgresql(connection);
			};
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	private List<String> h2(Connection connection) throws SQLException {
		Set<String> lines = new TreeSet<>();
		for (String script : query(connection, "script nodata nopasswords nosettings")) {
			String sql = script.strip().replaceAll(";$", "");
			if (!sql.startsWith("--") && !sql.startsWith("CREATE USER") && !isLiquibase(sql)) {
				lines.addAll(h2Lines(sql));
			}
		}
		return List.copyOf(lines);
	}

	private List<String> h2Lines(String sql) {
		String text = sql.replaceAll(" RESTART WITH -?\\d+", "");
		// H2 keeps the word by which a type was asked for; these words mean the same.
		text = text.replaceAll("\\bFLOAT\\((1?\\d|2[0-4])\\)", "REAL")
			.replaceAll("\\bFLOAT\\(\\d+\\)", "DOUBLE PRECISION");
		if (this.ignored.contains(Ignore.SEQUENCE_POSITIONS)) {
			text = text.replaceAll("START WITH -?\\d+ ?", "");
		}
		if (this.ignored.contains(Ignore.CONSTRAINT_NAMES)) {
			text = text.replaceAll("(ADD|COMMENT ON) CONSTRAINT (\"[^\"]+\"\\.)?\"[^\"]+\"", "$1 CONSTRAINT");
			text = text.replaceAll(" INDEX \"[^\"]+\"\\.\"[^\"]+\"", " INDEX");
		}
		int body = text.indexOf("(\n");
		if (!text.matches("(?s)CREATE (CACHED|MEMORY) TABLE .*") || body < 0) {
			return List.of(text);
		}
		String table = text.substring(text.indexOf("TABLE"), body);
		List<String> lines = new ArrayList<>(List.of(table));
		for (String column : text.substring(body + 1, text.lastIndexOf(')')).strip().split(",\n")) {
			lines.add(table + position(lines.size()) + " " + column.strip());
		}
		return lines;
	}

	private List<String> postgresql(Connection connection) throws SQLException {
		Set<String> lines = new TreeSet<>();
		boolean named = !this.ignored.contains(Ignore.CONSTRAINT_NAMES);
		boolean ordered = !this.ignored.contains(Ignore.COLUMN_ORDER);
		boolean positioned = !this.ignored.contains(Ignore.SEQUENCE_POSITIONS);
		// With an empty path every name that is not a built-in is printed with its
		// schema.
		query(connection, "select set_config('search_path', '', false)");
		for (String sql : POSTGRESQL) {
			String text = sql.replace(":named", String.valueOf(named))
				.replace(":ordered", String.valueOf(ordered))
				.replace(":positioned", String.valueOf(positioned));
			query(connection, text).stream().filter((line) -> !isLiquibase(line)).forEach(lines::add);
		}
		return List.copyOf(lines);
	}

	private String position(int number) {
		return this.ignored.contains(Ignore.COLUMN_ORDER) ? "" : " #" + number;
	}

	private static boolean isLiquibase(String line) {
		String lowered = line.toLowerCase(Locale.ROOT);
		return IGNORED_TABLES.stream().anyMatch((name) -> lowered.matches("(?s).*\\b" + name + "\\b.*"));
	}

	private static List<String> query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

	/**
	 * What two databases that are the same may differ in.
	 */
	public enum Ignore {

		/**
		 * The order of columns: one that is dropped and restored comes last.
		 */
		COLUMN_ORDER,

		/**
		 * The names of constraints, where the database invents them.
		 */
		CONSTRAINT_NAMES,

		/**
		 * Where sequences and identities start.
		 */
		SEQUENCE_POSITIONS

	}

}
