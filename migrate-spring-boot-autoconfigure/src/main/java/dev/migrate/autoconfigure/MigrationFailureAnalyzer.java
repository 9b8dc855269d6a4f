package dev.migrate.autoconfigure;

import dev.migrate.MigrationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * A {@code FailureAnalyzer} for checks of the database on startup.
 */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> implements Ordered {

	private static final String UPGRADE = "run the command upgrade, for example java -jar app.jar migrate upgrade, or"
			+ " start one instance with migrate.on-startup=upgrade";

	@Override
	public int getOrder() {
		// After the one for Liquibase, whose failures may have one of ours as a cause
		return 1;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
		return new FailureAnalysis("[" + cause.code() + "] " + cause.getMessage(), action(cause), cause);
	}

	private static String action(MigrationException cause) {
		return switch (cause.code()) {
			case REVISIONS_PENDING -> "To migrate the database, " + UPGRADE
					+ ". Then start this application again. The command status shows" + " what is pending.";
			case WAIT_TIMED_OUT -> "To migrate the database, start the process that does so, such as the job of the"
					+ " deployment, and look at its log if it has failed; or " + UPGRADE
					+ ". If it takes longer than this application waits, raise migrate.wait-timeout.";
			case ENTITIES_DIFFER ->
				"In the directory of the project, the command check shows all differences. If a revision is missing,"
						+ " generate-changeset writes it. If the database was changed by hand, revert-drift undoes that,"
						+ " and adopt-drift makes it a revision. What is to stay different is accepted with check"
						+ " --accept.";
			default -> "Correct the cause, and start the application again.";
		};
	}

}
