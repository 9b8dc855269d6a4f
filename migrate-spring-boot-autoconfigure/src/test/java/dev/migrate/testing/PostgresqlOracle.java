package dev.migrate.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An oracle based on PostgreSQL's own rendering of its catalog.
 */
final class PostgresqlOracle extends Oracle {

	private static final String USER_SCHEMAS = """
			\s
			n.nspname not in ('information_schema', 'pg_catalog', 'pg_toast') and n.nspname not like 'pg\\_temp%'
			and n.nspname not like 'pg\\_toast%'""";

	private static final List<String> QUERIES = List.of(
			"select 'schema ' || n.nspname from pg_namespace n where " + USER_SCHEMAS,
			"""
					select format('%s %I.%I %s', case c.relkind when 'r' then 'table' when 'p' then 'partitioned table'
					  when 'v' then 'view' when 'm' then 'materialized view' else c.relkind::text end, n.nspname, c.relname,
					  coalesce('comment ' || quote_literal(obj_description(c.oid, 'pg_class')), ''))
					  || case when c.relkind in ('v', 'm') then format('%s owned by %s with %s', pg_get_viewdef(c.oid),
					    c.relowner::regrole, c.reloptions) else '' end
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
					select case when :named then pg_get_indexdef(i.indexrelid)
					  else replace(pg_get_indexdef(i.indexrelid), format('INDEX %I ON',
					    (select x.relname from pg_class x where x.oid = i.indexrelid)), 'INDEX ON') end
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
					select format('trigger on %s ', g.tgrelid::regclass) || pg_get_triggerdef(g.oid) || ' ' || g.tgenabled::text
					  || coalesce(' comment ' || quote_literal(obj_description(g.oid, 'pg_trigger')), '')
					from pg_trigger g where not g.tgisinternal""",
			"""
					select format('rule on %s ', r.ev_class::regclass) || pg_get_ruledef(r.oid) || ' ' || r.ev_enabled::text
					from pg_rewrite r where r.rulename <> '_RETURN' and r.oid >= 16384""",
			"""
					select format('policy %I on %s %s %s to %s', p.polname, p.polrelid::regclass, p.polpermissive, p.polcmd,
					  p.polroles::regrole[]) || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '')
					  || coalesce(' check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')
					  || coalesce(' comment ' || quote_literal(obj_description(p.oid, 'pg_policy')), '')
					from pg_policy p""",
			"""
					select 'statistics ' || pg_get_statisticsobjdef(s.oid) from pg_statistic_ext s""", """
					select format('%s of %s', i.inhrelid::regclass, i.inhparent::regclass) from pg_inherits i""", """
					select format('publication %I of %s', p.pubname, r.prrelid::regclass)
					from pg_publication_rel r join pg_publication p on p.oid = r.prpubid""",
			"""
					select format('privilege %s on %s to %s grantable %s', x.privilege_type, c.oid::regclass, x.grantee::regrole,
					  x.is_grantable)
					from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join aclexplode(c.relacl) x
					where """
					+ USER_SCHEMAS,
			"""
					select format('privilege %s (%I) on %s to %s', x.privilege_type, a.attname, c.oid::regclass,
					  x.grantee::regrole)
					from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
					cross join aclexplode(a.attacl) x where """
					+ USER_SCHEMAS,
			"""
					select format('cast %s to %s %s %s', c.castsource::regtype, c.casttarget::regtype, c.castmethod, c.castcontext)
					from pg_cast c join pg_type t on t.oid in (c.castsource, c.casttarget)
					join pg_namespace n on n.oid = t.typnamespace where """
					+ USER_SCHEMAS,
			"""
					select format('function %s ', p.oid::regprocedure) || md5(p.prosrc)
					from pg_proc p join pg_namespace n on n.oid = p.pronamespace where """ + USER_SCHEMAS);

	private static final Pattern ARRAY_AS_WRITTEN = Pattern
		.compile("\\(ARRAY\\[((?:'(?:[^']|'')*'::character varying(?:, )?)+)\\]\\)::text\\[\\]");

	private static final Pattern ELEMENT = Pattern.compile("'(?:[^']|'')*'::character varying");

	@Override
	List<String> lines(Connection connection, Set<Ignore> ignored) throws SQLException {
		List<String> lines = new ArrayList<>();
		boolean named = !ignored.contains(Ignore.CONSTRAINT_NAMES);
		boolean ordered = !ignored.contains(Ignore.COLUMN_ORDER);
		boolean positioned = !ignored.contains(Ignore.SEQUENCE_POSITIONS);
		connection.setAutoCommit(false);
		// With an empty search path, every name except built-in ones is rendered with its
		// schema. The path is that of this transaction only.
		query(connection, "select set_config('search_path', '', true)");
		for (String sql : QUERIES) {
			String text = sql.replace(":named", String.valueOf(named))
				.replace(":ordered", String.valueOf(ordered))
				.replace(":positioned", String.valueOf(positioned));
			query(connection, text).stream()
				.filter((line) -> !isLiquibase(line))
				.map(PostgresqlOracle::asReloaded)
				.forEach(lines::add);
		}
		connection.rollback();
		connection.setAutoCommit(true);
		return lines;
	}

	private static String asReloaded(String line) {
		// A list of texts is rendered differently after it was reloaded from its own
		// rendering.
		return ARRAY_AS_WRITTEN.matcher(line)
			.replaceAll((array) -> Matcher.quoteReplacement(
					ELEMENT.matcher(array.group(1)).replaceAll("($0)::text").replaceAll("^", "ARRAY[") + "]"));
	}

}
