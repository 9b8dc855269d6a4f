package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.change.SchemaObject;
import dev.migrate.dialect.Dependents;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObject.Kind;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dependent objects of PostgreSQL, of which the catalog knows the columns, keys
 * and types that they use.
 */
final class PostgresqlDependents {

	/**
	 * The dependent objects in all schemas, one row for each of what they use.
	 */
	private static final String USES = """
			with dependent (classid, objid, kind, nspname, relname, relation, name, recreatable) as (
			  select 'pg_rewrite'::regclass, w.oid,
			    case when w.rulename <> '_RETURN' then 'RULE' when c.relkind = 'm' then 'MATERIALIZED_VIEW' else 'VIEW' end,
			    n.nspname, c.relname, c.oid, case when w.rulename <> '_RETURN' then w.rulename end,
			    pg_has_role(c.relowner, 'USAGE') and not exists (select from pg_depend x
			      where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype = 'e')
			  from pg_rewrite w join pg_class c on c.oid = w.ev_class join pg_namespace n on n.oid = c.relnamespace
			  where w.rulename = '_RETURN' or c.relkind in ('r', 'p')
			  union all
			  select 'pg_trigger'::regclass, t.oid, 'TRIGGER', n.nspname, c.relname, c.oid, t.tgname, true
			  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
			  where not t.tgisinternal and t.tgparentid = 0 and c.relkind in ('r', 'p')
			  union all
			  select 'pg_policy'::regclass, p.oid, 'POLICY', n.nspname, c.relname, c.oid, p.polname, true
			  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
			  union all
			  select 'pg_attrdef'::regclass, d.oid, 'GENERATED_COLUMN', n.nspname, c.relname, c.oid, a.attname,
			    not c.relispartition
			  from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
			    join pg_class c on c.oid = d.adrelid join pg_namespace n on n.oid = c.relnamespace
			  where a.attgenerated <> '' and a.attinhcount = 0
			  union all
			  select 'pg_proc'::regclass, p.oid, 'FUNCTION', n.nspname, null, null, p.proname, false
			  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
			  union all
			  select 'pg_statistic_ext'::regclass, s.oid, 'STATISTICS', n.nspname, null, null, s.stxname, true
			  from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
			  union all
			  select 'pg_publication_rel'::regclass, r.oid, 'PUBLICATION', n.nspname, c.relname, c.oid, p.pubname, false
			  from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
			    join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
			  union all
			  select 'pg_class'::regclass, c.oid, 'TABLE', n.nspname, c.relname, null, null, false
			  from pg_class c join pg_namespace n on n.oid = c.relnamespace
			  where c.relkind in ('r', 'p', 'f', 'c') and not c.relispartition
			  union all
			  select 'pg_constraint'::regclass, k.oid, 'FOREIGN_KEY', n.nspname, c.relname, c.oid, k.conname, true
			  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
			  where k.contype = 'f' and k.conparentid = 0
			)
			select distinct p.kind, p.nspname, p.relname, p.relation, p.name, p.recreatable,
			  rc.oid as used_relation, rn.nspname as used_schema, rc.relname as used_table, rc.relkind as used_kind,
			  a.attname as used_column, coalesce(k.conname, i.conname) as used_key,
			  coalesce(k.contype, i.contype) as used_key_kind,
			  case when t.typtype <> 'c' then t.typname end as used_type
			from dependent p
			join pg_depend d on d.classid = p.classid and d.objid = p.objid and d.deptype in ('n', 'a')
			left join pg_constraint k on d.refclassid = 'pg_constraint'::regclass and k.oid = d.refobjid
			left join pg_type e on d.refclassid = 'pg_type'::regclass and e.oid = d.refobjid
			left join pg_type t on t.oid = case when e.typcategory = 'A' and e.typelem <> 0 then e.typelem else e.oid end
			left join pg_constraint i on d.refclassid = 'pg_class'::regclass and i.conindid = d.refobjid
			  and i.contype in ('p', 'u') and p.kind = 'FOREIGN_KEY'
			left join pg_class rc on rc.oid = case d.refclassid when 'pg_class'::regclass
			  then coalesce(i.conrelid, d.refobjid) when 'pg_constraint'::regclass then k.conrelid
			  else nullif(t.typrelid, 0) end
			left join pg_namespace rn on rn.oid = coalesce(rc.relnamespace, t.typnamespace)
			left join pg_attribute a on d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0
			  and a.attrelid = d.refobjid and a.attnum = d.refobjsubid
			where rn.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
			  and not (p.kind in ('VIEW', 'MATERIALIZED_VIEW') and rc.oid = p.relation)
			  and not (p.kind = 'FOREIGN_KEY' and rc.oid = p.relation)
			  and (p.kind <> 'TABLE' or t.typtype = 'c')
			order by p.kind, p.nspname, p.relname, p.name""";

	/**
	 * The children of tables, of any depth: a change of a column reaches them too.
	 */
	private static final String CHILDREN = """
			with recursive child (oid, ancestor) as (
			  select inhrelid, inhparent from pg_inherits
			  union select i.inhrelid, c.ancestor from pg_inherits i join child c on c.oid = i.inhparent
			)
			select h.oid, n.nspname, c.relname
			from child h join pg_class c on c.oid = h.ancestor join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = any (?) and c.relkind in ('r', 'p')
			order by 1, 2, 3""";

	/**
	 * The columns that partitioning or inheritance holds.
	 */
	private static final String HELD = """
			select n.nspname, c.relname, a.attname, null as parent, pg_get_partkeydef(c.oid) as partition_key
			from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
			  join pg_namespace n on n.oid = c.relnamespace
			  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			where n.nspname = any (?)
			union all
			select n.nspname, c.relname, a.attname, o.relname, null
			from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class o on o.oid = i.inhparent
			  join pg_namespace n on n.oid = c.relnamespace
			  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attinhcount > 0
			where n.nspname = any (?) and c.relkind in ('r', 'p') and not c.relispartition
			order by 1, 2, 3""";

	private final Connection connection;

	private final SchemaScope scope;

	private final Dependents.Builder dependents = new Dependents.Builder();

	private final Map<Long, List<QualifiedName>> ancestors = new HashMap<>();

	private final Map<Long, DependentObject> views = new HashMap<>();

	private final Map<Place, DependentObject> generated = new HashMap<>();

	/**
	 * Create a reader, to be used once.
	 * @param connection the connection
	 * @param scope the schemas to read
	 */
	PostgresqlDependents(Connection connection, SchemaScope scope) {
		this.connection = connection;
		this.scope = scope;
	}

	/**
	 * Read the dependent objects.
	 * @return the objects
	 * @throws SQLException if the database cannot be accessed
	 */
	Dependents read() throws SQLException {
		Object schemas = this.connection.createArrayOf("text", this.scope.all().toArray());
		Rows.read(this.connection, CHILDREN, List.of(schemas),
				(rows) -> this.ancestors.computeIfAbsent(rows.getLong("oid"), (oid) -> new ArrayList<>())
					.add(name(rows, "nspname", "relname")));
		Map<Use, DependentObject> uses = new LinkedHashMap<>();
		Rows.read(this.connection, USES, List.of(), (rows) -> uses.put(use(rows), dependent(rows)));
		uses.forEach(this::add);
		Rows.read(this.connection, HELD, List.of(schemas, schemas), this::held);
		return this.dependents.build();
	}

	private DependentObject dependent(ResultSet rows) throws SQLException {
		Kind kind = Kind.valueOf(Rows.text(rows, "kind"));
		String name = rows.getString("name");
		boolean isPart = rows.getString("relname") != null && name != null;
		DependentObject object = isPart
				? new DependentObject(kind, name(rows, "nspname", "relname"), QualifiedName.of(name), 0,
						rows.getBoolean("recreatable"))
				: new DependentObject(kind, null, name(rows, "nspname", (name != null) ? "name" : "relname"), 0,
						rows.getBoolean("recreatable"));
		long relation = rows.getLong("relation");
		if (kind == Kind.VIEW || kind == Kind.MATERIALIZED_VIEW) {
			this.views.put(relation, object);
		}
		else if (kind == Kind.GENERATED_COLUMN) {
			this.generated.put(new Place(relation, name), object);
		}
		return object;
	}

	private Use use(ResultSet rows) throws SQLException {
		return new Use(dependent(rows), rows.getLong("used_relation"), name(rows, "used_schema", "used_table"),
				rows.getString("used_column"), rows.getString("used_key"), "p".equals(rows.getString("used_key_kind")),
				rows.getString("used_type"));
	}

	private void add(Use use, DependentObject dependent) {
		DependentObject view = this.views.get(use.relation());
		if (view != null) {
			this.dependents.add(view, dependent);
			return;
		}
		DependentObject column = this.generated.get(new Place(use.relation(), use.column()));
		if (column != null && !column.equals(dependent)) {
			this.dependents.add(column, dependent);
		}
		this.dependents.add(use.object(use.table()), dependent);
		this.ancestors.getOrDefault(use.relation(), List.of())
			.forEach((ancestor) -> this.dependents.add(use.object(ancestor), dependent));
	}

	private boolean held(ResultSet rows) throws SQLException {
		QualifiedName table = name(rows, "nspname", "relname");
		String column = Rows.text(rows, "attname");
		String key = rows.getString("partition_key");
		if (key != null && !new Expression(key).mentions(column)) {
			return false;
		}
		SchemaObject held = SchemaObject.of(SchemaObject.Kind.COLUMN, table, column);
		this.dependents.add(held,
				(key != null) ? new DependentObject(Kind.PARTITION_KEY, null, table, 0, false)
						: new DependentObject(Kind.INHERITED_COLUMN, QualifiedName.of(Rows.text(rows, "parent")),
								QualifiedName.of(column), 0, false));
		return true;
	}

	private QualifiedName name(ResultSet rows, String schema, String name) throws SQLException {
		String stored = Rows.text(rows, schema);
		return new QualifiedName(stored.equals(this.scope.defaultSchema()) ? null : stored, Rows.text(rows, name));
	}

	/**
	 * The use of a table, or of a part of one, by a dependent object.
	 */
	private record Use(DependentObject user, long relation, QualifiedName table, @Nullable String column,
			@Nullable String key, boolean isPrimary, @Nullable String type) {

		SchemaObject object(QualifiedName owner) {
			if (this.type != null) {
				return new SchemaObject(SchemaObject.Kind.TYPE, null, new QualifiedName(owner.schema(), this.type));
			}
			if (this.column != null) {
				return SchemaObject.of(SchemaObject.Kind.COLUMN, owner, this.column);
			}
			if (this.key != null) {
				return SchemaObject.of(this.isPrimary ? SchemaObject.Kind.PRIMARY_KEY : SchemaObject.Kind.UNIQUE_KEY,
						owner, this.key);
			}
			return new SchemaObject(SchemaObject.Kind.TABLE, null, owner);
		}

	}

	/**
	 * A column of a relation.
	 */
	private record Place(long relation, @Nullable String column) {

	}

}
