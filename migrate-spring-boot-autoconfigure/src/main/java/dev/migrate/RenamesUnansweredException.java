package dev.migrate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when objects may have been renamed, which only the user can tell.
 */
public final class RenamesUnansweredException extends CannotProceedException {

	private final transient List<Question> questions;

	/**
	 * Create a new exception.
	 * @param questions the questions to answer
	 */
	public RenamesUnansweredException(List<Question> questions) {
		super(ErrorCode.RENAMES_UNANSWERED, message(questions));
		this.questions = List.copyOf(questions);
	}

	/**
	 * Return the questions to answer.
	 * @return the questions, those about tables first
	 */
	public List<Question> questions() {
		return this.questions;
	}

	private static String message(List<Question> questions) {
		String subject = (questions.size() == 1) ? "This may be a rename: " : "These may be renames: ";
		String options = questions.stream()
			.map((question) -> "--rename " + quoted(question.answer()))
			.collect(Collectors.joining(" "));
		return subject + questions.stream().map(RenamesUnansweredException::text).collect(Collectors.joining("; "))
				+ ". Nothing was written. Use " + options
				+ ((questions.size() == 1) ? " if it is, or --no-rename if it is not."
						: " for those that are, and --no-rename if the others are not.");
	}

	private static String text(Question question) {
		return question.kind() + " " + question.from() + " to " + question.to();
	}

	private static String quoted(String answer) {
		return answer.matches("[\\w.:]+") ? answer : "'" + answer.replace("'", "'\\''") + "'";
	}

	/**
	 * Whether an object was renamed.
	 *
	 * @param kind the kind of the object: {@code table} or {@code column}
	 * @param from its current name
	 * @param to its possible new name
	 * @param answer the rename as it is written in {@link Answers#renames()}, for example
	 * {@code product.cost:price}
	 */
	public record Question(String kind, String from, String to, String answer) {

	}

}
