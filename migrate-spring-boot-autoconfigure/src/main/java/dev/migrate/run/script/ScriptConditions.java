package dev.migrate.run.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.changelog.Changelog;
import dev.migrate.run.script.ScriptVerdict.Answer;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.PreconditionContainer.ErrorOption;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import liquibase.precondition.core.PreconditionContainer.OnSqlOutputOption;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the preconditions of a changelog for a script: on the database if there is
 * one, otherwise as a statement of the script that fails. Preconditions that allow
 * neither are rejected. Liquibase alone would ignore them all.
 */
final class ScriptConditions {

	private final ScriptSession script;

	private final DatabaseChangeLog master;

	private final Set<Precondition> ofFiles = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Set<DatabaseChangeLog> done = Collections.newSetFromMap(new IdentityHashMap<>());

	private final List<PreconditionContainer> ofMaster = new ArrayList<>();

	ScriptConditions(ScriptSession script, Changelog changelog) {
		this.script = script;
		this.master = changelog.parsed();
		for (ChangeSet changeSet : this.master.getChangeSets()) {
			DatabaseChangeLog file = changeSet.getChangeLog();
			if (file != null && file != this.master && file.getPreconditions() != null) {
				this.ofFiles.add(file.getPreconditions());
			}
		}
		// Cleared, since Liquibase would evaluate it when it validates the changelog.
		this.ofMaster.addAll(parts(this.master.getPreconditions()));
		this.master.getPreconditions().getNestedPreconditions().clear();
	}

	// Liquibase nests the preconditions of a file in a container of its own.
	private List<PreconditionContainer> parts(PreconditionContainer conditions) {
		List<PreconditionContainer> parts = new ArrayList<>();
		PreconditionContainer others = new PreconditionContainer();
		for (Precondition nested : conditions.getNestedPreconditions()) {
			if (this.ofFiles.contains(nested)) {
				continue;
			}
			if (nested instanceof PreconditionContainer part) {
				parts.add(part);
			}
			else {
				others.addNestedPrecondition(nested);
			}
		}
		parts.add(others);
		return parts;
	}

	/**
	 * Decide how a changeset is written, and remove its preconditions.
	 * @param changeSet the changeset
	 * @return the decision
	 */
	Decision decide(ChangeSet changeSet) {
		List<String> comments = new ArrayList<>();
		List<String> statements = new ArrayList<>();
		Action action = Action.RUN;
		if (this.done.add(this.master)) {
			for (PreconditionContainer part : this.ofMaster) {
				action = max(action, evaluate(part, "the changelog", null, comments, statements));
			}
		}
		DatabaseChangeLog file = changeSet.getChangeLog();
		if (file != null && file != this.master && this.done.add(file) && file.getPreconditions() != null) {
			for (PreconditionContainer part : parts(file.getPreconditions())) {
				action = max(action,
						evaluate(part, "the file " + file.getPhysicalFilePath(), null, comments, statements));
			}
		}
		PreconditionContainer own = changeSet.getPreconditions();
		if (own != null) {
			action = max(action,
					evaluate(own, "changeset " + changeSet.toString(false), changeSet, comments, statements));
			changeSet.setPreconditions(null);
		}
		return new Decision(action, comments, statements);
	}

	private Action evaluate(PreconditionContainer conditions, String of, @Nullable ChangeSet changeSet,
			List<String> comments, List<String> statements) {
		if (conditions.getNestedPreconditions().isEmpty()) {
			return Action.RUN;
		}
		if (conditions.getOnSqlOutput() == OnSqlOutputOption.FAIL) {
			throw rejection(of, "it has onSqlOutput: FAIL, so no script is written from it.");
		}
		ScriptVerdict verdict = new OfflineConditions(this.script.database(), this.master, changeSet).of(conditions);
		boolean halts = conditions.getOnFail() == FailOption.HALT;
		if (verdict.answer() != Answer.FAILS && halts && !verdict.statements().isEmpty()) {
			comments.add("Fails where a precondition of " + of + " does not hold"
					+ ((conditions.getOnFailMessage() != null) ? ": " + conditions.getOnFailMessage() : ""));
			statements.addAll(verdict.statements());
		}
		if (verdict.answer() == Answer.HOLDS || (verdict.answer() == Answer.CHECK && halts && !this.script.isLive())) {
			return Action.RUN;
		}
		if (verdict.answer() == Answer.FAILS) {
			return failed(conditions, of, verdict.reason(), comments);
		}
		return this.script.isLive() ? evaluateLive(conditions, of, changeSet, comments)
				: cannotTell(conditions, of, verdict, comments);
	}

	private Action evaluateLive(PreconditionContainer conditions, String of, @Nullable ChangeSet changeSet,
			List<String> comments) {
		enableOnSqlOutput(conditions);
		try {
			conditions.check(this.script.database(), this.master, changeSet, null);
			comments.add("The preconditions of " + of + " hold on the database as it is");
			return Action.RUN;
		}
		catch (PreconditionFailedException ex) {
			String reason = ex.getFailedPreconditions().isEmpty() ? conditions.getName()
					: String.valueOf(ex.getFailedPreconditions().get(0).getMessage());
			return failed(conditions, of, reason, comments);
		}
		catch (PreconditionErrorException ex) {
			String reason = ex.getErrorPreconditions().isEmpty() ? conditions.getName()
					: String.valueOf(ex.getErrorPreconditions().get(0).getCause().getMessage());
			return onError(conditions.getOnError(), of, reason, comments);
		}
	}

	private Action cannotTell(PreconditionContainer conditions, String of, ScriptVerdict verdict,
			List<String> comments) {
		String what = verdict.reason().isEmpty() ? "sqlCheck" : verdict.reason();
		if (conditions.getOnFail() == FailOption.WARN) {
			comments.add("A precondition of " + of + " was not evaluated, which only warns: " + what);
			return Action.RUN;
		}
		throw new CannotProceedException(ErrorCode.SCRIPT_IMPOSSIBLE,
				"Only the database knows whether a precondition of " + of + " holds (" + what
						+ "): omit the range to evaluate it on the database. Nothing was written.");
	}

	private static Action failed(PreconditionContainer conditions, String of, String reason, List<String> comments) {
		String message = (conditions.getOnFailMessage() != null) ? conditions.getOnFailMessage() : reason;
		return switch (conditions.getOnFail()) {
			case HALT -> throw rejection(of, message);
			case MARK_RAN -> withComment(Action.MARK,
					"Marked as run, since a precondition of " + of + " does not hold: " + message, comments);
			case CONTINUE -> withComment(Action.SKIP,
					"Skipped, since a precondition of " + of + " does not hold: " + message, comments);
			case WARN ->
				withComment(Action.RUN, "Warning: a precondition of " + of + " does not hold: " + message, comments);
		};
	}

	private static Action onError(ErrorOption option, String of, String message, List<String> comments) {
		return switch (option) {
			case HALT -> throw rejection(of, message);
			case MARK_RAN -> withComment(Action.MARK,
					"Marked as run, since a precondition of " + of + " could not be evaluated: " + message, comments);
			case CONTINUE -> withComment(Action.SKIP,
					"Skipped, since a precondition of " + of + " could not be evaluated: " + message, comments);
			case WARN -> withComment(Action.RUN,
					"Warning: a precondition of " + of + " could not be evaluated: " + message, comments);
		};
	}

	private static Action withComment(Action action, String comment, List<String> comments) {
		comments.add(comment);
		return action;
	}

	private static CannotProceedException rejection(String of, String message) {
		String text = message.strip().replaceAll("\\s+", " ");
		return new CannotProceedException(ErrorCode.PRECONDITION_NOT_MET, "A precondition of " + of + " does not hold: "
				+ text + (text.endsWith(".") ? "" : ".") + " Nothing was written.");
	}

	private static Action max(Action one, Action other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	// Liquibase otherwise assumes that all of them hold if it does not run.
	private static void enableOnSqlOutput(PreconditionLogic logic) {
		if (logic instanceof PreconditionContainer container) {
			container.setOnSqlOutput(OnSqlOutputOption.TEST);
		}
		for (Precondition nested : logic.getNestedPreconditions()) {
			if (nested instanceof PreconditionLogic more) {
				enableOnSqlOutput(more);
			}
		}
	}

	/**
	 * How a changeset is written, the usual case first.
	 */
	enum Action {

		/**
		 * The changeset is in the script.
		 */
		RUN,

		/**
		 * The changeset only gets a row in the history.
		 */
		MARK,

		/**
		 * The changeset is skipped this time.
		 */
		SKIP

	}

	/**
	 * The decision on a changeset.
	 *
	 * @param action how it is written
	 * @param comments the comments before it in the script
	 * @param statements the statements that fail in the script if a precondition does not
	 * hold
	 */
	record Decision(Action action, List<String> comments, List<String> statements) {

		Decision {
			comments = List.copyOf(comments);
			statements = List.copyOf(statements);
		}

	}

}
