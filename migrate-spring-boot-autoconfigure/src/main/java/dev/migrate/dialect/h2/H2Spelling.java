package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.change.TableChange;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Draft;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Lets H2 spell tables: local temporary ones, which no other connection sees.
 */
final class H2Spelling {

	private final Connection connection;

	private final Dialect dialect;

	private final SchemaScope scope;

	H2Spelling(Connection connection, Dialect dialect, SchemaScope scope) {
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
		if (tables.isEmpty() || isReadOnly()) {
			return List.of();
		}
		List<Draft> drafts = new ArrayList<>();
		try {
			int number = 0;
			for (Table table : tables) {
				Draft draft = Draft.of(table, "MIGRATE_" + number++);
				if (isCreated(draft)) {
					drafts.add(draft);
				}
			}
			return read(drafts);
		}
		finally {
			for (Draft draft : drafts) {
				execute("drop table " + draft.table().name().name());
			}
		}
	}

	private boolean isReadOnly() throws SQLException {
		return this.connection.isReadOnly();
	}

	private boolean isCreated(Draft draft) throws SQLException {
		try {
			for (String sql : this.dialect.statements(new TableChange.CreateTable(draft.table()))) {
				execute(sql.replaceFirst("^create table", "create local temporary table"));
			}
			return true;
		}
		catch (SQLException ex) {
			execute("drop table if exists " + draft.table().name().name());
			return false;
		}
	}

	private List<Table> read(List<Draft> drafts) throws SQLException {
		String schema = Rows.read(this.connection, "select current_schema", List.of(), (rows) -> rows.getString(1))
			.get(0);
		Schema read = this.dialect.canonical(
				new H2Catalog(this.connection, this.scope.defaultSchema(), List.of(schema)).read("LOCAL TEMPORARY"),
				this.scope);
		String prefix = schema.equals(this.scope.defaultSchema()) ? null : schema;
		return drafts.stream()
			.map((draft) -> draft.spelled(read, new QualifiedName(prefix, draft.table().name().name())))
			.toList();
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
