package dev.migrate.autoconfigure;

import liquibase.exception.ChangeLogParseException;
import liquibase.exception.LiquibaseException;
import liquibase.exception.LockException;
import liquibase.exception.ValidationFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A {@code FailureAnalyzer} for migrations that fail on startup.
 */
class LiquibaseFailureAnalyzer extends AbstractFailureAnalyzer<LiquibaseException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, LiquibaseException cause) {
		LockException lock = findCause(cause, LockException.class);
		if (lock != null) {
			return new FailureAnalysis(
					"The database could not be migrated, since another run holds Liquibase's lock: " + lock.getMessage()
							+ ".",
					"Wait until that run is over. If it has been killed, its lock stays: see that no other instance "
							+ "is migrating, and set LOCKED to false in Liquibase's lock table.",
					lock);
		}
		ValidationFailedException validation = findCause(cause, ValidationFailedException.class);
		if (validation != null && !validation.getInvalidMD5Sums().isEmpty()) {
			return new FailureAnalysis(
					"Changesets were edited after they had been applied:" + lines(validation.getInvalidMD5Sums()),
					"Put back what they said when they were applied, and write the change as a new revision.",
					validation);
		}
		ChangeLogParseException parse = findCause(cause, ChangeLogParseException.class);
		if (parse != null && parse.getMessage() != null && !isMissing(parse.getMessage())) {
			return new FailureAnalysis("The changelog cannot be read: " + parse.getMessage(),
					"Correct the file that is named above.", parse);
		}
		return null;
	}

	private static boolean isMissing(String message) {
		// Spring Boot has an analysis of its own for this
		return message.endsWith(" does not exist");
	}

	private static String lines(Iterable<String> values) {
		StringBuilder lines = new StringBuilder();
		values.forEach((value) -> lines.append(System.lineSeparator()).append("    ").append(value));
		return lines.toString();
	}

}
