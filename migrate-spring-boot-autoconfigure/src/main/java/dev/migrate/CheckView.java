package dev.migrate;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.changelog.Divergence;
import dev.migrate.changelog.Revision;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Whether the entities, the changelog and the database agree.
 *
 * @param database the name of the database in this application
 * @param pending the ids of the revisions that are pending
 * @param heads the ids of the heads of the changelog
 * @param divergence what lies between several heads, in whole sentences
 * @param compared whether entities were compared; an application without JPA has none
 * @param changes what the entities ask for and the database has not
 * @param leftAlone what differs and is nobody's fault
 * @param notes what could not be told, in whole sentences
 * @param changelog the entities against what the changelog builds; {@code null} where
 * they were not compared
 * @param drift what the changelog builds, as far as the database has it, against the
 * database; {@code null} where they were not compared
 */
public record CheckView(String database, List<String> pending, List<String> heads, List<String> divergence,
		boolean compared, List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes,
		@Nullable ComparisonView changelog, @Nullable ComparisonView drift) {

	static CheckView of(String database, MigrationStatus status, Check check,
			Function<List<Revision>, Divergence> divergence) throws SQLException {
		ComparisonView entities = check.entitiesWithDatabase();
		Check.Replayed replayed = check.changelog();
		return new CheckView(database, pending(status), StatusView.ids(status.heads()), notes(status, divergence),
				entities != null, (entities != null) ? entities.changes() : List.of(),
				(entities != null) ? entities.leftAlone() : List.of(), check.notes(), replayed.entities(),
				replayed.database());
	}

	private static List<String> notes(MigrationStatus status, Function<List<Revision>, Divergence> divergence) {
		List<Revision> heads = status.graph().heads();
		return (heads.size() > 1) ? divergence.apply(heads).notes() : List.of();
	}

	private static List<String> pending(MigrationStatus status) {
		return StatusView.ids(status.pending().stream().map(RevisionStatus::revision).toList());
	}

	/**
	 * Return whether all agree.
	 * @return {@code true} where nothing is pending, there is one head at most and
	 * nothing differs
	 */
	public boolean agrees() {
		return this.pending.isEmpty() && this.heads.size() <= 1 && this.changes.isEmpty() && agrees(this.changelog)
				&& agrees(this.drift);
	}

	private static boolean agrees(@Nullable ComparisonView comparison) {
		return comparison == null || comparison.changes().isEmpty();
	}

}
