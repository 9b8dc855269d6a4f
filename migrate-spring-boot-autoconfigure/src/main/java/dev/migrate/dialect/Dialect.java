package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Conversions;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * The differences of a database product.
 */
public interface Dialect extends Conversions {

	/**
	 * Return the product's short name, which is Liquibase's too.
	 * @return for example {@code postgresql}
	 */
	String name();

	/**
	 * Return whether this dialect is the one of a product.
	 * @param productName the name, as
	 * {@link java.sql.DatabaseMetaData#getDatabaseProductName()} returns it
	 * @return {@code true} where it is
	 */
	boolean isFor(String productName);

	/**
	 * Return whether this dialect is the one of the server that a driver is connected to.
	 * @param metaData what the driver knows of the server
	 * @return {@code true} where it is
	 * @throws SQLException where the database does not answer
	 */
	default boolean isFor(DatabaseMetaData metaData) throws SQLException {
		return isFor(metaData.getDatabaseProductName());
	}

	/**
	 * Return whether the database behind a URL lives inside this process and dies with
	 * it.
	 * @param jdbcUrl the URL
	 * @return {@code true} for a database in memory
	 */
	boolean isInProcess(String jdbcUrl);

	/**
	 * Find the scope of a comparison.
	 * @param connection a connection to the database
	 * @param defaultSchema the schema of unqualified names, empty for the connection's
	 * own
	 * @param others the other schemas that entities name
	 * @return the scope, with names as the catalog stores them
	 * @throws SQLException where the database does not answer
	 */
	SchemaScope scope(Connection connection, String defaultSchema, List<String> others) throws SQLException;

	/**
	 * Bring the many forms of an object in a schema into the one that
	 * {@link #read(Connection, SchemaScope)} returns too: types, names that are too long,
	 * the name of the default schema, names for unnamed objects.
	 * @param schema the schema, of either side
	 * @param scope the schemas to read
	 * @return the canonical form, which is idempotent
	 */
	Schema canonical(Schema schema, SchemaScope scope);

	/**
	 * Read what the database has, in a fixed number of statements.
	 * @param connection a connection to the database, left as it was found
	 * @param scope the schemas to read
	 * @return the schema in canonical form, with an opinion of everything
	 * @throws SQLException where the database does not answer
	 */
	CatalogSchema read(Connection connection, SchemaScope scope) throws SQLException;

	/**
	 * Let the database normalize the types and expressions of tables that may not exist,
	 * and leave no trace of it.
	 * @param connection a connection to the database, outside of a transaction
	 * @param tables the tables in canonical form
	 * @param scope the schemas to read
	 * @return those of the tables that the database could normalize, with its own text of
	 * their types, defaults, formulas and checks, and all else as it was
	 * @throws SQLException where the database does not answer
	 */
	List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException;

	/**
	 * Bring changes into the form in which the product can carry them out.
	 * @param changes the changes from the current schema to the desired one
	 * @param current the current schema, as {@link #read(Connection, SchemaScope)}
	 * returned it, with its new names where the changes rename something
	 * @return changes that amount to the same, each of which can be carried out by itself
	 */
	default ExecutableChanges executable(Changes changes, CatalogSchema current) {
		return ExecutableChanges.of(changes);
	}

	/**
	 * Return what renders the changes of the product.
	 * @return the renderer
	 */
	StandardDdl ddl();

	/**
	 * Return the statements that carry out a change, without a terminator.
	 * @param change the change, in canonical form
	 * @return the statements, in order
	 */
	default List<String> statements(Change change) {
		return change.accept(ddl());
	}

	/**
	 * Return what creates the scratch databases of the product.
	 * @return the scratch support; empty where there is none
	 */
	default Optional<Scratch> scratch() {
		return Optional.empty();
	}

	/**
	 * Find the unmanaged objects of a database: those that a comparison does not read.
	 * @param connection a connection to the database
	 * @param scope the schemas to read
	 * @return the objects by kind
	 * @throws SQLException where the database does not answer
	 */
	default List<UnmanagedObjects> unmanagedObjects(Connection connection, SchemaScope scope) throws SQLException {
		Map<String, String> queries = new LinkedHashMap<>();
		queries.put("view", "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA IN (:schemas)");
		queries.put("routine",
				"SELECT DISTINCT ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA IN (:schemas)");
		queries.put("trigger",
				"SELECT DISTINCT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS WHERE TRIGGER_SCHEMA IN (:schemas)");
		return UnmanagedObjects.read(connection, scope, queries);
	}

}
