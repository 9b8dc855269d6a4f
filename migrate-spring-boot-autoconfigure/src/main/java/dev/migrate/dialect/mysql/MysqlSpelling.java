package dev.migrate.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.migrate.change.IndexChange;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.Draft;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Lets MySQL spell tables: temporary ones, which no other connection sees.
 */
final class MysqlSpelling {

	private final Connection connection;

	private final MysqlDialect dialect;

	private final SchemaScope scope;

	MysqlSpelling(Connection connection, MysqlDialect dialect, SchemaScope scope) {
		this.connection = connection;
		this.dialect = dialect;
		this.scope = scope;
	}

	/**
	 * Let the database spell tables.
	 * @param tables the tables
	 * @return those that it could spell
	 * @throws SQLException where the database does not answer
	 */
	List<Table> spell(List<Table> tables) throws SQLException {
		List<Table> spelled = new ArrayList<>();
		String collation = defaultCollation();
		for (Table table : tables) {
			Draft draft = Draft.of(table, "migrate_" + spelled.size());
			String name = draft.table().name().name();
			if (isCreated(draft)) {
				try {
					spelled.add(draft.spelled(read(name, collation), QualifiedName.of(name)));
				}
				finally {
					execute("drop temporary table " + name);
				}
			}
		}
		return spelled;
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

	private boolean isCreated(Draft draft) throws SQLException {
		try {
			for (String sql : this.dialect.statements(new TableChange.CreateTable(draft.table().bare()))) {
				execute(sql.replaceFirst("^create table", "create temporary table"));
			}
			for (Index index : draft.table().indexes()) {
				for (String sql : this.dialect.statements(new IndexChange.CreateIndex(draft.table().name(), index))) {
					execute(sql);
				}
			}
			return true;
		}
		catch (SQLException ex) {
			execute("drop temporary table if exists " + draft.table().name().name());
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
		Map<String, List<MysqlCatalog.IndexRow>> indexRows = new LinkedHashMap<>();
		Rows.read(this.connection, "show index from " + name, List.of(),
				(rows) -> indexRows.computeIfAbsent(Rows.text(rows, "key_name"), (key) -> new ArrayList<>())
					.add(indexRow(rows)));
		QualifiedName table = QualifiedName.of(name);
		List<Index> indexes = indexRows.entrySet()
			.stream()
			.map((entry) -> MysqlCatalog.index(table, entry.getKey(), entry.getValue()))
			.toList();
		Table shown = this.dialect.complete(new ShownTable(statement, collations).table(table, indexes));
		return this.dialect.canonical(Schema.EMPTY.withTables(List.of(shown)), this.scope);
	}

	private static MysqlCatalog.IndexRow indexRow(ResultSet rows) throws SQLException {
		// Only a server that has indexes on expressions has a column for them.
		boolean hasExpressions = rows.getMetaData().getColumnCount() > 14
				&& rows.getMetaData().getColumnLabel(15).toLowerCase(Locale.ROOT).equals("expression");
		String expression = hasExpressions ? Rows.text(rows, "expression") : "";
		return new MysqlCatalog.IndexRow(Objects.requireNonNullElse(rows.getString("column_name"), ""),
				new Expression(MysqlText.unescaped(expression)), Rows.text(rows, "collation").equals("D"),
				Rows.text(rows, "sub_part"), Rows.text(rows, "non_unique").equals("0"), Rows.text(rows, "index_type"));
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
