package dev.migrate.autoconfigure;

import dev.migrate.MigrationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A {@code FailureAnalyzer} for what Migrate itself finds on startup.
 */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
		return new FailureAnalysis("[" + cause.code() + "] " + cause.getMessage(),
				"Correct the cause, and start the application again.", cause);
	}

}
