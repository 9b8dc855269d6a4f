package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.TableAssembler;
import dev.migrate.schema.Check;
import dev.migrate.schema.Clauses;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of PostgreSQL in bulk.
 */
final class PostgresqlCatalog {

	private static final String TABLES = """
			select c.oid, n.nspname, c.relname, obj_description(c.oid, 'pg_class') as comment
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any (?)
			  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
			    and d.deptype = 'e')
			order by n.nspname, c.relname""";

	private static final String COLUMNS = """
			with recursive domain (oid, base, modifier) as (
			  select oid, typbasetype, typtypmod from pg_type where typtype = 'd'
			  union all
			  select m.oid, t.typbasetype, t.typtypmod from domain m join pg_type t on t.oid = m.base and t.typtype = 'd'
			)
			select a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull,
			  pg_get_expr(d.adbin, d.adrelid) as expression, a.attidentity, a.attgenerated,
			  col_description(a.attrelid, a.attnum) as comment,
			  (select format_type(b.oid, m.modifier) from domain m join pg_type b on b.oid = m.base
			    join pg_namespace bn on bn.oid = b.typnamespace
			    where m.oid = a.atttypid and bn.nspname = 'pg_catalog') as base_type,
			  tn.nspname as type_schema, quote_ident(tn.nspname) || '.' as type_prefix,
			  pg_type_is_visible(e.oid) as type_visible,
			  exists (select from pg_depend x where x.classid = 'pg_type'::regclass and x.objid = e.oid
			    and x.deptype = 'e') as type_of_extension,
			  case when a.attcollation <> t.typcollation then co.collname end as collation
			from pg_attribute a
			join pg_class c on c.oid = a.attrelid
			join pg_namespace n on n.oid = c.relnamespace
			join pg_type t on t.oid = a.atttypid
			join pg_type e on e.oid = case when t.typcategory = 'A' and t.typelem <> 0 then t.typelem else t.oid end
			join pg_namespace tn on tn.oid = e.typnamespace
			left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			left join pg_collation co on co.oid = a.attcollation
			where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
			  and n.nspname = any (?)
			order by a.attrelid, a.attnum""";

	private static final String CONSTRAINTS = """
			select k.conrelid, k.conname, k.contype, fn.nspname as referenced_schema, f.relname as referenced_table,
			  k.confdeltype, k.confupdtype, k.condeferrable, k.condeferred,
			  pg_get_expr(k.conbin, k.conrelid) as condition,
			  case when k.contype = 'u' and (k.condeferrable or i.indnatts > i.indnkeyatts
			    or to_jsonb(i) ->> 'indnullsnotdistinct' = 'true' or to_jsonb(k) ->> 'conperiod' = 'true')
			    then pg_get_constraintdef(k.oid) end as definition,
			  case when k.contype = 'p' then regexp_replace(pg_get_constraintdef(k.oid), '^PRIMARY KEY \\([^)]*\\)', '')
			    when k.contype = 'f' and k.confmatchtype = 'f' then ' match full'
			    when k.contype = 'c' and k.connoinherit then ' no inherit' else '' end as inner_clauses,
			  case when k.contype in ('f', 'c') and not k.convalidated then ' not valid' else '' end as trailing_clauses,
			  (select array_agg(a.attname::text order by u.place) from unnest(k.conkey) with ordinality u (number, place)
			    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns,
			  (select array_agg(a.attname::text order by u.place) from unnest(k.confkey) with ordinality u (number, place)
			    join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number) as referenced_columns
			from pg_constraint k
			join pg_class c on c.oid = k.conrelid
			join pg_namespace n on n.oid = c.relnamespace
			left join pg_class f on f.oid = k.confrelid
			left join pg_namespace fn on fn.oid = f.relnamespace
			left join pg_index i on i.indexrelid = k.conindid and k.contype = 'u'
			where k.contype in ('p', 'u', 'f', 'c') and k.conparentid = 0 and n.nspname = any (?)
			order by k.conrelid, k.conname""";

	private static final String INDEXES = """
			select i.indrelid, x.relname, i.indisunique, m.amname, pg_get_expr(i.indpred, i.indrelid) as condition,
			  (select array_agg(a.attname::text order by g) from generate_series(0, i.indnkeyatts - 1) g
			    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[g] and a.attnum <> 0)
			    as columns,
			  (select array_agg(pg_get_indexdef(i.indexrelid, g + 1, true) order by g)
			    from generate_series(0, i.indnkeyatts - 1) g) as expressions,
			  (select array_agg(i.indoption[g] & 1 order by g) from generate_series(0, i.indnkeyatts - 1) g)
			    as descending,
			  case when k.oid is not null
			    then format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', n.nspname, c.relname, k.conname,
			      pg_get_constraintdef(k.oid))
			    when i.indnatts > i.indnkeyatts or x.reloptions is not null
			    or to_jsonb(i) ->> 'indnullsnotdistinct' = 'true'
			    or pg_get_indexdef(i.indexrelid) like '% COLLATE %'
			    or exists (select from unnest(i.indclass::oid[]) u (id) join pg_opclass o on o.oid = u.id
			      where not o.opcdefault)
			    or exists (select from pg_attribute a where a.attrelid = i.indexrelid and a.attoptions is not null)
			    or exists (select from generate_series(0, i.indnkeyatts - 1) g
			      where (i.indoption[g] & 1) <> (i.indoption[g] >> 1 & 1))
			    then pg_get_indexdef(i.indexrelid) end as definition,
			  case when k.oid is not null
			    then format('ALTER TABLE %I.%I ADD CONSTRAINT %s', n.nspname, c.relname, pg_get_constraintdef(k.oid))
			    else substring(pg_get_indexdef(i.indexrelid) from ' USING .*') end as structure,
			  k.oid is not null as of_constraint
			from pg_index i
			join pg_class x on x.oid = i.indexrelid
			join pg_am m on m.oid = x.relam
			join pg_class c on c.oid = i.indrelid
			join pg_namespace n on n.oid = c.relnamespace
			left join pg_constraint k on k.conindid = i.indexrelid and k.contype = 'x'
			where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
			  and c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any (?)
			order by i.indrelid, x.relname""";

	private static final String SEQUENCES = """
			select n.nspname, c.relname, s.seqstart, s.seqincrement, s.seqcache, s.seqcycle,
			  s.seqmin, s.seqmax, format_type(s.seqtypid, null) as type,
			  d.refobjid as owner, d.refobjsubid as owner_column, own.nspname as owner_schema, o.relname as owner_table,
			  'nextval(' || quote_literal(c.oid::regclass::text) || '::regclass)' as next_value
			from pg_sequence s
			join pg_class c on c.oid = s.seqrelid
			join pg_namespace n on n.oid = c.relnamespace
			left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
			  and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
			left join pg_class o on o.oid = d.refobjid
			left join pg_namespace own on own.oid = o.relnamespace
			where n.nspname = any (?)
			  and not exists (select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = c.oid
			    and x.deptype = 'e')
			order by n.nspname, c.relname""";

	private static final String ENUM_TYPES = """
			select n.nspname, t.typname,
			  array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder) as labels
			from pg_type t join pg_namespace n on n.oid = t.typnamespace
			where t.typtype = 'e' and n.nspname = any (?)
			  and not exists (select from pg_depend x where x.classid = 'pg_type'::regclass and x.objid = t.oid
			    and x.deptype = 'e')
			order by n.nspname, t.typname""";

	private static final String SCHEMAS = "select nspname from pg_namespace where nspname = any (?)";

	private final Connection connection;

	private final String defaultSchema;

	private final List<Object> parameters;

	private final TableAssembler<Long> tables = new TableAssembler<>();

	/**
	 * Create a reader, to be used once.
	 * @param connection the connection
	 * @param defaultSchema the schema that records do not name
	 * @param schemas the schemas to read
	 * @throws SQLException if the database cannot be accessed
	 */
	PostgresqlCatalog(Connection connection, String defaultSchema, Collection<String> schemas) throws SQLException {
		this.connection = connection;
		this.defaultSchema = defaultSchema;
		this.parameters = List.of(connection.createArrayOf("text", schemas.toArray()));
	}

	/**
	 * Read the schema.
	 * @return the schema, with names as they are stored
	 * @throws SQLException if the database cannot be accessed
	 */
	Schema read() throws SQLException {
		List<Sequence> sequences = new ArrayList<>();
		Map<Owner, OwnedSequence> owned = new HashMap<>();
		query(SEQUENCES, (rows) -> {
			boolean isOwned = rows.getObject("owner") != null;
			Sequence sequence = new Sequence(name(rows, "nspname", "relname"), rows.getLong("seqstart"),
					rows.getLong("seqincrement"), options(Rows.text(rows, "type"), count(rows)),
					isOwned ? name(rows, "owner_schema", "owner_table") : null, List.of());
			if (isOwned) {
				owned.put(new Owner(rows.getLong("owner"), rows.getInt("owner_column")),
						new OwnedSequence(sequence, count(rows), Rows.text(rows, "next_value")));
			}
			return sequences.add(sequence);
		});
		query(COLUMNS, (rows) -> {
			OwnedSequence sequence = owned.get(new Owner(rows.getLong("attrelid"), rows.getInt("attnum")));
			return this.tables.add(rows.getLong("attrelid"), column(rows, sequence));
		});
		query(CONSTRAINTS, this::constraint);
		query(INDEXES, (rows) -> this.tables.add(rows.getLong("indrelid"), index(rows)));
		List<Table> tables = query(TABLES, (rows) -> this.tables.table(rows.getLong("oid"),
				name(rows, "nspname", "relname"), Rows.text(rows, "comment")));
		List<EnumType> enumTypes = query(ENUM_TYPES,
				(rows) -> new EnumType(name(rows, "nspname", "typname"), Rows.texts(rows, "labels")));
		Set<String> schemas = new TreeSet<>(query(SCHEMAS, (rows) -> rows.getString(1)));
		schemas.remove(this.defaultSchema);
		return new Schema(schemas, tables, sequences, enumTypes);
	}

	private <T> List<T> query(String sql, Rows.Mapper<T> mapper) throws SQLException {
		return Rows.read(this.connection, sql, this.parameters, mapper);
	}

	private Column column(ResultSet rows, @Nullable OwnedSequence sequence) throws SQLException {
		Expression expression = PostgresqlExpressions.normalized(Rows.text(rows, "expression"));
		Column.Storage storage = switch (Rows.text(rows, "attgenerated")) {
			case "s" -> Column.Storage.STORED;
			case "v" -> Column.Storage.VIRTUAL;
			default -> null;
		};
		boolean generated = storage != null;
		String identity = Rows.text(rows, "attidentity").strip();
		boolean serial = sequence != null && sequence.nextValue().equals(expression.sql());
		SqlType type = type(rows);
		Identity numbered = identity(identity, serial, sequence, type);
		return Column.of(Rows.text(rows, "attname"), type, !rows.getBoolean("attnotnull"))
			.withDefaultValue((generated || serial) ? Expression.NONE : expression)
			.withIdentity(numbered)
			.withGeneratedAs(generated ? expression : Expression.NONE)
			.withCollation(Rows.text(rows, "collation"))
			.withComment(Rows.text(rows, "comment"))
			.withStorage(storage);
	}

	private static Identity identity(String code, boolean serial, @Nullable OwnedSequence owned, SqlType type) {
		if (owned == null || (code.isEmpty() && !serial)) {
			return Identity.NONE;
		}
		Identity.Mode mode = switch (code) {
			case "a" -> Identity.Mode.ALWAYS;
			case "d" -> Identity.Mode.BY_DEFAULT;
			default -> Identity.Mode.SERIAL;
		};
		return new Identity(mode, owned.sequence().increment(),
				options(type.canonical(), owned.count()).withType(null));
	}

	private static SequenceOptions options(String type, Count count) {
		return switch (type) {
			case "smallint" -> count.within(Short.MIN_VALUE, Short.MAX_VALUE).withType(type);
			case "integer" -> count.within(Integer.MIN_VALUE, Integer.MAX_VALUE).withType(type);
			default -> count.within(Long.MIN_VALUE, Long.MAX_VALUE);
		};
	}

	private static Count count(ResultSet rows) throws SQLException {
		return new Count(rows.getLong("seqincrement") > 0, rows.getLong("seqmin"), rows.getLong("seqmax"),
				rows.getLong("seqcache"), rows.getBoolean("seqcycle"));
	}

	// A domain accepts and returns the values of its base type, which is all that an
	// entity can ask for.
	private SqlType type(ResultSet rows) throws SQLException {
		SqlType type = declaredType(rows);
		String base = rows.getString("base_type");
		return (base != null) ? new SqlType(type.text(), base) : type;
	}

	private SqlType declaredType(ResultSet rows) throws SQLException {
		String text = Rows.text(rows, "type");
		String schema = Rows.text(rows, "type_schema");
		if (schema.equals("pg_catalog")) {
			return new SqlType(text);
		}
		// The printed text depends on the search path, and the paths of two readers may
		// differ.
		String prefix = Rows.text(rows, "type_prefix");
		boolean plain = rows.getBoolean("type_of_extension") || schema.equals(this.defaultSchema);
		if (plain) {
			return new SqlType(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
		}
		return new SqlType(rows.getBoolean("type_visible") ? prefix + text : text);
	}

	private boolean constraint(ResultSet rows) throws SQLException {
		long table = rows.getLong("conrelid");
		String name = Rows.text(rows, "conname");
		List<String> columns = Rows.texts(rows, "columns");
		Clauses clauses = new Clauses(Rows.text(rows, "inner_clauses"), Rows.text(rows, "trailing_clauses"));
		return switch (Rows.text(rows, "contype")) {
			case "p" -> this.tables.add(table, new PrimaryKey(name, columns, clauses));
			case "u" -> this.tables.add(table, new UniqueKey(name, columns, Rows.text(rows, "definition")));
			case "f" -> this.tables.add(table,
					new ForeignKey(name, columns, name(rows, "referenced_schema", "referenced_table"),
							Rows.texts(rows, "referenced_columns"), action(Rows.text(rows, "confdeltype")),
							action(Rows.text(rows, "confupdtype")), deferral(rows), clauses));
			default -> this.tables.add(table,
					new Check(name, PostgresqlExpressions.normalized(Rows.text(rows, "condition")), clauses));
		};
	}

	private static ForeignKey.Action action(String code) {
		return switch (code) {
			case "r" -> ForeignKey.Action.RESTRICT;
			case "c" -> ForeignKey.Action.CASCADE;
			case "n" -> ForeignKey.Action.SET_NULL;
			case "d" -> ForeignKey.Action.SET_DEFAULT;
			default -> ForeignKey.Action.NO_ACTION;
		};
	}

	private static ForeignKey.Deferral deferral(ResultSet rows) throws SQLException {
		if (!rows.getBoolean("condeferrable")) {
			return ForeignKey.Deferral.NOT_DEFERRABLE;
		}
		return rows.getBoolean("condeferred") ? ForeignKey.Deferral.INITIALLY_DEFERRED
				: ForeignKey.Deferral.INITIALLY_IMMEDIATE;
	}

	private static Index index(ResultSet rows) throws SQLException {
		Object[] columns = (Object[]) rows.getArray("columns").getArray();
		List<String> expressions = Rows.texts(rows, "expressions");
		List<String> descending = Rows.texts(rows, "descending");
		List<Index.Part> parts = new ArrayList<>();
		for (int i = 0; i < columns.length; i++) {
			String column = (String) columns[i];
			Expression expression = (column != null) ? Expression.NONE
					: PostgresqlExpressions.normalized(expressions.get(i));
			parts.add(new Index.Part(column, expression, descending.get(i).equals("1")));
		}
		return Index.of(Rows.text(rows, "relname"), parts)
			.withUnique(rows.getBoolean("indisunique"))
			.withWhere(PostgresqlExpressions.normalized(Rows.text(rows, "condition")))
			.withMethod(Rows.text(rows, "amname"))
			.withDefinition(definition(rows));
	}

	private static Index.@Nullable Definition definition(ResultSet rows) throws SQLException {
		String statement = rows.getString("definition");
		if (statement == null) {
			return null;
		}
		Index.Definition.Kind kind = rows.getBoolean("of_constraint") ? Index.Definition.Kind.CONSTRAINT
				: Index.Definition.Kind.INDEX;
		return new Index.Definition(kind, statement, Rows.text(rows, "structure"));
	}

	private QualifiedName name(ResultSet rows, String schemaColumn, String nameColumn) throws SQLException {
		String schema = rows.getString(schemaColumn);
		return new QualifiedName(this.defaultSchema.equals(schema) ? null : schema, Rows.text(rows, nameColumn));
	}

	/**
	 * The column that a sequence belongs to.
	 *
	 * @param table the table's id
	 * @param column the column's number
	 */
	private record Owner(long table, int column) {

	}

	/**
	 * A sequence that belongs to a column.
	 *
	 * @param sequence the sequence
	 * @param count its direction and options
	 * @param nextValue the default that takes a value from it
	 */
	private record OwnedSequence(Sequence sequence, Count count, String nextValue) {

	}

	/**
	 * The direction and options of a sequence, as the catalog has them.
	 *
	 * @param ascending whether it is ascending
	 * @param minimum the least value
	 * @param maximum the greatest value
	 * @param cache the number of values that a session takes at once
	 * @param cycle whether it restarts after its last value
	 */
	private record Count(boolean ascending, long minimum, long maximum, long cache, boolean cycle) {

		SequenceOptions within(long lowest, long highest) {
			long least = this.ascending ? 1 : lowest;
			long greatest = this.ascending ? highest : -1;
			return new SequenceOptions((this.minimum != least) ? this.minimum : null,
					(this.maximum != greatest) ? this.maximum : null, this.cache, this.cycle);
		}

	}

}
