package dev.migrate.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.DowngradePlan.UndoneChangeset;
import dev.migrate.run.DowngradePlan.UndoneRevision;
import dev.migrate.run.History.Applied;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;

/**
 * Plans a downgrade in whole revisions, the newest in the graph first.
 */
public final class DowngradePlanner {

	private final Session session;

	private final Changelog changelog;

	private final MigrationStatus status;

	public DowngradePlanner(Session session, Changelog changelog) {
		this(session, changelog, MigrationStatus.of(session, changelog));
	}

	public DowngradePlanner(Session session, Changelog changelog, MigrationStatus status) {
		this.session = session;
		this.changelog = changelog;
		this.status = status;
	}

	public DowngradePlan plan(String reference) {
		List<Revision> applied = this.status.applied();
		List<Revision> undone = this.status.graph().undone(reference, applied);
		if (undone.isEmpty()) {
			refuseForwardTarget(reference, applied);
		}
		return plan(reference, undone);
	}

	/**
	 * Plan to undo some revisions.
	 * @param reference the revision reference
	 * @param undone the revisions, which are all applied
	 * @return the plan
	 */
	public DowngradePlan plan(String reference, List<Revision> undone) {
		Set<Revision> left = new LinkedHashSet<>(this.status.applied());
		left.removeAll(undone);
		List<Revision> to = this.status.graph().tips(left);
		refuseMissing(to, undone);
		refuseEdited(undone);
		refuseReplacement(to);
		return this.session.call(() -> {
			Repeatables repeatables = new Repeatables(this.changelog, this.status, this.session.database());
			List<UndoneRevision> steps = revisions(undone);
			List<UndoneRevision> revisions = new ArrayList<>(repeatables.undoneWith(undone, steps));
			revisions.addAll(steps);
			return new DowngradePlan(this.status.graph(), reference, this.status.current(), to, revisions,
					repeatables.leftBehind(undone, steps));
		});
	}

	private void refuseForwardTarget(String reference, List<Revision> applied) {
		this.status.graph()
			.resolveOne(reference, applied)
			.filter((revision) -> !applied.contains(revision))
			.ifPresent((revision) -> {
				throw new CannotProceedException(ErrorCode.REVISION_NOT_APPLIED,
						"The database '" + this.session.target().name() + "' cannot be downgraded to revision "
								+ revision.id() + ", which is not applied to it.");
			});
	}

	private void refuseMissing(List<Revision> to, List<Revision> undone) {
		int first = this.status.revisions()
			.stream()
			.filter((revision) -> undone.contains(revision.revision()))
			.flatMap((revision) -> revision.changesets().stream())
			.filter((changeset) -> changeset.changeset().isStep())
			.map(ChangesetStatus::applied)
			.filter((applied) -> applied != null)
			.mapToInt(Applied::order)
			.min()
			.orElseGet(() -> to.stream().mapToInt(this::lastOrder).max().orElse(Integer.MIN_VALUE));
		int from = to.isEmpty() ? Integer.MIN_VALUE : first;
		this.status.missing().stream().filter((applied) -> applied.order() > from).findFirst().ifPresent((applied) -> {
			throw new CannotProceedException(ErrorCode.REVISION_UNKNOWN,
					"The file " + applied.path() + " is missing, and its changeset " + applied.id()
							+ " is applied to the database '" + this.session.target().name()
							+ "'; downgrade with the newer jar that has the file. Nothing has been changed.");
		});
	}

	// The rollback of an edited changeset need not undo what was applied.
	private void refuseEdited(Collection<Revision> undone) {
		this.status.revisions()
			.stream()
			.filter((revision) -> undone.contains(revision.revision()))
			.flatMap((revision) -> revision.changesets().stream())
			.filter(ChangesetStatus::altered)
			.map(ChangesetStatus::changeset)
			.findFirst()
			.ifPresent((changeset) -> {
				throw new CannotProceedException(ErrorCode.CHANGESET_EDITED, "Changeset " + changeset.id() + " in "
						+ changeset.path()
						+ " was edited after it had been applied, so its rollback may not match; restore the text"
						+ " that was applied, and downgrade again. Nothing has been changed.");
			});
	}

	private void refuseReplacement(List<Revision> to) {
		Set<Revision> there = new HashSet<>(to);
		to.forEach((revision) -> there.addAll(this.status.graph().ancestors(revision)));
		this.status.replacing()
			.stream()
			.filter((revision) -> !there.contains(revision))
			.findFirst()
			.ifPresent((revision) -> {
				if (!this.status.applied().contains(revision)) {
					throw new CannotProceedException(ErrorCode.REVISIONS_REPLACED, "The database '"
							+ this.session.target().name() + "' has the revisions that " + revision.id()
							+ " replaces, and that is not recorded yet: run upgrade first. Nothing has been changed.");
				}
				throw new CannotProceedException(ErrorCode.REVISIONS_REPLACED, "The database '"
						+ this.session.target().name() + "' has the revisions that " + revision.id()
						+ " replaces. Their files are gone, so that it cannot go back before them. Nothing has been"
						+ " changed.");
			});
	}

	private int lastOrder(Revision revision) {
		return this.status.revisions()
			.stream()
			.filter((candidate) -> candidate.revision().equals(revision))
			.findFirst()
			.flatMap(RevisionStatus::lastApplied)
			.map(Applied::order)
			.orElse(Integer.MIN_VALUE);
	}

	private List<UndoneRevision> revisions(List<Revision> undone) {
		Map<Revision, RevisionStatus> statuses = new HashMap<>();
		this.status.revisions().forEach((revision) -> statuses.put(revision.revision(), revision));
		RollbackResolver resolver = new RollbackResolver(this.session.database());
		List<Revision> newestFirst = new ArrayList<>(undone);
		Collections.reverse(newestFirst);
		List<UndoneRevision> revisions = new ArrayList<>();
		for (Revision revision : newestFirst) {
			RevisionStatus known = statuses.get(revision);
			if (known != null) {
				revisions.add(new UndoneRevision(revision, changesets(known, resolver)));
			}
		}
		return revisions;
	}

	private List<UndoneChangeset> changesets(RevisionStatus revision, RollbackResolver resolver) {
		List<UndoneChangeset> changesets = new ArrayList<>();
		for (ChangesetStatus status : revision.changesets()) {
			if (status.applied() != null) {
				this.changelog.parsed(status.changeset())
					.filter((parsed) -> status.changeset().isStep() || !status.hasRun() || resolver.hasRollback(parsed))
					.ifPresent((parsed) -> changesets.add(0, resolver.resolve(status, parsed)));
			}
		}
		return changesets;
	}

}
