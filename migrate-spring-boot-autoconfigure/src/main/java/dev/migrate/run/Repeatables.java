package dev.migrate.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.DowngradePlan.UndoneChangeset;
import dev.migrate.run.DowngradePlan.UndoneRevision;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * The applied repeatable changesets in a downgrade. Each came with the step before it in
 * the order of the run, and is undone with that step if it has a rollback.
 */
final class Repeatables {

	private final Changelog changelog;

	private final MigrationStatus status;

	private final Database database;

	private final RollbackResolver resolver;

	Repeatables(Changelog changelog, MigrationStatus status, Database database) {
		this.changelog = changelog;
		this.status = status;
		this.database = database;
		this.resolver = new RollbackResolver(database);
	}

	/**
	 * Return the revisions without a step that are undone before the steps.
	 * @param undone the steps to undo
	 * @param steps how they are undone
	 * @return those revisions, the last first
	 */
	List<UndoneRevision> undoneWith(Collection<Revision> undone, List<UndoneRevision> steps) {
		Set<List<String>> dropped = dropped(steps);
		List<UndoneRevision> lastFirst = new ArrayList<>();
		Revision step = null;
		for (RevisionStatus revision : this.status.revisions()) {
			if (revision.isTaken()) {
				step = revision.revision();
			}
			else if (!revision.revision().isStep()) {
				boolean came = isUndone(step, undone);
				List<UndoneChangeset> changesets = new ArrayList<>();
				for (ChangesetStatus changeset : revision.changesets()) {
					parsed(changeset).filter((parsed) -> !changeset.hasRun() || this.resolver.hasRollback(parsed))
						.filter((parsed) -> came || mentionsAny(parsed, dropped))
						.forEach((parsed) -> changesets.add(0, this.resolver.resolve(changeset, parsed)));
				}
				if (!changesets.isEmpty()) {
					lastFirst.add(0, new UndoneRevision(revision.revision(), changesets));
				}
			}
		}
		return lastFirst;
	}

	/**
	 * Return the repeatable changesets that came with the undone steps and have no
	 * rollback.
	 * @param undone the steps to undo
	 * @param steps how they are undone
	 * @return one line for each, with what stays
	 * @throws CannotProceedException if one of them has created something from a table
	 * that is dropped or loses a column, so that the downgrade would fail half-way
	 */
	List<String> leftBehind(Collection<Revision> undone, List<UndoneRevision> steps) {
		Set<List<String>> dropped = dropped(steps);
		List<String> left = new ArrayList<>();
		Revision step = null;
		for (RevisionStatus revision : this.status.revisions()) {
			step = revision.isTaken() ? revision.revision() : step;
			for (ChangesetStatus changeset : revision.changesets()) {
				boolean repeatable = !changeset.changeset().isStep() && changeset.hasRun();
				boolean came = isUndone(step, undone);
				Stream<ChangeSet> without = parsed(changeset)
					.filter((parsed) -> repeatable && !this.resolver.hasRollback(parsed));
				without.map((parsed) -> ChangesetSql.of(parsed, this.database)).forEach((sql) -> {
					rejectDependent(changeset.changeset(), sql, dropped);
					if (came) {
						left.add(describe(changeset.changeset()) + " has no rollback" + (sql.created().isEmpty()
								? " and stays as it is." : ": " + String.join(", ", sql.created()) + " stays."));
					}
				});
			}
		}
		return left;
	}

	private static void rejectDependent(Changeset changeset, ChangesetSql sql, Set<List<String>> dropped) {
		dropped.stream()
			.filter((names) -> !sql.created().isEmpty() && sql.mentions(names))
			.findFirst()
			.ifPresent((names) -> {
				throw new CannotProceedException(ErrorCode.ROLLBACK_MISSING,
						describe(changeset) + " has no rollback, and has created " + String.join(", ", sql.created())
								+ " from " + String.join(".", names)
								+ ", which this downgrade drops. Nothing has been changed; add a rollback to it.");
			});
	}

	private static String describe(Changeset changeset) {
		return "Changeset " + changeset.id() + " in " + changeset.path();
	}

	private Stream<ChangeSet> parsed(ChangesetStatus changeset) {
		return (changeset.applied() != null) ? this.changelog.parsed(changeset.changeset()).stream() : Stream.empty();
	}

	// A changeset before the first step is undone with the last step that is undone.
	private boolean isUndone(@Nullable Revision step, Collection<Revision> undone) {
		return (step != null) ? undone.contains(step) : undone.containsAll(this.status.applied());
	}

	private boolean mentionsAny(ChangeSet parsed, Set<List<String>> names) {
		ChangesetSql sql = ChangesetSql.of(parsed, this.database);
		return names.stream().anyMatch(sql::mentions);
	}

	private static Set<List<String>> dropped(List<UndoneRevision> steps) {
		Set<List<String>> dropped = new LinkedHashSet<>();
		steps.stream()
			.flatMap((revision) -> revision.changesets().stream())
			.forEach((changeset) -> dropped.addAll(RollbackResolver.dropped(changeset)));
		return dropped;
	}

}
