package dev.migrate.dialect.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.CatalogQueries;
import dev.migrate.dialect.Groups;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.TableAssembler;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of Oracle in bulk. Columns of type {@code long} are last in each
 * query, since the driver reads them as a stream.
 */
final class OracleCatalog {

	private static final String TABLES = """
			select t.owner, t.table_name, c.comments
			from all_tables t
			  left join all_tab_comments c on c.owner = t.owner and c.table_name = t.table_name
			where t.owner in (:schemas) and t.temporary = 'N' and t.nested = 'NO' and t.secondary = 'N' and t.dropped = 'NO'
			  and (t.iot_type is null or t.iot_type = 'IOT')
			  and not exists (select 1 from all_mviews m where m.owner = t.owner and m.mview_name = t.table_name)
			order by t.owner, t.table_name""";

	private static final String COLUMNS = """
			select c.owner, c.table_name, c.column_name, c.data_type, c.data_type_owner, c.data_length, c.data_precision,
			  c.data_scale, c.char_length, c.char_used, c.nullable, c.virtual_column, c.collation, i.generation_type,
			  i.identity_options, m.comments, c.data_default
			from all_tab_cols c
			  left join all_tab_identity_cols i on i.owner = c.owner and i.table_name = c.table_name
			    and i.column_name = c.column_name
			  left join all_col_comments m on m.owner = c.owner and m.table_name = c.table_name
			    and m.column_name = c.column_name
			where c.owner in (:schemas) and c.hidden_column = 'NO'
			order by c.owner, c.table_name, c.column_id""";

	private static final String CONSTRAINTS = """
			select k.owner, k.table_name, k.constraint_name, k.constraint_type, k.r_owner, k.r_constraint_name,
			  k.delete_rule, k.deferrable, k.deferred, k.search_condition_vc
			from all_constraints k
			where k.owner in (:schemas) and k.constraint_type in ('P', 'U', 'R', 'C')
			order by k.owner, k.table_name, k.constraint_name""";

	private static final String KEY_COLUMNS = """
			select k.owner, k.table_name, k.constraint_name, k.column_name
			from all_cons_columns k
			where k.position is not null
			  and k.owner in (:schemas)
			order by k.owner, k.constraint_name, k.position""";

	private static final String INDEXES = """
			select x.table_owner as owner, x.table_name, x.index_name, x.uniqueness, x.index_type, p.column_name,
			  p.descend, e.column_expression
			from all_indexes x
			  join all_ind_columns p on p.index_owner = x.owner and p.index_name = x.index_name
			  left join all_ind_expressions e on e.index_owner = x.owner and e.index_name = x.index_name
			    and e.column_position = p.column_position
			where x.table_owner in (:schemas) and x.index_type not in ('LOB', 'IOT - TOP') and x.dropped = 'NO'
			  and not exists (select 1 from all_constraints k where k.owner = x.table_owner
			    and k.table_name = x.table_name and k.constraint_type in ('P', 'U')
			    and k.index_name = x.index_name and nvl(k.index_owner, k.owner) = x.owner)
			order by x.table_owner, x.table_name, x.index_name, p.column_position""";

	private static final String SEQUENCES = """
			select s.sequence_owner as owner, s.sequence_name as table_name, s.min_value, s.increment_by
			from all_sequences s
			where s.sequence_owner in (:schemas) and s.sequence_name not like 'ISEQ$$%'
			order by s.sequence_owner, s.sequence_name""";

	private static final String SCHEMAS = "select username from all_users where username in (:schemas)";

	private static final Pattern INCREMENT = Pattern.compile("INCREMENT BY: (-?\\d+)");

	private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

	private final Identifiers identifiers = new OracleDdl().identifiers();

	private final CatalogQueries queries;

	private final TableAssembler<QualifiedName> tables = new TableAssembler<>();

	private final Map<QualifiedName, KeyColumns> keyColumns = new HashMap<>();

	/**
	 * Create a reader, to be used once.
	 * @param connection the connection
	 * @param defaultSchema the schema that records do not name
	 * @param schemas the schemas to read
	 */
	OracleCatalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		this.queries = new CatalogQueries(connection, defaultSchema, schemas);
	}

	/**
	 * Read the schema.
	 * @return the schema, with names as they are stored
	 * @throws SQLException if the database cannot be accessed
	 */
	Schema read() throws SQLException {
		this.queries.inSchemas(COLUMNS, (rows) -> this.tables.add(table(rows), column(rows)));
		this.queries.inSchemas(KEY_COLUMNS, (rows) -> {
			QualifiedName table = table(rows);
			return this.keyColumns.computeIfAbsent(constraint(rows), (name) -> new KeyColumns(table, new ArrayList<>()))
				.names()
				.add(Rows.text(rows, "column_name"));
		});
		this.queries.inSchemas(CONSTRAINTS, this::constraintOf);
		indexes(this.queries.inSchemas(INDEXES, this::indexColumn));
		List<Sequence> sequences = this.queries.inSchemas(SEQUENCES,
				(rows) -> new Sequence(table(rows), 1, rows.getLong("increment_by")));
		List<Table> tables = this.queries.inSchemas(TABLES,
				(rows) -> this.tables.table(table(rows), table(rows), Rows.text(rows, "comments")));
		return new Schema(this.queries.otherSchemas(SCHEMAS), tables, sequences, List.of());
	}

	private Column column(ResultSet rows) throws SQLException {
		String name = Rows.text(rows, "column_name");
		SqlType type = type(rows);
		boolean nullable = Rows.text(rows, "nullable").equals("Y");
		boolean virtual = Rows.text(rows, "virtual_column").equals("YES");
		String collation = Rows.text(rows, "collation");
		Identity identity = identity(rows);
		String comment = Rows.text(rows, "comments");
		// The default of an identity column is an unnamed sequence.
		Expression value = new Expression(Rows.text(rows, "data_default").strip());
		boolean plain = !virtual && !identity.isPresent();
		return Column.of(name, type, nullable)
			.withDefaultValue(plain ? value : Expression.NONE)
			.withIdentity(identity)
			.withGeneratedAs(virtual ? value : Expression.NONE)
			.withCollation(collation.equals("USING_NLS_COMP") ? "" : collation)
			.withComment(comment);
	}

	private static Identity identity(ResultSet rows) throws SQLException {
		String generation = Rows.text(rows, "generation_type");
		if (generation.isEmpty()) {
			return Identity.NONE;
		}
		Matcher increment = INCREMENT.matcher(Rows.text(rows, "identity_options"));
		return new Identity(generation.equals("ALWAYS") ? Identity.Mode.ALWAYS : Identity.Mode.BY_DEFAULT,
				increment.find() ? Long.parseLong(increment.group(1)) : 1L);
	}

	private SqlType type(ResultSet rows) throws SQLException {
		String name = rows.getString("data_type");
		String owner = rows.getString("data_type_owner");
		int length = rows.getInt("data_length");
		String precision = rows.getString("data_precision");
		String scale = rows.getString("data_scale");
		int characters = rows.getInt("char_length");
		String unit = "C".equals(rows.getString("char_used")) ? " char" : " byte";
		if (owner != null) {
			return new SqlType(this.identifiers.of(owner, name));
		}
		return new SqlType(switch (name) {
			case "VARCHAR2", "CHAR" -> name + "(" + characters + unit + ")";
			case "NVARCHAR2", "NCHAR" -> name + "(" + characters + ")";
			case "RAW" -> name + "(" + length + ")";
			case "NUMBER" -> (precision == null && scale == null) ? name
					: name + "(" + ((precision != null) ? precision : "38") + "," + scale + ")";
			case "FLOAT" -> name + "(" + precision + ")";
			default -> name;
		});
	}

	private boolean constraintOf(ResultSet rows) throws SQLException {
		QualifiedName table = table(rows);
		String name = Rows.text(rows, "constraint_name");
		List<String> columns = columnsOf(constraint(rows));
		return switch (Rows.text(rows, "constraint_type")) {
			case "P" -> this.tables.add(table, new PrimaryKey(name, columns));
			case "U" -> this.tables.add(table, new UniqueKey(name, columns));
			case "R" -> {
				ForeignKey key = foreignKey(rows, name, columns);
				yield key != null && this.tables.add(table, key);
			}
			default -> {
				String condition = Rows.text(rows, "search_condition_vc");
				// Oracle stores NOT NULL as a check.
				yield !condition.matches("\"[^\"]+\" IS NOT NULL")
						&& this.tables.add(table, new Check(name, new Expression(condition)));
			}
		};
	}

	private @Nullable ForeignKey foreignKey(ResultSet rows, String name, List<String> columns) throws SQLException {
		KeyColumns referenced = this.keyColumns.get(this.queries.name(rows, "r_owner", "r_constraint_name"));
		if (referenced == null) {
			// It is in a schema that is not read, or was dropped between two of the
			// queries.
			return null;
		}
		ForeignKey.Action onDelete = switch (Rows.text(rows, "delete_rule")) {
			case "CASCADE" -> ForeignKey.Action.CASCADE;
			case "SET NULL" -> ForeignKey.Action.SET_NULL;
			default -> ForeignKey.Action.NO_ACTION;
		};
		boolean deferrable = Rows.text(rows, "deferrable").equals("DEFERRABLE");
		boolean deferred = Rows.text(rows, "deferred").equals("DEFERRED");
		return ForeignKey.of(name, columns, referenced.table(), referenced.names())
			.withOnDelete(onDelete)
			.withDeferral(deferred ? ForeignKey.Deferral.INITIALLY_DEFERRED
					: deferrable ? ForeignKey.Deferral.INITIALLY_IMMEDIATE : ForeignKey.Deferral.NOT_DEFERRABLE);
	}

	private List<String> columnsOf(QualifiedName constraint) {
		KeyColumns columns = this.keyColumns.get(constraint);
		return (columns != null) ? columns.names() : List.of();
	}

	private IndexColumn indexColumn(ResultSet rows) throws SQLException {
		String type = Rows.text(rows, "index_type");
		boolean unique = Rows.text(rows, "uniqueness").equals("UNIQUE");
		String name = Rows.text(rows, "index_name");
		String column = Rows.text(rows, "column_name");
		boolean descending = Rows.text(rows, "descend").equals("DESC");
		String expression = Rows.text(rows, "column_expression").strip();
		Matcher quoted = QUOTED.matcher(expression);
		Index.Part part;
		if (expression.isEmpty()) {
			part = new Index.Part(column, Expression.NONE, descending);
		}
		else if (quoted.matches()) {
			// A descending column is stored as an expression.
			part = new Index.Part(quoted.group(1), Expression.NONE, descending);
		}
		else {
			part = new Index.Part(null, new Expression(expression), descending);
		}
		return new IndexColumn(table(rows), name, unique, type.contains("BITMAP") ? "bitmap" : "btree", part);
	}

	private void indexes(List<IndexColumn> columns) {
		Groups.of(columns, (column) -> List.of(column.table(), column.name())).asMap().values().forEach((parts) -> {
			IndexColumn first = parts.get(0);
			this.tables.add(first.table(), new Index(first.name(), parts.stream().map(IndexColumn::part).toList(),
					first.unique(), Expression.NONE, first.method(), null));
		});
	}

	private QualifiedName table(ResultSet rows) throws SQLException {
		return this.queries.name(rows, "owner", "table_name");
	}

	private QualifiedName constraint(ResultSet rows) throws SQLException {
		return this.queries.name(rows, "owner", "constraint_name");
	}

	private record KeyColumns(QualifiedName table, List<String> names) {

	}

	private record IndexColumn(QualifiedName table, String name, boolean unique, String method, Index.Part part) {

	}

}
