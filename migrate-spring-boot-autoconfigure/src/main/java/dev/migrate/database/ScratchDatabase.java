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
 * A scratch database of the same product as the live database: in memory if the product
 * can run in this process, else on a server, where it is kept when it is closed. It is
 * locked while it is open.
 */
public abstract sealed class ScratchDatabase implements AutoCloseable permits ScratchInMemory, ScratchOnServer {

	private final Dialect dialect;

	private final @Nullable String schema;

	private final Map<String, String> equipment = new LinkedHashMap<>();

	ScratchDatabase(Dialect dialect, Connection live, Collection<String> schemas) throws SQLException {
		this.dialect = dialect;
		this.schema = live.getSchema();
		Set<String> existing = schemas(live);
		Set<String> required = new TreeSet<>();
		for (String name : schemas) {
			existing.stream().filter(name::equalsIgnoreCase).forEach(required::add);
		}
		if (this.schema != null && existing.contains(this.schema)) {
			required.add(this.schema);
		}
		for (String name : required) {
			this.equipment.put(name, "create schema " + dialect.ddl().identifiers().of(name));
		}
	}

	/**
	 * Open a scratch database.
	 * @param live a connection to the live database
	 * @param defaultSchema the schema of unqualified names; {@code null} for the
	 * connection's own
	 * @param schemas the schemas to create if the live database has them
	 * @param connections the connections to scratch databases
	 * @return the scratch database, which the caller closes
	 * @throws SQLException if the live database cannot be accessed
	 * @throws ScratchUnavailableException if no scratch database is available
	 * @throws UnsupportedDatabaseException if the product is not supported
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
	 * Return the dialect of the product.
	 * @return the dialect
	 */
	public final Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Return connections to the scratch database, whose default schema is that of the
	 * live database once it exists here.
	 * @return the connections, a new one each time
	 */
	public final DataSource dataSource() {
		return (PlainDataSource) () -> {
			Connection connection = connect();
			String own = connection.getSchema();
			if (this.schema != null && own != null && !own.equals(this.schema)
					&& schemas(connection).contains(this.schema)) {
				connection.setSchema(this.schema);
			}
			return connection;
		};
	}

	/**
	 * Return connections to the scratch database with another default schema.
	 * @param defaultSchema the schema, as it is configured
	 * @return the connections, a new one each time
	 */
	public final DataSource dataSource(String defaultSchema) {
		return (PlainDataSource) () -> {
			Connection connection = connect();
			connection.setSchema(this.dialect.scope(connection, defaultSchema, List.of()).defaultSchema());
			return connection;
		};
	}

	/**
	 * Return the objects that an administrator has created in the live database and that
	 * are missing here: schemas, and others depending on the product.
	 * @return the statements that create them, by the name of the object
	 * @throws SQLException if the database cannot be accessed
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
	 * Try to create a missing object.
	 * @param statement the statement that creates the object
	 * @return the failure; {@code null} if the object was created
	 * @throws SQLException if the database cannot be accessed
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
	 * Return whether a schema is a database on this product, so that a name with a schema
	 * refers to another database.
	 * @return {@code false} if schemas are within a database
	 */
	public abstract boolean schemasAreDatabases();

	/**
	 * Return the databases that a statement can reach by a qualified name.
	 * @return the others
	 * @throws SQLException if the database cannot be accessed
	 */
	public abstract List<String> others() throws SQLException;

	/**
	 * Recreate the database, empty.
	 * @throws SQLException if the database cannot be recreated
	 */
	public abstract void clear() throws SQLException;

	/**
	 * Record that the database will contain something that its history does not tell,
	 * until it is recreated.
	 * @throws SQLException if the database cannot be accessed
	 */
	public abstract void markUsed() throws SQLException;

	/**
	 * Return whether the database may contain something that its history does not tell.
	 * @return {@code true} if it has to be recreated before its history counts
	 * @throws SQLException if the database cannot be accessed
	 */
	public abstract boolean isUsed() throws SQLException;

	/**
	 * Open a connection with its original default schema.
	 * @return the connection, which the caller closes
	 * @throws SQLException if the database cannot be accessed
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
