package dev.migrate.command.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.Answers;
import dev.migrate.RenamesUnansweredException;
import dev.migrate.RenamesUnansweredException.Question;

/**
 * Asks the user about possible renames, once for each object.
 */
public class RenameDialogue {

	private final Terminal terminal;

	private final Set<Question> denied = new HashSet<>();

	public RenameDialogue(Terminal terminal) {
		this.terminal = terminal;
	}

	/**
	 * Ask the open questions.
	 * @param open the questions
	 * @param answers the known answers
	 * @return the answers with the replies; without other renames if all were denied
	 * @throws RenamesUnansweredException if there is no user to ask
	 */
	public Answers answer(RenamesUnansweredException open, Answers answers) {
		if (!this.terminal.interactive()) {
			throw open;
		}
		List<String> renames = new ArrayList<>(answers.renames());
		List<Question> agreed = new ArrayList<>();
		for (Question question : open.questions()) {
			if (!this.denied.contains(question) && !isWithinDenied(question)
					&& agreed.stream().noneMatch((other) -> isAlternative(question, other))) {
				String text = "Was " + question.kind() + " " + question.from() + " renamed to " + question.to() + "?";
				if (this.terminal.decide(text).orElseThrow(() -> open)) {
					agreed.add(question);
					renames.add(question.answer());
				}
				else {
					this.denied.add(question);
				}
			}
		}
		return agreed.isEmpty() ? answers.withoutOtherRenames() : answers.withRenames(renames);
	}

	// A column of a table that was not renamed is a new one.
	private boolean isWithinDenied(Question question) {
		return this.denied.stream()
			.anyMatch((other) -> other.kind().equals("table") && question.kind().equals("column")
					&& question.from().startsWith(other.to() + "."));
	}

	private static boolean isAlternative(Question one, Question other) {
		return one.kind().equals(other.kind()) && (one.from().equals(other.from()) || one.to().equals(other.to()));
	}

}
