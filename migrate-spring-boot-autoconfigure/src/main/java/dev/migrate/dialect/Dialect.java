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
 * What a database product does differently.
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
	 * Bring every spelling of a thing in a schema into the one form that
	 * {@link #read(Connection, SchemaScope)} returns too: types, names that are too long,
	 * the name of the default schema, names for what nobody has named.
	 * @param schema the schema, of either side
	 * @param scope the schemas that are looked at
	 * @return the canonical form, which is its own canonical form
	 */
	Schema canonical(Schema schema, SchemaScope scope);

	/**
	 * Read what the database has, in a fixed number of statements.
	 * @param connection a connection to the database, left as it was found
	 * @param scope the schemas to read
	 * @return the schema in canonical form, with an opinion of everything
	 * @throws SQLException where the database does not answer
	 */
	Schema read(Connection connection, SchemaScope scope) throws SQLException;

	/**
	 * Let the database spell the types and expressions of tables that may not exist, and
	 * leave no trace of it.
	 * @param connection a connection to the database, outside of a transaction
	 * @param tables the tables in canonical form
	 * @param scope the schemas that are looked at
	 * @return those of the tables that the database could spell, with its own spelling of
	 * their types, defaults, formulas and checks, and all else as it was
	 * @throws SQLException where the database does not answer
	 */
	List<Table> spell(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException;

	/**
	 * Bring changes into the form in which the product can carry them out.
	 * @param changes the changes from the current schema to the desired one
	 * @param current the current schema, as {@link #read(Connection, SchemaScope)}
	 * returned it
	 * @return changes that amount to the same, each of which can be carried out by itself
	 */
	default Changes executable(Changes changes, Schema current) {
		return changes;
	}

	/**
	 * Return how the product spells changes.
	 * @return the spelling
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
	 * Return how the product makes databases to try things in.
	 * @return the way; empty where nobody has taught us one
	 */
	default Optional<Scratch> scratch() {
		return Optional.empty();
	}

	/**
	 * Find what a database has and a comparison does not look at.
	 * @param connection a connection to the database
	 * @param scope the schemas to look at
	 * @return the things by kind
	 * @throws SQLException where the database does not answer
	 */
	default List<Unseen> unseen(Connection connection, SchemaScope scope) throws SQLException {
		Map<String, String> queries = new LinkedHashMap<>();
		queries.put("view", "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA IN (:schemas)");
		queries.put("routine",
				"SELECT DISTINCT ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA IN (:schemas)");
		queries.put("trigger",
				"SELECT DISTINCT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS WHERE TRIGGER_SCHEMA IN (:schemas)");
		return Unseen.read(connection, scope, queries);
	}

}
