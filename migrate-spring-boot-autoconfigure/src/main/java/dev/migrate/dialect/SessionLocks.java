package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The locks of a product that belong to a session and end with it, however it ends.
 */
public interface SessionLocks {

	/**
	 * Return where a lock is valid: two sessions with different scopes do not exclude
	 * each other.
	 * @param connection the connection
	 * @return the scope
	 * @throws SQLException if the database cannot be accessed
	 */
	String scope(Connection connection) throws SQLException;

	/**
	 * Take a lock if it is free. Nothing is waited for: a session that waits inside of a
	 * statement holds a snapshot, for which index builds of other sessions wait in turn.
	 * @param connection the connection of the session that gets the lock
	 * @param name the name of the lock, 32 hexadecimal digits
	 * @return {@code false} if another session holds the lock
	 * @throws SQLException if the database cannot be accessed, or if the user may not
	 * take such locks
	 */
	boolean tryLock(Connection connection, String name) throws SQLException;

	/**
	 * Release a lock of the session.
	 * @param connection the connection of the session that holds the lock
	 * @param name the name of the lock
	 * @throws SQLException if the database cannot be accessed
	 */
	void unlock(Connection connection, String name) throws SQLException;

}
