package dev.migrate.run.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.changelog.write.ScriptCheck;
import dev.migrate.run.script.ScriptVerdict.Answer;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.AndPrecondition;
import liquibase.precondition.core.ChangeLogPropertyDefinedPrecondition;
import liquibase.precondition.core.ChangeSetExecutedPrecondition;
import liquibase.precondition.core.ColumnExistsPrecondition;
import liquibase.precondition.core.DBMSPrecondition;
import liquibase.precondition.core.NotPrecondition;
import liquibase.precondition.core.OrPrecondition;
import liquibase.precondition.core.SqlPrecondition;
import liquibase.precondition.core.TableExistsPrecondition;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates preconditions without a database, as far as possible.
 *
 * @param database the product, with the history of the script so far
 * @param changeLog the changelog
 * @param changeSet the changeset with the preconditions; {@code null} for those of a file
 */
record OfflineConditions(Database database, DatabaseChangeLog changeLog, @Nullable ChangeSet changeSet) {

	ScriptVerdict of(Precondition precondition) {
		if (precondition instanceof OrPrecondition or) {
			return any(or);
		}
		if (precondition instanceof NotPrecondition not) {
			return none(not);
		}
		if (precondition instanceof AndPrecondition and) {
			return all(and);
		}
		if (precondition instanceof SqlPrecondition sql) {
			return ScriptCheck
				.failUnless(this.database.getShortName(), sql.getSql(),
						Objects.requireNonNullElse(sql.getExpectedResult(), ""))
				.map(ScriptVerdict::check)
				.orElseGet(() -> ScriptVerdict.cannotTell(sql.getName()));
		}
		boolean known = precondition instanceof DBMSPrecondition
				|| precondition instanceof ChangeSetExecutedPrecondition
				|| precondition instanceof ChangeLogPropertyDefinedPrecondition;
		return known ? check(precondition) : ScriptVerdict.cannotTell(precondition.getName());
	}

	private ScriptVerdict check(Precondition precondition) {
		try {
			precondition.check(this.database, this.changeLog, this.changeSet, null);
			return ScriptVerdict.HOLDS;
		}
		catch (PreconditionFailedException ex) {
			return ScriptVerdict.fails(ex.getFailedPreconditions().isEmpty() ? precondition.getName()
					: String.valueOf(ex.getFailedPreconditions().get(0).getMessage()));
		}
		catch (PreconditionErrorException ex) {
			return ScriptVerdict.cannotTell(precondition.getName());
		}
	}

	private ScriptVerdict all(PreconditionLogic and) {
		// A file that renames a table checks both names. The old name, which is last,
		// exists before the file is run.
		Map<String, String> lastTable = new HashMap<>();
		guards(and).forEach((guard) -> lastTable.put(guard.changeset(), guard.table()));
		List<ScriptVerdict> verdicts = new ArrayList<>();
		for (Precondition nested : and.getNestedPreconditions()) {
			Optional<Guard> guard = Guard.of(nested);
			if (guard.isEmpty() || guard.get().table().equals(lastTable.get(guard.get().changeset()))) {
				verdicts.add(of(nested));
			}
		}
		return ScriptVerdict.all(verdicts);
	}

	private ScriptVerdict any(PreconditionLogic or) {
		List<ScriptVerdict> open = new ArrayList<>();
		ScriptVerdict check = null;
		boolean onlyExistence = true;
		for (Precondition nested : or.getNestedPreconditions()) {
			ScriptVerdict verdict = of(nested);
			if (verdict.answer() == Answer.HOLDS) {
				return verdict;
			}
			if (verdict.answer() == Answer.CHECK && check == null) {
				check = verdict;
			}
			else if (verdict.answer() != Answer.FAILS) {
				onlyExistence &= isMissing(nested);
				open.add(verdict);
			}
		}
		// A table that is missing before the file runs is no reason to skip its check:
		// the script fails there too.
		if (check != null && onlyExistence) {
			return check;
		}
		return open.isEmpty() ? ScriptVerdict.fails(or.getName()) : open.get(0);
	}

	private ScriptVerdict none(PreconditionLogic not) {
		List<ScriptVerdict> verdicts = new ArrayList<>();
		for (Precondition nested : not.getNestedPreconditions()) {
			ScriptVerdict verdict = of(nested);
			verdicts.add(switch (verdict.answer()) {
				case HOLDS -> ScriptVerdict.fails("not " + nested.getName());
				case FAILS -> ScriptVerdict.HOLDS;
				case CHECK, CANNOT_TELL -> ScriptVerdict.cannotTell("not " + nested.getName());
			});
		}
		return ScriptVerdict.all(verdicts);
	}

	private static boolean isMissing(Precondition precondition) {
		return precondition instanceof NotPrecondition not && not.getNestedPreconditions()
			.stream()
			.allMatch((nested) -> nested instanceof TableExistsPrecondition
					|| nested instanceof ColumnExistsPrecondition);
	}

	private static List<Guard> guards(PreconditionLogic and) {
		return and.getNestedPreconditions().stream().map(Guard::of).flatMap(Optional::stream).toList();
	}

	/**
	 * A precondition of a generated file: that a changeset has run, that a table is
	 * missing, or that its rows allow the change.
	 *
	 * @param changeset the name of the changeset
	 * @param table the table
	 */
	private record Guard(String changeset, String table) {

		static Optional<Guard> of(Precondition precondition) {
			if (!(precondition instanceof OrPrecondition or)) {
				return Optional.empty();
			}
			String changeset = null;
			String table = null;
			for (Precondition nested : or.getNestedPreconditions()) {
				if (nested instanceof ChangeSetExecutedPrecondition executed) {
					changeset = executed.getChangeLogFile() + "::" + executed.getId() + "::" + executed.getAuthor();
				}
				else if (nested instanceof NotPrecondition not && not.getNestedPreconditions().size() == 1
						&& not.getNestedPreconditions().get(0) instanceof TableExistsPrecondition exists) {
					table = exists.getSchemaName() + "." + exists.getTableName();
				}
			}
			return (changeset != null && table != null) ? Optional.of(new Guard(changeset, table)) : Optional.empty();
		}

	}

}
