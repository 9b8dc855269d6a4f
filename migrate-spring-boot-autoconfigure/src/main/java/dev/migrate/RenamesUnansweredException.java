package dev.migrate;

import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.changelog.Ownership.Proposal;
import dev.migrate.dialect.Identifiers;
import dev.migrate.diff.PossibleRenames;

/**
 * Says that something may have got another name, which only a person can know.
 */
public final class RenamesUnansweredException extends CannotProceedException {

	private final transient List<Question> questions;

	/**
	 * Create an exception.
	 * @param questions what has to be answered
	 */
	public RenamesUnansweredException(List<Question> questions) {
		super(message(questions));
		this.questions = List.copyOf(questions);
	}

	static void refuse(Comparison comparison, Proposal proposal) {
		Identifiers identifiers = comparison.current().dialect().ddl().identifiers();
		List<Change> proposed = proposal.changes().asList();
		List<Question> questions = PossibleRenames
			.in(comparison.changes(), comparison.current().schema(), comparison.desired(), proposed::contains)
			.stream()
			.map((rename) -> Question.of(rename, identifiers))
			.toList();
		if (!questions.isEmpty()) {
			throw new RenamesUnansweredException(questions);
		}
	}

	/**
	 * Return what has to be answered.
	 * @return the questions, the ones about tables first
	 */
	public List<Question> questions() {
		return this.questions;
	}

	private static String message(List<Question> questions) {
		String subject = (questions.size() == 1) ? "This may be a rename: " : "These may be renames: ";
		String options = questions.stream()
			.map((question) -> "--rename " + quoted(question.answer()))
			.collect(Collectors.joining(" "));
		return subject + questions.stream().map(Question::toString).collect(Collectors.joining("; "))
				+ ". Nothing was written. Say " + options
				+ ((questions.size() == 1) ? " if it is, or --no-rename if it is none."
						: " for those that are, and --no-rename if others are none.");
	}

	private static String quoted(String answer) {
		return answer.matches("[\\w.:]+") ? answer : "'" + answer.replace("'", "'\\''") + "'";
	}

	/**
	 * Whether something got another name.
	 *
	 * @param kind what it is: {@code table} or {@code column}
	 * @param from its name now
	 * @param to the name that it may have got
	 * @param answer the rename as an answer says it, for example
	 * {@code product.cost:price}
	 */
	public record Question(String kind, String from, String to, String answer) {

		static Question of(Change rename, Identifiers identifiers) {
			if (rename instanceof Change.RenameTable table) {
				return new Question("table", table.from().toString(), table.to().toString(),
						identifiers.of(table.from()) + ":" + identifiers.of(table.to().name()));
			}
			if (rename instanceof Change.RenameColumn column) {
				String table = column.table() + ".";
				return new Question("column", table + column.from(), table + column.to(), identifiers.of(column.table())
						+ "." + identifiers.of(column.from()) + ":" + identifiers.of(column.to()));
			}
			throw new IllegalArgumentException("No rename: " + rename.description());
		}

		/**
		 * Return whether only one of two questions can be answered with yes.
		 * @param other the other question
		 * @return {@code true} where both are about the same thing
		 */
		public boolean excludes(Question other) {
			return this.kind.equals(other.kind) && (this.from.equals(other.from) || this.to.equals(other.to));
		}

		/**
		 * Return what is asked, without a verb.
		 * @return for example {@code column product.cost to product.price}
		 */
		@Override
		public String toString() {
			return this.kind + " " + this.from + " to " + this.to;
		}

	}

}
