package dev.migrate.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.migrate.changelog.write.Placeholder;
import dev.migrate.changelog.write.RowGuard;
import liquibase.database.Database;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.exception.ValidationFailedException;
import liquibase.precondition.ErrorPrecondition;
import liquibase.precondition.FailedPrecondition;
import liquibase.precondition.Precondition;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.SqlPrecondition;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;

/**
 * Describes the preconditions that stopped a run. The messages of Liquibase's exceptions
 * only count them.
 */
final class FailedConditions {

	private FailedConditions() {
	}

	/**
	 * Describe the preconditions in an exception.
	 * @param ex the exception
	 * @return the sentences; empty if no precondition has failed
	 */
	static Optional<String> of(Exception ex) {
		List<FailedPrecondition> failed = new ArrayList<>();
		List<ErrorPrecondition> erroneous = new ArrayList<>();
		ValidationFailedException invalid = Failures.find(ValidationFailedException.class, ex);
		if (invalid != null) {
			// Liquibase keeps them, and has no methods that return them.
			failed.addAll(list(invalid, "failedPreconditions"));
			erroneous.addAll(list(invalid, "errorPreconditions"));
		}
		PreconditionFailedException one = Failures.find(PreconditionFailedException.class, ex);
		if (one != null) {
			failed.addAll(one.getFailedPreconditions());
		}
		PreconditionErrorException other = Failures.find(PreconditionErrorException.class, ex);
		if (other != null) {
			erroneous.addAll(other.getErrorPreconditions());
		}
		List<String> sentences = new ArrayList<>();
		failed
			.forEach((condition) -> sentences.add("A precondition does not hold: " + sentence(condition.getMessage())));
		erroneous.forEach((condition) -> sentences.add(sentence(condition)));
		return sentences.isEmpty() ? Optional.empty()
				: Optional.of(String.join(" ", sentences.stream().distinct().toList()));
	}

	/**
	 * Find the query of the preconditions that stopped a changeset. Liquibase reports all
	 * of them together, without the one that does not hold.
	 * @param ex the exception
	 * @param database the database, on which they are evaluated again
	 * @return the first query that does not return what is expected; empty if there is
	 * none
	 */
	static Optional<String> query(Exception ex, Database database) {
		PreconditionFailedException failed = Failures.find(PreconditionFailedException.class, ex);
		if (failed == null) {
			return Optional.empty();
		}
		return failed.getFailedPreconditions()
			.stream()
			.map(FailedPrecondition::getPrecondition)
			.filter(PreconditionContainer.class::isInstance)
			.flatMap((container) -> ((PreconditionContainer) container).getNestedPreconditions().stream())
			.filter(SqlPrecondition.class::isInstance)
			.map(SqlPrecondition.class::cast)
			.filter((condition) -> !holds(condition, database))
			.map(SqlPrecondition::getSql)
			.findFirst();
	}

	private static boolean holds(SqlPrecondition condition, Database database) {
		try {
			condition.check(database, null, null, null);
			return true;
		}
		catch (PreconditionFailedException | PreconditionErrorException ex) {
			return false;
		}
	}

	private static String sentence(ErrorPrecondition condition) {
		Optional<String> placeholder = placeholder(condition.getPrecondition());
		if (placeholder.isPresent()) {
			return "The file has the placeholder " + placeholder.get()
					+ ": replace it with the value for existing rows, as SQL.";
		}
		Throwable root = Failures.root(condition.getCause());
		SQLException sql = Failures.find(SQLException.class, condition.getCause());
		boolean value = sql != null && RowGuard.isAboutValue(sql);
		return (value ? "A precondition does not hold: A row has a value that cannot be converted or computed: "
				: "A precondition cannot be evaluated: ") + Failures.reason(root) + query(condition.getPrecondition());
	}

	private static Optional<String> placeholder(@Nullable Precondition condition) {
		return (condition instanceof SqlPrecondition sql) ? Placeholder.find(sql.getSql()) : Optional.empty();
	}

	private static String query(@Nullable Precondition condition) {
		return (condition instanceof SqlPrecondition sql) ? " The query: " + sentence(sql.getSql()) : "";
	}

	@SuppressWarnings("unchecked")
	private static <T> List<T> list(ValidationFailedException ex, String field) {
		Object value = new DirectFieldAccessor(ex).getPropertyValue(field);
		return (value != null) ? (List<T>) value : List.of();
	}

	private static String sentence(@Nullable String message) {
		String text = String.valueOf(message).strip().replaceAll("\\s+", " ");
		return text.endsWith(".") ? text : text + ".";
	}

}
