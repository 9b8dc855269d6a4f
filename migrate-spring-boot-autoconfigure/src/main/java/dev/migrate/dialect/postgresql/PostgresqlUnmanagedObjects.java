package dev.migrate.dialect.postgresql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The unmanaged objects of PostgreSQL. Those that belong to an extension are created with
 * it.
 */
final class PostgresqlUnmanagedObjects {

	/**
	 * The queries that return the names, by kind.
	 */
	static final Map<String, String> QUERIES;

	static {
		Map<String, String> queries = new LinkedHashMap<>();
		queries.put("extension", "select extname from pg_extension where extname <> 'plpgsql' order by 1");
		queries.put("view", relations("v"));
		queries.put("materialized view", relations("m"));
		queries.put("foreign table", relations("f"));
		queries.put("function", """
				select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
				where n.nspname in (:schemas)""" + notOfExtension("pg_proc", "p") + " order by 1");
		queries.put("trigger", """
				select t.tgname || ' on ' || c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
				join pg_namespace n on n.oid = c.relnamespace
				where n.nspname in (:schemas) and not t.tgisinternal order by 1""");
		queries.put("domain", """
				select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
				where n.nspname in (:schemas) and t.typtype = 'd'""" + notOfExtension("pg_type", "t") + " order by 1");
		queries.put("composite type", relations("c"));
		queries.put("exclusion constraint", """
				select k.conname || ' on ' || c.relname from pg_constraint k join pg_class c on c.oid = k.conrelid
				join pg_namespace n on n.oid = c.relnamespace
				where n.nspname in (:schemas) and k.contype = 'x' order by 1""");
		queries.put("partitioned table", relations("p"));
		queries.put("inheritance", """
				select c.relname || ' of ' || p.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
				join pg_class p on p.oid = i.inhparent join pg_namespace n on n.oid = c.relnamespace
				where n.nspname in (:schemas) and c.relkind = 'r' order by 1""");
		queries.put("policy", """
				select p.polname || ' on ' || c.relname from pg_policy p join pg_class c on c.oid = p.polrelid
				join pg_namespace n on n.oid = c.relnamespace where n.nspname in (:schemas) order by 1""");
		queries.put("rule", """
				select rulename || ' on ' || tablename from pg_rules where schemaname in (:schemas) order by 1""");
		QUERIES = Collections.unmodifiableMap(queries);
	}

	private PostgresqlUnmanagedObjects() {
	}

	private static String relations(String kind) {
		return "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
				+ " where n.nspname in (:schemas) and c.relkind = '" + kind + "'" + notOfExtension("pg_class", "c")
				+ " order by 1";
	}

	private static String notOfExtension(String catalog, String alias) {
		return " and not exists (select from pg_depend d where d.classid = '" + catalog + "'::regclass and d.objid = "
				+ alias + ".oid and d.deptype = 'e')";
	}

}
