package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a product creates a scratch database.
 */
public sealed interface Scratch {

	/**
	 * A product that can live in this process.
	 */
	non-sealed interface InProcess extends Scratch {

		/**
		 * Return an empty database in memory that interprets statements as another one
		 * does.
		 * @param connection a connection to the other
		 * @param name a name that no database in this process has
		 * @return where it is
		 * @throws SQLException where the database does not answer
		 */
		InMemory like(Connection connection, String name) throws SQLException;

	}

	/**
	 * A product whose databases are on a server.
	 */
	non-sealed interface OnServer extends Scratch {

		/**
		 * The table that marks a database on a server as a scratch database.
		 */
		String MARK = "migrate_scratch";

		/**
		 * Return whether a schema is a database here, so that statements with a schema's
		 * name reach other databases.
		 * @return {@code false} where schemas are within a database
		 */
		boolean schemasAreDatabases();

		/**
		 * Return the maximum length of the name of a database.
		 * @return the number
		 */
		int maxNameLength();

		/**
		 * Return the address of another database on the same server.
		 * @param jdbcUrl the address of the one
		 * @param database the name of the other
		 * @return the address; empty where the URL is of a kind that is not known
		 */
		Optional<String> url(String jdbcUrl, String database);

		/**
		 * Return whether there is a database.
		 * @param connection a connection to the server
		 * @param database its name
		 * @return {@code true} where there is one of that name
		 * @throws SQLException where the database does not answer
		 */
		boolean exists(Connection connection, String database) throws SQLException;

		/**
		 * Return whether nothing was created in a database.
		 * @param connection a connection to it
		 * @return {@code true} where nothing is lost with it
		 * @throws SQLException where the database does not answer
		 */
		boolean isEmpty(Connection connection) throws SQLException;

		/**
		 * Return the statement that creates a database with the character set and the
		 * collation of another one.
		 * @param connection a connection to the other
		 * @param database the name of the new one
		 * @return the statement, which runs outside of a transaction
		 * @throws SQLException where the database does not answer
		 */
		String create(Connection connection, String database) throws SQLException;

		/**
		 * Return the statement that drops a database.
		 * @param database its name
		 * @return the statement, which runs outside of a transaction
		 */
		String drop(String database);

		/**
		 * Return the statements that drop everything in a database and leave it as a new
		 * one.
		 * @param connection a connection to it, on which they are run
		 * @return the statements
		 * @throws SQLException where the database does not answer
		 */
		List<String> empty(Connection connection) throws SQLException;

		/**
		 * Return what an administrator has added to a database beside its schemas, and no
		 * changelog has to create.
		 * @param connection a connection to it
		 * @return the statements that create such an object, each of which may fail, by
		 * the name of the object, in order
		 * @throws SQLException where the database does not answer
		 */
		Map<String, String> equipment(Connection connection) throws SQLException;

		/**
		 * Return the databases that a statement can reach by a name in front of a dot.
		 * @param connection a connection to one of them
		 * @return the others
		 * @throws SQLException where the database does not answer
		 */
		List<String> others(Connection connection) throws SQLException;

		/**
		 * Take a lock that all connections to the server respect, for as long as the
		 * connection is open, without waiting.
		 * @param connection the connection
		 * @param name what is locked
		 * @return {@code false} where another session has it
		 * @throws SQLException where the database does not answer
		 */
		boolean tryLock(Connection connection, String name) throws SQLException;

	}

	/**
	 * A database in memory, which is created by connecting to it.
	 *
	 * @param url its address
	 * @param username its first user, who has no password
	 * @param setUp the statements that come before all others
	 * @param shutDown the statement that drops it; empty where it ends with its last
	 * connection
	 */
	record InMemory(String url, String username, List<String> setUp, String shutDown) {

		public InMemory {
			setUp = List.copyOf(setUp);
		}

	}

}
