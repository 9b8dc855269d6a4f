package dev.migrate.authoring.comparison;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.database.ScratchUnavailableException;
import dev.migrate.database.UnsupportedDatabaseException;
import dev.migrate.run.Failures;
import dev.migrate.run.MigrationTarget;

/**
 * Accesses databases through packages that do not know the API, and throws the exceptions
 * of the API if that fails.
 */
public final class DatabaseAccess {

	private DatabaseAccess() {
	}

	/**
	 * Run work with a connection to a database.
	 * @param target the database
	 * @param work the work to run
	 * @param <T> the type of the result
	 * @return the result of the work
	 * @throws CannotProceedException if the product is not supported, or there is no
	 * scratch database
	 * @throws MigrationFailedException if the database cannot be accessed
	 */
	public static <T> T connect(MigrationTarget target, ConnectionWork<T> work) {
		return call(() -> {
			try (Connection connection = target.connect()) {
				return work.with(connection);
			}
		});
	}

	/**
	 * Run work that accesses a database.
	 * @param work the work to run
	 * @param <T> the type of the result
	 * @return the result of the work
	 * @throws CannotProceedException if the product is not supported, or there is no
	 * scratch database
	 * @throws MigrationFailedException if the database cannot be accessed
	 */
	public static <T> T call(Work<T> work) {
		try {
			return work.run();
		}
		catch (UnsupportedDatabaseException ex) {
			throw new CannotProceedException(ErrorCode.DATABASE_UNSUPPORTED, message(ex), ex);
		}
		catch (ScratchUnavailableException ex) {
			throw new CannotProceedException(ErrorCode.SCRATCH_UNAVAILABLE, message(ex), ex);
		}
		catch (SQLException ex) {
			Optional<String> privilege = Failures.missingPrivilege(ex);
			throw new MigrationFailedException(
					privilege.isPresent() ? ErrorCode.PRIVILEGE_MISSING : ErrorCode.DATABASE_ERROR,
					"The database returned an error: " + privilege.orElseGet(() -> message(ex)), ex);
		}
	}

	private static String message(Exception ex) {
		return Objects.requireNonNullElseGet(ex.getMessage(), ex::toString);
	}

	/**
	 * Work that needs a connection.
	 *
	 * @param <T> the type of its result
	 */
	@FunctionalInterface
	public interface ConnectionWork<T> {

		/**
		 * Run the work.
		 * @param connection the connection
		 * @return the result
		 * @throws SQLException if the database cannot be accessed
		 */
		T with(Connection connection) throws SQLException;

	}

	/**
	 * Work that accesses a database.
	 *
	 * @param <T> the type of its result
	 */
	@FunctionalInterface
	public interface Work<T> {

		/**
		 * Run the work.
		 * @return the result
		 * @throws SQLException if the database cannot be accessed
		 */
		T run() throws SQLException;

	}

}
