package dev.migrate.run.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is known of a precondition when a script is written.
 *
 * @param answer whether it holds
 * @param statements the statements that fail in the script where it does not hold
 * @param reason what cannot be told or does not hold; empty otherwise
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
	 * Return what is known where all have to hold.
	 * @param all the parts
	 * @return the whole
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
		 * The script looks itself.
		 */
		CHECK,

		/**
		 * Only the database knows.
		 */
		CANNOT_TELL,

		/**
		 * It does not hold.
		 */
		FAILS

	}

}
