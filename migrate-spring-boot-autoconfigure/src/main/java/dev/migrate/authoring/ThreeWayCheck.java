package dev.migrate.authoring;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.AcceptedView;
import dev.migrate.CheckRequest;
import dev.migrate.CheckView;
import dev.migrate.ComparisonView;
import dev.migrate.MigrationException;
import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.acceptance.Sides;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Changes;
import dev.migrate.changelog.Divergence;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.diff.PossibleRenames;
import dev.migrate.run.History;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import dev.migrate.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compares the entities, the changelog and a database with each other.
 */
public final class ThreeWayCheck {

	private final ManagedDatabase managed;

	private final MigrationStatus status;

	private final Optional<Schema> entities;

	private final CheckRequest request;

	private final AcceptedDifferences accepted;

	private final Set<Sides> compared = EnumSet.noneOf(Sides.class);

	private final List<String> notes = new ArrayList<>();

	/**
	 * Create a new check.
	 * @param managed the database
	 * @param status the status of the database
	 * @param request whether to accept the differences, or which ones to forget
	 */
	public ThreeWayCheck(ManagedDatabase managed, MigrationStatus status, CheckRequest request) {
		this.managed = managed;
		this.status = status;
		this.entities = managed.entities().get();
		this.request = request;
		this.accepted = managed.accepted();
	}

	/**
	 * Compare all three.
	 * @return the differences
	 */
	public CheckView check() {
		this.accepted.forget(this.request.forget());
		if (this.entities.isPresent()) {
			this.notes.addAll(this.managed.caveats().all());
		}
		ComparisonView database = this.entities
			.map((schema) -> compare(this.managed, this.status, schema, Sides.DATABASE_AND_ENTITIES))
			.orElse(null);
		Replayed replayed = replay();
		List<String> pending = this.status.pending().stream().map(RevisionStatus::revision).map(Revision::id).toList();
		List<String> heads = this.status.heads().stream().map(Revision::id).toList();
		boolean agrees = pending.isEmpty() && heads.size() <= 1 && agrees(database) && agrees(replayed.entities())
				&& agrees(replayed.database());
		return new CheckView(this.managed.name(), pending, heads, divergence(), database != null,
				(database != null) ? database.changes() : List.of(),
				(database != null) ? database.leftAlone() : List.of(), this.notes.stream().distinct().toList(),
				replayed.entities(), replayed.database(), accepted(), null, agrees);
	}

	private AcceptedView accepted() {
		this.accepted.replaceOutdated(this.compared);
		boolean changed = this.accepted.isChanged();
		if (changed && !this.request.dryRun()) {
			this.managed.files().refuseWithoutSources();
			this.accepted.write();
		}
		return new AcceptedView(this.accepted.found(), this.accepted.outdated(this.compared), this.accepted.added(),
				this.accepted.removed(), changed ? this.accepted.file() : null);
	}

	private List<String> divergence() {
		List<Revision> heads = this.status.graph().heads();
		return (heads.size() > 1) ? Divergence.of(this.status.changelog(), heads).notes() : List.of();
	}

	private static boolean agrees(@Nullable ComparisonView comparison) {
		return comparison == null || comparison.changes().isEmpty();
	}

	// The entities are compared with the whole changelog, the database with the applied
	// part.
	private Replayed replay() {
		if (!this.managed.scratch().isEnabled()) {
			return Replayed.NOTHING;
		}
		try (ScratchChangelog scratch = ScratchChangelog.open(this.managed, this.entities.orElse(Schema.EMPTY))) {
			History history = History.read(this.managed.target());
			MigrationStatus replayed = scratch.replay((changeset) -> history.of(changeset).isPresent());
			ComparisonView drift = drift(scratch);
			if (this.entities.isEmpty()) {
				return new Replayed(null, drift);
			}
			// What was tried again until it ran on the database may not have run here.
			boolean isWhole = this.status.isComplete() && replayed.isComplete();
			MigrationStatus whole = isWhole ? replayed : scratch.replay((changeset) -> true);
			// A baseline cannot carry views.
			Schema physical = Comparison.withoutViews(this.managed.target(), this.entities.get());
			return new Replayed(compare(scratch.managed(), whole, physical, Sides.CHANGELOG_AND_ENTITIES), drift);
		}
		catch (MigrationException ex) {
			this.notes.add("Nothing was compared with the changelog. " + ex.getMessage());
			return Replayed.NOTHING;
		}
	}

	private ComparisonView compare(ManagedDatabase with, MigrationStatus status, Schema entities, Sides sides) {
		Comparison comparison = with.compare(entities, List.of());
		this.notes.addAll(comparison.notes());
		Proposal proposal = report(with.propose(comparison, Ownership.of(status.ran()), this.accepted), sides);
		PossibleRenames
			.in(comparison.changes(), comparison.current().schema(), comparison.desired(),
					proposal.changes().asList()::contains)
			.forEach((rename) -> this.notes
				.add("This is probably one change: " + rename.description() + ". generate-changeset asks about it."));
		return new ComparisonView(ChangeViews.of(proposal.changes(), comparison.current()),
				ChangeViews.leftAlone(proposal));
	}

	private ComparisonView drift(ScratchChangelog scratch) {
		Comparison comparison = this.managed.compare(scratch.read(this.entities.orElse(Schema.EMPTY)).schema(),
				List.of());
		this.notes.addAll(comparison.notes());
		Proposal proposal = report(Drift.propose(comparison, this.accepted, Set.of()), Sides.DATABASE_AND_CHANGELOG);
		return new ComparisonView(ChangeViews.of(proposal.changes(), comparison.current()),
				ChangeViews.leftAlone(proposal));
	}

	private Proposal report(Proposal proposal, Sides sides) {
		this.compared.add(sides);
		if (!this.request.accept()) {
			return proposal;
		}
		this.accepted.accept(proposal, sides);
		return new Proposal(Changes.of(List.of()), List.of());
	}

	/**
	 * The differences from the changelog.
	 *
	 * @param entities those of the entities; {@code null} if they were not compared
	 * @param database those of the database; {@code null} if they were not compared
	 */
	private record Replayed(@Nullable ComparisonView entities, @Nullable ComparisonView database) {

		static final Replayed NOTHING = new Replayed(null, null);

	}

}
