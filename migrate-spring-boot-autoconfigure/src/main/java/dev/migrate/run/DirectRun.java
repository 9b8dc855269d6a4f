package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.migrate.MigrationFailedException;

/**
 * Runs statements that belong to no revision, while no other run can take place.
 */
public final class DirectRun {

	private DirectRun() {
	}

	/**
	 * Run statements.
	 * @param target the database
	 * @param transactions the statements, in order, those of one transaction together
	 * @throws MigrationFailedException if one of them fails, or if the lock is not
	 * available
	 */
	public static void run(MigrationTarget target, List<List<String>> transactions) {
		ExclusiveRun.call(() -> {
			try (Session session = Session.open(target)) {
				return session.call(() -> ExclusiveRun.locked(session, () -> {
					run(session.connection(), target.name(), transactions);
					return target;
				}));
			}
		});
	}

	private static void run(Connection connection, String database, List<List<String>> transactions)
			throws SQLException {
		int done = 0;
		for (List<String> transaction : transactions) {
			try (Statement statement = connection.createStatement()) {
				for (String sql : transaction) {
					try {
						statement.execute(sql);
					}
					catch (SQLException ex) {
						connection.rollback();
						throw new MigrationFailedException("A statement failed on the database '" + database + "': "
								+ Failures.reason(ex) + " The statement: " + sql + " Before it, " + done + " of "
								+ transactions.size() + " steps have taken effect. Correct the cause, and start again.",
								ex);
					}
				}
			}
			connection.commit();
			done++;
		}
	}

}
