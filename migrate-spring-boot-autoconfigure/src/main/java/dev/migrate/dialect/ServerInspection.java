package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.QualifiedName;

/**
 * Inspects a server and the user of a connection for what prevents migrations. Nothing is
 * left behind.
 * <p>
 * The defaults are those of a product that cannot be asked.
 */
public interface ServerInspection {

	/**
	 * The inspection of a product that cannot be asked.
	 */
	ServerInspection NONE = new ServerInspection() {
	};

	/**
	 * Return whether the database accepts changes.
	 * @param connection a connection to the database, outside of a transaction
	 * @return the access
	 * @throws SQLException if the database cannot be accessed
	 */
	default Access access(Connection connection) throws SQLException {
		return connection.isReadOnly() ? Access.READ_ONLY : Access.WRITABLE;
	}

	/**
	 * Return the privileges that the user lacks to alter a schema, by trying where the
	 * product allows that without a trace.
	 * @param connection a connection to the database, outside of a transaction
	 * @param schema the schema, as the catalog stores its name
	 * @return the privileges, for example {@code CREATE}; none if the user has them all,
	 * or if it is not known
	 * @throws SQLException if the database cannot be accessed
	 */
	default List<String> missingPrivileges(Connection connection, String schema) throws SQLException {
		return List.of();
	}

	/**
	 * Return the tables that the user cannot alter, since they belong to another one.
	 * @param connection a connection to the database
	 * @param scope the schemas to read
	 * @return the tables; none if the product has no owners
	 * @throws SQLException if the database cannot be accessed
	 */
	default List<QualifiedName> tablesOfOthers(Connection connection, SchemaScope scope) throws SQLException {
		return List.of();
	}

	/**
	 * Return the indexes that the database does not use, since they have not been built
	 * completely.
	 * @param connection a connection to the database
	 * @param scope the schemas to read
	 * @return the indexes; none if the product leaves none behind
	 * @throws SQLException if the database cannot be accessed
	 */
	default List<QualifiedName> invalidIndexes(Connection connection, SchemaScope scope) throws SQLException {
		return List.of();
	}

	/**
	 * Return the encoding of a schema's texts if it cannot hold every character.
	 * @param connection a connection to the database
	 * @param schema the schema, as the catalog stores its name
	 * @return the encoding; empty if it is a complete one, or not known
	 * @throws SQLException if the database cannot be accessed
	 */
	default Optional<String> limitedEncoding(Connection connection, String schema) throws SQLException {
		return Optional.empty();
	}

	/**
	 * Return the query of the identifier of the server's session.
	 * @return the query, of one row with one column; empty if there is none
	 */
	default Optional<String> sessionQuery() {
		return Optional.empty();
	}

	/**
	 * Return the identity of a session.
	 * @param connection a connection to the database
	 * @return what no other session has, nor will have; empty if the product does not
	 * show it
	 * @throws SQLException if the database cannot be accessed
	 */
	default Optional<String> sessionIdentity(Connection connection) throws SQLException {
		return Optional.empty();
	}

	/**
	 * Return the identities of all sessions of the database.
	 * @param connection a connection to the database
	 * @return the identities; empty if the product does not show them, or not to this
	 * user
	 * @throws SQLException if the database cannot be accessed
	 */
	default Optional<Set<String>> sessionIdentities(Connection connection) throws SQLException {
		return Optional.empty();
	}

	/**
	 * End a session whose client is gone, but which may still execute the last statement
	 * of that client.
	 * @param connection a connection to the database
	 * @param identity the {@linkplain #sessionIdentity identity} of the session
	 * @return whether the session has ended; {@code false} if it is about to end
	 * @throws SQLException if the database cannot be accessed, or if the user may not end
	 * the session
	 */
	default boolean endSession(Connection connection, String identity) throws SQLException {
		return true;
	}

	/**
	 * Return the query of the server's time in the session's time zone and in UTC, both
	 * without a zone.
	 * @return the query, of one row with two columns; empty if there is none
	 */
	default Optional<String> timesQuery() {
		return Optional.empty();
	}

	/**
	 * Return what keeps the database of a URL from listening on all addresses of the
	 * machine, on behalf of the application.
	 * @param jdbcUrl the URL
	 * @return the system property that is not set; empty if the database does not listen,
	 * or only on the address of the property
	 */
	default Optional<String> missingBindAddress(String jdbcUrl) {
		return Optional.empty();
	}

	/**
	 * Whether a database accepts changes.
	 */
	enum Access {

		/**
		 * It accepts changes.
		 */
		WRITABLE,

		/**
		 * It, or the session, is read-only.
		 */
		READ_ONLY,

		/**
		 * It is a replica of another server.
		 */
		REPLICA

	}

}
