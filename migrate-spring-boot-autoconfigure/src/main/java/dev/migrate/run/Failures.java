package dev.migrate.run;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.InvalidChangelogException;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.Secrets;
import dev.migrate.dialect.registry.Dialects;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.exception.RollbackFailedException;
import liquibase.exception.ValidationFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.util.StringUtils;

/**
 * Translates exceptions of Liquibase and the driver into one-sentence failures.
 */
public final class Failures {

	private static final String NOT_AUTHORISED = "28";

	private static final int LONGEST = 600;

	private static final Pattern CLASS_NAMES = Pattern
		.compile("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error): ?");

	private static final String PRIVILEGE = "The user of the migrations lacks this privilege: grant it, or set"
			+ " spring.liquibase.user and spring.liquibase.password to a user who has it.";

	private Failures() {
	}

	public static MigrationFailedException connecting(MigrationTarget target, Exception ex) {
		Optional<String> privilege = missingPrivilege(ex);
		if (privilege.isPresent()) {
			return new MigrationFailedException(ErrorCode.PRIVILEGE_MISSING,
					"The database '" + target.name() + "' cannot be used: " + privilege.get(), ex);
		}
		SQLException sql = find(SQLException.class, ex);
		String state = state(sql);
		if (state.startsWith(NOT_AUTHORISED)) {
			return new MigrationFailedException(ErrorCode.CREDENTIALS_REJECTED, "The database '" + target.name()
					+ "' rejects the user name or the password; correct them and try again.", ex);
		}
		return new MigrationFailedException(ErrorCode.DATABASE_UNREACHABLE,
				"The database '" + target.name() + "' cannot be reached: " + reason((sql != null) ? sql : ex)
						+ " Check its address, and whether it is running.",
				ex);
	}

	static RuntimeException unwrap(Session session, RuntimeException ex) {
		return (ex instanceof MigrationException) ? ex : translate(session, ex);
	}

	static RuntimeException translate(Session session, Exception ex) {
		RuntimeException translated = translateUnmasked(session, ex);
		return (translated instanceof MigrationFailedException failed)
				? withoutSecrets(failed, session.target().parameters()) : translated;
	}

	/**
	 * Mask the secrets among the parameters of a changelog, which its statements contain.
	 * @param failure the failure
	 * @param parameters the parameters of the changelog
	 * @return the failure itself if it has no secret
	 */
	static MigrationFailedException withoutSecrets(MigrationFailedException failure, Map<String, String> parameters) {
		UnaryOperator<String> mask = (text) -> Secrets.mask(text, parameters);
		boolean hasSecret = Secrets.mask(failure, mask) != failure;
		Throwable cause = failure.getCause();
		return (!hasSecret || failure instanceof InvalidChangelogException) ? failure : new MigrationFailedException(
				failure.code(), mask.apply(failure.getMessage()), (cause != null) ? Secrets.mask(cause, mask) : null);
	}

	private static RuntimeException translateUnmasked(Session session, Exception ex) {
		LockException lock = find(LockException.class, ex);
		if (lock != null) {
			return locked(session, lock);
		}
		MigrationException own = find(MigrationException.class, ex);
		if (own != null) {
			return own;
		}
		String name = session.target().name();
		ValidationFailedException invalid = find(ValidationFailedException.class, ex);
		if (invalid != null) {
			return new MigrationFailedException(code(invalid, ErrorCode.CHANGELOG_REJECTED), FailedConditions
				.of(invalid)
				.map((conditions) -> "Nothing has been run: " + conditions)
				.orElseGet(() -> "Liquibase rejects the changelog, and nothing has been run: " + reason(invalid)), ex);
		}
		liquibase.exception.MigrationFailedException failed = find(liquibase.exception.MigrationFailedException.class,
				ex);
		if (failed != null) {
			return new MigrationFailedException(code(ex, ErrorCode.CHANGESET_FAILED), failed(failed, name), ex);
		}
		RollbackFailedException undo = find(RollbackFailedException.class, ex);
		if (undo != null) {
			return new MigrationFailedException(code(ex, ErrorCode.ROLLBACK_FAILED),
					"A rollback failed on the database '" + name + "': "
							+ missingPrivilege(ex).orElseGet(() -> reason(root(undo))),
					ex);
		}
		Optional<String> privilege = missingPrivilege(ex);
		return new MigrationFailedException(
				privilege.isPresent() ? ErrorCode.PRIVILEGE_MISSING : ErrorCode.DATABASE_ERROR,
				"The command failed on the database '" + name + "': " + privilege.orElseGet(() -> reason(root(ex))),
				ex);
	}

	/**
	 * Describe that the user of the migrations lacks a privilege.
	 * @param failure the failure, whose causes are examined
	 * @return what the database says and what to do; empty if the failure has another
	 * cause
	 */
	public static Optional<String> missingPrivilege(Throwable failure) {
		return Dialects.missingPrivilege(failure).map((error) -> reason(error) + " " + PRIVILEGE);
	}

	private static String failed(liquibase.exception.MigrationFailedException ex, String database) {
		return changeset(ex) + " failed on the database '" + database + "': "
				+ FailedConditions.of(ex).or(() -> missingPrivilege(ex)).orElseGet(() -> reason(root(ex)));
	}

	/**
	 * Return what kind of error a stopped run is.
	 * @param ex the exception of Liquibase
	 * @param code the code unless a precondition, another session or a privilege has
	 * stopped it
	 * @return the code
	 */
	static ErrorCode code(Exception ex, ErrorCode code) {
		if (find(BlockedStatementException.class, ex) != null) {
			return ErrorCode.STATEMENT_BLOCKED;
		}
		if (FailedConditions.of(ex).isPresent()) {
			return ErrorCode.PRECONDITION_NOT_MET;
		}
		return Dialects.missingPrivilege(ex).isPresent() ? ErrorCode.PRIVILEGE_MISSING : code;
	}

	/**
	 * Describe a changeset that has failed on startup.
	 * @param ex the exception of Liquibase
	 * @return a sentence with the statement
	 */
	static String onStartup(Exception ex) {
		Throwable cause = root(ex);
		for (Throwable one = ex; one != null; one = one.getCause()) {
			cause = (one instanceof DatabaseException) ? one : cause;
		}
		Throwable telling = cause;
		return changeset(find(liquibase.exception.MigrationFailedException.class, ex)) + " failed: "
				+ FailedConditions.of(ex)
					.orElseGet(
							() -> reason(telling) + (Dialects.missingPrivilege(ex).isPresent() ? " " + PRIVILEGE : ""));
	}

	/**
	 * Describe the preconditions that stopped a run before its first changeset.
	 * @param ex the exception of Liquibase
	 * @return the sentences; empty if no precondition has failed
	 */
	public static Optional<String> conditions(Exception ex) {
		return FailedConditions.of(ex);
	}

	/**
	 * Translate a failure to write a script.
	 * @param ex the exception of Liquibase
	 * @return the exception to throw
	 */
	public static RuntimeException writing(Exception ex) {
		MigrationException own = find(MigrationException.class, ex);
		if (own != null) {
			return own;
		}
		ValidationFailedException invalid = find(ValidationFailedException.class, ex);
		if (invalid != null) {
			return new MigrationFailedException(ErrorCode.CHANGELOG_REJECTED,
					"Liquibase rejects the changelog, and nothing was written: " + reason(invalid), ex);
		}
		return new CannotProceedException(ErrorCode.SCRIPT_IMPOSSIBLE,
				changeset(find(liquibase.exception.MigrationFailedException.class, ex)) + " cannot be written as SQL: "
						+ reason(root(ex)) + " Nothing was written.");
	}

	// Liquibase keeps the name of the changeset, and has no method that returns it.
	private static String changeset(liquibase.exception.@Nullable MigrationFailedException ex) {
		Object name = (ex != null) ? new DirectFieldAccessor(ex).getPropertyValue("failedChangeSetName") : null;
		return (name != null) ? "Changeset " + name : "A changeset";
	}

	private static MigrationFailedException locked(Session session, LockException ex) {
		String name = session.target().name();
		MigrationFailedException own = find(MigrationFailedException.class, ex);
		if (own != null && own.code() == ErrorCode.LOCKED) {
			return new MigrationFailedException(ErrorCode.LOCKED, "The database '" + name + "' is locked. "
					+ own.getMessage() + " Wait until that run is over; if its process is gone, run release-lock.", ex);
		}
		return (own != null) ? own : lockFailed("The lock of the database '" + name + "' could not be acquired: ", ex);
	}

	/**
	 * Describe that the lock cannot be used.
	 * @param beginning the beginning of the sentence
	 * @param ex the exception of Liquibase or of the driver
	 * @return the exception to throw
	 */
	static MigrationFailedException lockFailed(String beginning, Exception ex) {
		Optional<String> privilege = missingPrivilege(ex);
		return new MigrationFailedException(privilege.isPresent() ? ErrorCode.PRIVILEGE_MISSING : ErrorCode.LOCK_FAILED,
				beginning + privilege.orElseGet(() -> reason(root(ex))), ex);
	}

	private static String state(@Nullable SQLException ex) {
		SQLException found = ex;
		// A pool wraps the exception of the driver in an exception without a state.
		while (found != null && (found.getSQLState() == null || found instanceof SQLTransientConnectionException)
				&& find(SQLException.class, found.getCause()) != null) {
			found = find(SQLException.class, found.getCause());
		}
		return (found != null && found.getSQLState() != null) ? found.getSQLState() : "";
	}

	/**
	 * Return what has caused a failure.
	 * @param ex the failure
	 * @return its last cause that has a message
	 */
	static Throwable root(Throwable ex) {
		Throwable root = ex;
		for (Throwable cause = ex.getCause(); cause != null; cause = cause.getCause()) {
			if (StringUtils.hasText(cause.getMessage())) {
				root = cause;
			}
		}
		return root;
	}

	static String reason(Throwable ex) {
		String message = ex.getMessage();
		if (message == null || message.isBlank()) {
			return ex.getClass().getSimpleName() + ".";
		}
		String text = truncate(CLASS_NAMES.matcher(message).replaceAll("")).strip().replaceAll("\\s+", " ");
		return text.endsWith(".") ? text : text + ".";
	}

	// Databases quote the whole of a statement that they reject.
	private static String truncate(String message) {
		return (message.length() > LONGEST) ? message.substring(0, LONGEST) + "…" : message;
	}

	static <T extends Throwable> @Nullable T find(Class<T> type, @Nullable Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

}
