package dev.migrate.autoconfigure;

import java.util.Optional;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.Secrets;
import dev.migrate.run.Failures;
import liquibase.exception.ChangeLogParseException;
import liquibase.exception.LiquibaseException;
import liquibase.exception.LockException;
import liquibase.exception.ValidationFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * A {@code FailureAnalyzer} for migrations that fail on startup.
 */
class LiquibaseFailureAnalyzer extends AbstractFailureAnalyzer<LiquibaseException> implements Ordered {

	private static final String MISSING = " does not exist";

	@Override
	public int getOrder() {
		// Before Spring Boot's own, which does not know the command init
		return 0;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, LiquibaseException cause) {
		MigrationFailedException described = described(cause);
		Optional<String> privilege = (described != null) ? Optional.empty() : Failures.missingPrivilege(cause);
		if (privilege.isPresent()) {
			return analysis(ErrorCode.PRIVILEGE_MISSING, "Nothing has been migrated: " + privilege.get(),
					"Start the application again afterwards.", cause);
		}
		LockException lock = findCause(cause, LockException.class);
		if (lock != null) {
			return locked(lock);
		}
		ValidationFailedException validation = findCause(cause, ValidationFailedException.class);
		if (validation != null && !validation.getInvalidMD5Sums().isEmpty()) {
			return analysis(ErrorCode.CHANGESET_EDITED,
					"Changesets were edited after they had been applied:" + lines(validation.getInvalidMD5Sums()),
					"Restore the text that was applied, and write the change as a new revision.", validation);
		}
		Optional<String> conditions = (validation != null) ? Failures.conditions(validation) : Optional.empty();
		if (conditions.isPresent()) {
			return analysis(ErrorCode.PRECONDITION_NOT_MET, "Nothing has been migrated: " + conditions.get(),
					"Correct the cause, and start the application again.", cause);
		}
		if (described != null && described.getMessage() != null) {
			return analysis(described.code(), described.getMessage(),
					"Correct the cause, and start the application again: what is applied is not applied again. "
							+ "To go back, run the command downgrade.",
					cause);
		}
		ChangeLogParseException parse = findCause(cause, ChangeLogParseException.class);
		if (parse != null && parse.getMessage() != null && parse.getMessage().endsWith(MISSING)) {
			return missing(parse, parse.getMessage());
		}
		if (parse != null && parse.getMessage() != null) {
			return analysis(ErrorCode.CHANGELOG_INVALID, "The changelog cannot be read: " + parse.getMessage(),
					"Correct the file that is named above.", parse);
		}
		return null;
	}

	private static @Nullable MigrationFailedException described(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			for (Throwable suppressed : cause.getSuppressed()) {
				if (suppressed instanceof MigrationFailedException described) {
					return described;
				}
			}
		}
		return null;
	}

	private static FailureAnalysis missing(ChangeLogParseException cause, String message) {
		String changelog = message.substring(0, message.length() - MISSING.length());
		return analysis(ErrorCode.CHANGELOG_MISSING,
				"There is no changelog at '" + changelog + "', with which to migrate the database.",
				"To write one, run the command init in the directory of the project, for example with mvn"
						+ " spring-boot:run -Dspring-boot.run.arguments=\"migrate init\". If there is one at another"
						+ " place, set spring.liquibase.change-log; if the application needs none, set"
						+ " spring.liquibase.enabled to false.",
				cause);
	}

	private FailureAnalysis locked(LockException lock) {
		MigrationFailedException own = findCause(lock, MigrationFailedException.class);
		if (own == null || own.getMessage() == null) {
			return analysis(ErrorCode.LOCK_FAILED,
					"The lock of migrations could not be acquired: " + lock.getMessage() + ".",
					"Correct the cause, and start the application again.", lock);
		}
		return analysis(own.code(), own.getMessage(),
				(own.code() == ErrorCode.LOCKED)
						? "Wait until that run is over, and start the application again. If its process is gone, run"
								+ " the command release-lock."
						: "Start the application again.",
				lock);
	}

	private static FailureAnalysis analysis(ErrorCode code, String description, String action, Throwable cause) {
		return new FailureAnalysis("[" + code + "] " + Secrets.mask(description), action, cause);
	}

	private static String lines(Iterable<String> values) {
		StringBuilder lines = new StringBuilder();
		values.forEach((value) -> lines.append(System.lineSeparator()).append("    ").append(value));
		return lines.toString();
	}

}
