package dev.migrate.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * A database of the same product as another, to try things in: in memory where the
 * product can live in this process, else one of its own on a server, which stays when it
 * is closed. Nobody else uses it while it is open.
 */
public abstract sealed class ScratchDatabase implements AutoCloseable permits ScratchInMemory, ScratchOnServer {

	private final Dialect dialect;

	private final @Nullable String schema;

	private final Map<String, String> equipment = new LinkedHashMap<>();

	ScratchDatabase(Dialect dialect, Connection live, Collection<String> schemas) throws SQLException {
		this.dialect = dialect;
		this.schema = live.getSchema();
		Set<String> existing = schemas(live);
		Set<String> wanted = new TreeSet<>();
		for (String name : schemas) {
			existing.stream().filter(name::equalsIgnoreCase).forEach(wanted::add);
		}
		if (this.schema != null && existing.contains(this.schema)) {
			wanted.add(this.schema);
		}
		for (String name : wanted) {
			this.equipment.put(name, "create schema " + dialect.ddl().identifiers().of(name));
		}
	}

	/**
	 * Open a scratch database.
	 * @param live the database that it is to be like
	 * @param defaultSchema the schema of unqualified names; {@code null} for the
	 * connection's own
	 * @param schemas the schemas that it is to have where the other has them
	 * @param connections how to get to it
	 * @return the database, which the caller closes
	 * @throws SQLException where the other does not answer
	 * @throws ScratchUnavailableException where there can be none
	 * @throws UnsupportedDatabaseException where the product is not supported
	 */
	public static ScratchDatabase open(Connection live, @Nullable String defaultSchema, Collection<String> schemas,
			ScratchConnections connections) throws SQLException {
		Dialect dialect = DatabaseSchemaReader.dialect(live);
		Scratch scratch = dialect.scratch().orElse(null);
		if (scratch instanceof Scratch.InProcess inProcess) {
			return new ScratchInMemory(dialect, inProcess, live, schemas);
		}
		if (scratch instanceof Scratch.OnServer onServer) {
			return new ScratchOnServer(dialect, onServer, live, (defaultSchema != null) ? defaultSchema : "", schemas,
					connections);
		}
		throw new UnsupportedDatabaseException("Scratch databases on " + dialect.name() + " are not supported.");
	}

	/**
	 * Return what the product does differently.
	 * @return the dialect
	 */
	public final Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Return connections to it, whose own schema is that of the other database.
	 * @return the connections, a new one each time
	 */
	public final DataSource dataSource() {
		return (PlainDataSource) () -> {
			Connection connection = connect();
			String own = connection.getSchema();
			if (this.schema != null && own != null && !own.equals(this.schema)) {
				connection.setSchema(this.schema);
			}
			return connection;
		};
	}

	/**
	 * Return what it still lacks of what the other database has from those who run the
	 * server: schemas, and what else the product counts as such.
	 * @return the statements that make it, by the name of the thing
	 * @throws SQLException where it does not answer
	 */
	public final Map<String, String> equipment() throws SQLException {
		try (Connection connection = connect()) {
			Map<String, String> missing = new LinkedHashMap<>(this.equipment);
			missing.keySet().removeAll(schemas(connection));
			return missing;
		}
	}

	final void addEquipment(Map<String, String> more) {
		more.forEach(this.equipment::putIfAbsent);
	}

	/**
	 * Try to give it something that it lacks.
	 * @param statement the statement that makes the thing
	 * @return why it could not be done; {@code null} where it was
	 * @throws SQLException where it cannot be reached
	 */
	public final @Nullable SQLException equip(String statement) throws SQLException {
		try (Connection connection = connect(); Statement running = connection.createStatement()) {
			running.execute(statement);
			return null;
		}
		catch (SQLException ex) {
			return ex;
		}
	}

	/**
	 * Return whether a schema is a database here, so that a schema's name in front of a
	 * dot leads out of this one.
	 * @return {@code false} where schemas are within a database
	 */
	public abstract boolean schemasAreDatabases();

	/**
	 * Return the databases that a statement can reach by a name in front of a dot.
	 * @return the others
	 * @throws SQLException where it does not answer
	 */
	public abstract List<String> others() throws SQLException;

	/**
	 * Make it anew, with nothing in it.
	 * @throws SQLException where that fails
	 */
	public abstract void clear() throws SQLException;

	/**
	 * Open a connection as it comes.
	 * @return the connection, which the caller closes
	 * @throws SQLException where it cannot be reached
	 */
	abstract Connection connect() throws SQLException;

	@Override
	public abstract void close();

	private static Set<String> schemas(Connection connection) throws SQLException {
		Set<String> schemas = new TreeSet<>();
		try (ResultSet rows = connection.getMetaData().getSchemas()) {
			while (rows.next()) {
				schemas.add(rows.getString("TABLE_SCHEM"));
			}
		}
		return schemas;
	}

	static void execute(Connection connection, Collection<String> statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
