package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.change.IndexChange;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Draft;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Lets PostgreSQL spell tables: temporary ones, in a transaction that is rolled back.
 */
final class PostgresqlSpelling {

	private static final String IS_ALLOWED = "select current_setting('transaction_read_only') = 'off' "
			+ "and has_database_privilege(current_database(), 'TEMPORARY')";

	private static final String TEMPORARY_SCHEMA = "select nspname from pg_namespace where oid = pg_my_temp_schema()";

	private final Connection connection;

	private final Dialect dialect;

	private final SchemaScope scope;

	PostgresqlSpelling(Connection connection, Dialect dialect, SchemaScope scope) {
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
		if (tables.isEmpty()) {
			return List.of();
		}
		boolean autoCommit = this.connection.getAutoCommit();
		this.connection.setAutoCommit(false);
		try {
			return first(IS_ALLOWED).equals("t") ? read(create(drafts(tables))) : List.of();
		}
		finally {
			this.connection.rollback();
			this.connection.setAutoCommit(autoCommit);
		}
	}

	private List<Draft> drafts(List<Table> tables) {
		List<Draft> drafts = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (Table table : tables) {
			// The table's own name, since a check may mention it.
			String name = table.name().name();
			drafts.add(Draft.of(table, names.add(name) ? name : "migrate_" + drafts.size()));
		}
		return drafts;
	}

	private List<Draft> create(List<Draft> drafts) throws SQLException {
		Savepoint before = this.connection.setSavepoint();
		if (isCreated(drafts, before)) {
			return drafts;
		}
		List<Draft> created = new ArrayList<>();
		for (Draft draft : drafts) {
			Savepoint savepoint = this.connection.setSavepoint();
			if (isCreated(List.of(draft), savepoint)) {
				created.add(draft);
			}
		}
		return created;
	}

	private boolean isCreated(List<Draft> drafts, Savepoint before) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			for (Draft draft : drafts) {
				for (String sql : this.dialect.statements(new TableChange.CreateTable(draft.table().bare()))) {
					statement.addBatch(sql.replaceFirst("^create table", "create temporary table"));
				}
				for (Index index : draft.table().indexes()) {
					for (String sql : this.dialect
						.statements(new IndexChange.CreateIndex(draft.table().name(), index))) {
						statement.addBatch(sql);
					}
				}
			}
			statement.executeBatch();
			return true;
		}
		catch (SQLException ex) {
			this.connection.rollback(before);
			return false;
		}
	}

	private List<Table> read(List<Draft> drafts) throws SQLException {
		if (drafts.isEmpty()) {
			return List.of();
		}
		String schema = first(TEMPORARY_SCHEMA);
		Schema read = this.dialect.canonical(
				new PostgresqlCatalog(this.connection, this.scope.defaultSchema(), List.of(schema)).read(), this.scope);
		return drafts.stream()
			.map((draft) -> draft.spelled(read, new QualifiedName(schema, draft.table().name().name())))
			.toList();
	}

	private String first(String sql) throws SQLException {
		return Rows.read(this.connection, sql, List.of(), (rows) -> rows.getString(1)).get(0);
	}

}
