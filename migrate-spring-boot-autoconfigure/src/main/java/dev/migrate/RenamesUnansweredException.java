package dev.migrate;

import java.util.List;

/**
 * Thrown when objects may have been renamed, which only the user can tell.
 */
public final class RenamesUnansweredException extends CannotProceedException {

	private final transient List<Question> questions;

	/**
	 * Create a new exception.
	 * @param message what to answer and how, in a whole sentence
	 * @param questions the questions to answer
	 */
	public RenamesUnansweredException(String message, List<Question> questions) {
		super(message);
		this.questions = List.copyOf(questions);
	}

	/**
	 * Return the questions to answer.
	 * @return the questions, those about tables first
	 */
	public List<Question> questions() {
		return this.questions;
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
