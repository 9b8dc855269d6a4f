package dev.migrate.authoring.comparison;

import java.util.List;

import dev.migrate.RenamesUnansweredException;
import dev.migrate.RenamesUnansweredException.Question;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Change;
import dev.migrate.change.Rename;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.dialect.Identifiers;
import dev.migrate.diff.PossibleRenames;

/**
 * Asks the user about objects that may have been renamed.
 */
public final class RenameQuestions {

	private RenameQuestions() {
	}

	/**
	 * Reject a comparison with possible renames.
	 * @param comparison the comparison
	 * @param proposal the proposed changes
	 * @throws RenamesUnansweredException if a proposed drop may be a rename
	 */
	public static void rejectUnanswered(Comparison comparison, Proposal proposal) {
		Identifiers identifiers = comparison.current().dialect().ddl().identifiers();
		List<Change> proposed = proposal.changes().asList();
		List<Question> questions = PossibleRenames
			.in(comparison.changes(), comparison.current().schema(), comparison.desired(), proposed::contains)
			.stream()
			.map((rename) -> question(rename, identifiers))
			.toList();
		if (!questions.isEmpty()) {
			throw new RenamesUnansweredException(questions);
		}
	}

	private static Question question(Rename rename, Identifiers identifiers) {
		if (rename instanceof RenameTable table) {
			return new Question("table", table.from().toString(), table.to().toString(),
					identifiers.of(table.from()) + ":" + identifiers.of(table.to().name()));
		}
		RenameColumn column = (RenameColumn) rename;
		String table = column.table() + ".";
		return new Question("column", table + column.from(), table + column.to(), identifiers.of(column.table()) + "."
				+ identifiers.of(column.from()) + ":" + identifiers.of(column.to()));
	}

}
