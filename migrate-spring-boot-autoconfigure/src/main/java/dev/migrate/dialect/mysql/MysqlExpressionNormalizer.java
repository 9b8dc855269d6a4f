package dev.migrate.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.migrate.change.Create;
import dev.migrate.dialect.Groups;
import dev.migrate.dialect.ProbeTable;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Lets MySQL normalize tables by creating temporary ones, which no other connection sees.
 */
final class MysqlExpressionNormalizer {

	private final Connection connection;

	private final MysqlDialect dialect;

	private final SchemaScope scope;

	MysqlExpressionNormalizer(Connection connection, MysqlDialect dialect, SchemaScope scope) {
		this.connection = connection;
		this.dialect = dialect;
		this.scope = scope;
	}

	/**
	 * Let the database normalize tables.
	 * @param tables the tables
	 * @return the tables that it could normalize
	 * @throws SQLException if the database cannot be accessed
	 */
	List<Table> normalize(List<Table> tables) throws SQLException {
		List<Table> normalized = new ArrayList<>();
		String collation = defaultCollation();
		for (Table table : tables) {
			ProbeTable probe = ProbeTable.of(table, "migrate_" + normalized.size());
			String name = probe.table().name().name();
			if (isCreated(probe)) {
				try {
					normalized.add(probe.normalized(read(name, collation), QualifiedName.of(name)));
				}
				finally {
					execute("drop temporary table " + name);
				}
			}
		}
		return normalized;
	}

	private String defaultCollation() throws SQLException {
		return Rows
			.read(this.connection,
					"select default_collation_name from information_schema.schemata where schema_name = database()",
					List.of(), (rows) -> Rows.text(rows, "default_collation_name"))
			.stream()
			.findFirst()
			.orElse("");
	}

	private boolean isCreated(ProbeTable probe) throws SQLException {
		try {
			for (String sql : this.dialect.ddl().createTemporaryTable(probe.table())) {
				execute(sql);
			}
			for (Index index : probe.table().indexes()) {
				for (String sql : this.dialect.statements(Create.of(probe.table().name(), index))) {
					execute(sql);
				}
			}
			return true;
		}
		catch (SQLException ex) {
			execute("drop temporary table if exists " + probe.table().name().name());
			return false;
		}
	}

	private Schema read(String name, String collation) throws SQLException {
		Map<String, String> collations = new HashMap<>();
		Rows.read(this.connection, "show full columns from " + name, List.of(), (rows) -> {
			String own = Rows.text(rows, "collation");
			return collations.put(Rows.text(rows, "field"), own.equals(collation) ? "" : own);
		});
		String statement = Rows
			.read(this.connection, "show create table " + name, List.of(), (rows) -> rows.getString(2))
			.get(0);
		QualifiedName table = QualifiedName.of(name);
		List<Index> indexes = new ArrayList<>();
		Groups
			.of(Rows.read(this.connection, "show index from " + name, List.of(), MysqlExpressionNormalizer::indexRow),
					MysqlCatalog.IndexRow::name)
			.asMap()
			.forEach((index, rows) -> indexes.add(MysqlCatalog.index(table, index, rows)));
		Table shown = this.dialect.complete(new ShowCreateTable(statement, collations).table(table, indexes));
		return this.dialect.canonical(Schema.EMPTY.withTables(List.of(shown)), this.scope);
	}

	private static MysqlCatalog.IndexRow indexRow(ResultSet rows) throws SQLException {
		// The column exists only if the server supports indexes on expressions.
		boolean hasExpressions = rows.getMetaData().getColumnCount() > 14
				&& rows.getMetaData().getColumnLabel(15).toLowerCase(Locale.ROOT).equals("expression");
		String expression = hasExpressions ? Rows.text(rows, "expression") : "";
		return new MysqlCatalog.IndexRow(Rows.text(rows, "key_name"),
				Objects.requireNonNullElse(rows.getString("column_name"), ""),
				new Expression(MysqlText.unescaped(expression)), Rows.text(rows, "collation").equals("D"),
				Rows.text(rows, "sub_part"), Rows.text(rows, "non_unique").equals("0"), Rows.text(rows, "index_type"));
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
