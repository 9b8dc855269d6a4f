package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;

/**
 * Runs statements that belong to no revision, while no other run can take place, on a
 * connection with the default schema of the migrations.
 */
public final class DirectRun {

	private DirectRun() {
	}

	/**
	 * Return what would be run, without holding the lock.
	 * @param target the database
	 * @param plan determines the statements
	 * @return the parts
	 */
	public static List<Part> plan(MigrationTarget target, Plan plan) {
		try (Session session = Session.open(target)) {
			return session.call(() -> {
				List<Part> parts = plan.parts(begin(session));
				session.database().rollback();
				return parts;
			});
		}
	}

	/**
	 * Run statements.
	 * @param target the database
	 * @param plan determines the statements when the lock is held
	 * @return what was run
	 * @throws MigrationFailedException if a statement fails, or if the lock is not
	 * available
	 */
	public static List<Part> run(MigrationTarget target, Plan plan) {
		return ExclusiveRun.call(() -> {
			try (Session session = Session.open(target)) {
				return session.call(() -> ExclusiveRun.locked(session, () -> {
					List<Part> parts = plan.parts(begin(session));
					RunConnection.of(session.database())
						.ifPresent((connection) -> connection.changing(session.database()));
					for (Part part : parts) {
						run(session, part, parts.indexOf(part), parts.size());
					}
					return parts;
				}));
			}
		});
	}

	// Liquibase sets the search path of PostgreSQL for a transaction, when it rolls one
	// back.
	private static Connection begin(Session session) throws DatabaseException {
		session.database().rollback();
		return session.connection();
	}

	private static void run(Session session, Part part, int done, int total) throws Exception {
		Database database = session.database();
		Connection connection = begin(session);
		database.setAutoCommit(!part.inTransaction());
		try (Statement statement = connection.createStatement()) {
			for (String sql : part.statements()) {
				try {
					statement.execute(sql);
				}
				catch (SQLException ex) {
					throw new MigrationFailedException(ErrorCode.STATEMENT_FAILED,
							"A statement failed on the database '" + session.target().name() + "': "
									+ Failures.reason(ex) + " The statement: " + sql + " Before it, " + done + " of "
									+ total + " steps have taken effect. Correct the cause, and start again.",
							ex);
				}
			}
			if (part.inTransaction()) {
				database.commit();
			}
		}
		finally {
			database.rollback();
			database.setAutoCommit(false);
		}
	}

	/**
	 * Determines the statements.
	 */
	@FunctionalInterface
	public interface Plan {

		/**
		 * Determine the statements.
		 * @param connection a connection to the database, with the default schema of the
		 * migrations
		 * @return the parts, in order
		 * @throws SQLException if the database cannot be accessed
		 */
		List<Part> parts(Connection connection) throws SQLException;

	}

	/**
	 * Statements that take effect together.
	 *
	 * @param statements the statements, in order
	 * @param inTransaction whether they run in a transaction; otherwise they begin and
	 * end their own
	 */
	public record Part(List<String> statements, boolean inTransaction) {

		public Part {
			statements = List.copyOf(statements);
		}

	}

}
