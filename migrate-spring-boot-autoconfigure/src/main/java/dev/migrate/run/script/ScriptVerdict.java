package dev.migrate.run.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The outcome of a precondition when a script is written.
 *
 * @param answer whether it holds
 * @param statements the statements that fail in the script if it does not hold
 * @param reason why it is undecided or does not hold; empty otherwise
 */
record ScriptVerdict(Answer answer, List<String> statements, String reason) {

	static final ScriptVerdict HOLDS = new ScriptVerdict(Answer.HOLDS, List.of(), "");

	static ScriptVerdict fails(String reason) {
		return new ScriptVerdict(Answer.FAILS, List.of(), reason);
	}

	static ScriptVerdict cannotTell(String reason) {
		return new ScriptVerdict(Answer.CANNOT_TELL, List.of(), reason);
	}

	static ScriptVerdict check(String statement) {
		return new ScriptVerdict(Answer.CHECK, List.of(statement), "");
	}

	/**
	 * Combine the outcomes of preconditions that all have to hold.
	 * @param all the outcomes
	 * @return the combined outcome
	 */
	static ScriptVerdict all(Collection<ScriptVerdict> all) {
		List<String> statements = new ArrayList<>();
		ScriptVerdict worst = HOLDS;
		for (ScriptVerdict one : all) {
			statements.addAll(one.statements());
			if (one.answer().compareTo(worst.answer()) > 0) {
				worst = one;
			}
		}
		return new ScriptVerdict(worst.answer(), statements.stream().distinct().toList(), worst.reason());
	}

	/**
	 * Whether a precondition holds, the best first.
	 */
	enum Answer {

		/**
		 * It holds.
		 */
		HOLDS,

		/**
		 * The script checks it.
		 */
		CHECK,

		/**
		 * Only the database can tell.
		 */
		CANNOT_TELL,

		/**
		 * It does not hold.
		 */
		FAILS

	}

}
