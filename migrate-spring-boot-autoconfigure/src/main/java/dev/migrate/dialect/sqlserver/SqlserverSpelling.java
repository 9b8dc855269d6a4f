package dev.migrate.dialect.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.migrate.change.TableChange;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Draft;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Lets SQL Server spell tables: temporary ones, which no other connection sees and which
 * are in the catalog of another database.
 */
final class SqlserverSpelling {

	private final Connection connection;

	private final Dialect dialect;

	private final SchemaScope scope;

	SqlserverSpelling(Connection connection, Dialect dialect, SchemaScope scope) {
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
		if (tables.isEmpty() || this.connection.isReadOnly()) {
			return List.of();
		}
		List<Draft> drafts = new ArrayList<>();
		// The names of constraints are those of all connections together.
		String prefix = "#m" + UUID.randomUUID().toString().substring(0, 8);
		try {
			for (Table table : tables) {
				Draft draft = Draft.of(table, prefix + drafts.size());
				if (isCreated(draft)) {
					drafts.add(draft);
				}
			}
			Schema read = this.dialect.canonical(SqlserverCatalog.ofTemporaryTables(this.connection, prefix).read(),
					this.scope);
			return drafts.stream().map((draft) -> draft.spelled(read, draft.table().name())).toList();
		}
		finally {
			for (Draft draft : drafts) {
				execute("drop table " + Identifiers.quoted(draft.table().name().name()));
			}
		}
	}

	private boolean isCreated(Draft draft) throws SQLException {
		try {
			for (String sql : this.dialect.statements(new TableChange.CreateTable(draft.table()))) {
				execute(sql);
			}
			return true;
		}
		catch (SQLException ex) {
			execute("drop table if exists " + Identifiers.quoted(draft.table().name().name()));
			return false;
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
