package dev.migrate;

import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;
import org.jspecify.annotations.Nullable;

/**
 * The result of comparing the entities, the changelog and the database.
 *
 * @param database the name of the database in this application
 * @param pending the ids of the revisions that are pending
 * @param heads the ids of the heads of the changelog
 * @param divergence the differences between several heads, in whole sentences
 * @param compared whether entities were compared; {@code false} without JPA
 * @param changes the changes that bring the database to the entities
 * @param leftAlone the unmanaged objects that were left alone
 * @param notes the differences that could not be determined, in whole sentences
 * @param changelog the differences between the entities and the schema that the changelog
 * builds; {@code null} if they were not compared
 * @param drift the differences between the schema that the applied revisions build and
 * the database; {@code null} if they were not compared
 * @param accepted the accepted differences, which are in none of the comparisons
 * @param against the comparison with another branch; {@code null} if there was none
 * @param agrees whether nothing is pending, there is at most one head, and nothing
 * differs
 */
public record CheckView(String database, List<String> pending, List<String> heads, List<String> divergence,
		boolean compared, List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes,
		@Nullable ComparisonView changelog, @Nullable ComparisonView drift, AcceptedView accepted,
		@Nullable BranchCheckView against, boolean agrees) {

	/**
	 * Return this result with a comparison with another branch.
	 * @param branch the comparison
	 * @return the changed copy, which agrees if both do
	 */
	public CheckView against(BranchCheckView branch) {
		return new CheckView(this.database, this.pending, this.heads, this.divergence, this.compared, this.changes,
				this.leftAlone, this.notes, this.changelog, this.drift, this.accepted, branch,
				this.agrees && branch.agrees());
	}

}
