package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How the lock of a database is taken.
 *
 * @param session whether the lock ends with a session, on products that have such locks
 * @param timeout how long to wait for the lock; {@code null} for Liquibase's own setting
 * @param connections opens the connection whose session holds the lock
 */
public record LockSettings(boolean session, @Nullable Duration timeout, Connections connections) {

	/**
	 * A lock that ends with the session of the run.
	 */
	public static final LockSettings DEFAULT = new LockSettings(true, null, Optional::empty);

	/**
	 * Opens connections beside the pool of the application.
	 */
	@FunctionalInterface
	public interface Connections {

		/**
		 * Open a connection to the database that is migrated, as the same user.
		 * @return the connection, which the caller closes; empty if the address of the
		 * database is not known
		 * @throws SQLException if the database cannot be reached
		 */
		Optional<Connection> open() throws SQLException;

	}

}
