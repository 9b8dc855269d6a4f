package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scratch database support of a product.
 */
public sealed interface Scratch {

	/**
	 * The support of a product that can run in this process.
	 */
	non-sealed interface InProcess extends Scratch {

		/**
		 * Return an empty database in memory that interprets statements as the live one
		 * does.
		 * @param connection a connection to the live database
		 * @param name a name that no database in this process has
		 * @return the address of the database
		 * @throws SQLException if the database cannot be accessed
		 */
		InMemory like(Connection connection, String name) throws SQLException;

		/**
		 * Return how a database is written as statements on this product.
		 * @return the support; empty if the product has none
		 */
		default Optional<Scripting> scripting() {
			return Optional.empty();
		}

	}

	/**
	 * The support of a product that writes a whole database as statements.
	 */
	interface Scripting {

		/**
		 * Return whether a database has neither tables nor other objects.
		 * @param connection a connection to it
		 * @return {@code true} if a script can build another one in it
		 * @throws SQLException if the database cannot be accessed
		 */
		boolean isEmpty(Connection connection) throws SQLException;

		/**
		 * Return the statements that build a database in an empty one, with its rows.
		 * @param connection a connection to the database
		 * @return the statements, in order
		 * @throws SQLException if the database cannot be accessed
		 */
		List<String> script(Connection connection) throws SQLException;

	}

	/**
	 * The support of a product whose databases are on a server.
	 */
	non-sealed interface OnServer extends Scratch {

		/**
		 * The table that marks a database on a server as a scratch database.
		 */
		String MARK = "migrate_scratch";

		/**
		 * Return whether a schema is a database on this product, so that a name with a
		 * schema refers to another database.
		 * @return {@code false} if schemas are within a database
		 */
		boolean schemasAreDatabases();

		/**
		 * Return the maximum length of the name of a database.
		 * @return the number
		 */
		int maxNameLength();

		/**
		 * Return the URL of another database on the same server.
		 * @param jdbcUrl the URL of one database
		 * @param database the name of the other database
		 * @return the URL; empty if its format is unknown
		 */
		Optional<String> url(String jdbcUrl, String database);

		/**
		 * Return whether a database exists.
		 * @param connection a connection to the server
		 * @param database its name
		 * @return {@code true} if it exists
		 * @throws SQLException if the database cannot be accessed
		 */
		boolean exists(Connection connection, String database) throws SQLException;

		/**
		 * Return whether a database has no objects.
		 * @param connection a connection to it
		 * @return {@code true} if nothing is lost when it is dropped
		 * @throws SQLException if the database cannot be accessed
		 */
		boolean isEmpty(Connection connection) throws SQLException;

		/**
		 * Return the statement that creates a database with the character set and the
		 * collation of another one.
		 * @param connection a connection to the other
		 * @param database the name of the new one
		 * @return the statement, which runs outside of a transaction
		 * @throws SQLException if the database cannot be accessed
		 */
		String create(Connection connection, String database) throws SQLException;

		/**
		 * Return the statement that drops a database.
		 * @param database its name
		 * @return the statement, which runs outside of a transaction
		 */
		String drop(String database);

		/**
		 * Return the statements that drop all objects in a database.
		 * @param connection a connection to it, on which they are run
		 * @return the statements
		 * @throws SQLException if the database cannot be accessed
		 */
		List<String> empty(Connection connection) throws SQLException;

		/**
		 * Return the objects beside schemas that an administrator has created in a
		 * database and that no changelog has to create.
		 * @param connection a connection to it
		 * @return the statements that create such an object, each of which may fail, by
		 * the name of the object, in order
		 * @throws SQLException if the database cannot be accessed
		 */
		Map<String, String> equipment(Connection connection) throws SQLException;

		/**
		 * Return the databases that a statement can reach by a qualified name.
		 * @param connection a connection to one of them
		 * @return the others
		 * @throws SQLException if the database cannot be accessed
		 */
		List<String> others(Connection connection) throws SQLException;

		/**
		 * Take a lock that all connections to the server respect, for as long as the
		 * connection is open, without waiting.
		 * @param connection the connection
		 * @param name the name of the lock
		 * @return {@code false} if another session holds it
		 * @throws SQLException if the database cannot be accessed
		 */
		boolean tryLock(Connection connection, String name) throws SQLException;

		/**
		 * Return how databases are copied on this product.
		 * @return the support; empty if the product cannot copy a database
		 */
		default Optional<Copying> copying() {
			return Optional.empty();
		}

	}

	/**
	 * The support of a product that copies a whole database with one statement.
	 */
	interface Copying {

		/**
		 * Return the database to connect to while others are copied.
		 * @return its name
		 */
		String maintenanceDatabase();

		/**
		 * Return the statement that creates a database as a copy of another one, to which
		 * there are no connections.
		 * @param original the name of the other one
		 * @param copy the name of the new one
		 * @return the statement, which runs outside of a transaction
		 */
		String copy(String original, String copy);

		/**
		 * Return the databases on a server whose names begin in the same way.
		 * @param connection a connection to the server
		 * @param prefix the first characters of their names
		 * @return the names
		 * @throws SQLException if the database cannot be accessed
		 */
		List<String> databases(Connection connection, String prefix) throws SQLException;

	}

	/**
	 * A database in memory, which is created by connecting to it.
	 *
	 * @param url its URL
	 * @param username its first user, who has no password
	 * @param setUp the statements to run before all others
	 * @param shutDown the statement that drops it; empty if it ends with its last
	 * connection
	 */
	record InMemory(String url, String username, List<String> setUp, String shutDown) {

		public InMemory {
			setUp = List.copyOf(setUp);
		}

	}

}
