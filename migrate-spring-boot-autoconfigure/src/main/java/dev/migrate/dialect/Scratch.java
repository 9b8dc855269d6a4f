package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a product makes a database to try things in.
 */
public sealed interface Scratch {

	/**
	 * A product that can live in this process.
	 */
	non-sealed interface InProcess extends Scratch {

		/**
		 * Return an empty database in memory that takes statements as another does.
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
		 * The table that says of a database on a server that it is one to try things in.
		 */
		String MARK = "migrate_scratch";

		/**
		 * Return whether a schema is a database here, so that statements with a schema's
		 * name reach other databases.
		 * @return {@code false} where schemas are within a database
		 */
		boolean schemasAreDatabases();

		/**
		 * Return the most letters that the name of a database has.
		 * @return the number
		 */
		int maxNameLength();

		/**
		 * Return the address of another database on the same server.
		 * @param jdbcUrl the address of the one
		 * @param database the name of the other
		 * @return the address; empty where the URL is of a kind that nobody has taught us
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
		 * Return whether nobody has made anything in a database.
		 * @param connection a connection to it
		 * @return {@code true} where nothing is lost with it
		 * @throws SQLException where the database does not answer
		 */
		boolean isEmpty(Connection connection) throws SQLException;

		/**
		 * Return the statement that makes a database with the letters and the order of
		 * letters that another has.
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
		 * Return what a database has from those who run the server, beside its schemas,
		 * and no changelog need make.
		 * @param connection a connection to it
		 * @return the statements that make such a thing, each of which may fail, by the
		 * name of the thing, in order
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
		 * Take a lock that all who are connected to the server mind, for as long as the
		 * connection is open, and wait for nobody.
		 * @param connection the connection
		 * @param name what is locked
		 * @return {@code false} where somebody else has it
		 * @throws SQLException where the database does not answer
		 */
		boolean tryLock(Connection connection, String name) throws SQLException;

	}

	/**
	 * A database in memory, which is made by connecting to it.
	 *
	 * @param url its address
	 * @param username its first user, who has no password
	 * @param setUp the statements that come before all others
	 * @param shutDown the statement that makes it go; empty where it goes with its last
	 * connection
	 */
	record InMemory(String url, String username, List<String> setUp, String shutDown) {

		public InMemory {
			setUp = List.copyOf(setUp);
		}

	}

}
