package dev.migrate.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.CheckView;
import dev.migrate.ComparisonView;
import dev.migrate.MigrationException;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Changes;
import dev.migrate.change.Drop;
import dev.migrate.change.SchemaObject;
import dev.migrate.changelog.Divergence;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.diff.PossibleRenames;
import dev.migrate.run.History;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Compares the entities, the changelog and a database with each other.
 */
public final class ThreeWayCheck {

	private final ManagedDatabase managed;

	private final MigrationStatus status;

	private final Function<List<Revision>, Divergence> divergence;

	private final Optional<Schema> entities;

	private final List<String> notes = new ArrayList<>();

	/**
	 * Create a new check.
	 * @param managed the database
	 * @param status the status of the database
	 * @param divergence finds what differs between heads
	 */
	public ThreeWayCheck(ManagedDatabase managed, MigrationStatus status,
			Function<List<Revision>, Divergence> divergence) {
		this.managed = managed;
		this.status = status;
		this.divergence = divergence;
		this.entities = managed.entities().get();
	}

	/**
	 * Compare all three.
	 * @return the differences
	 */
	public CheckView check() {
		ComparisonView database = this.entities.map((schema) -> compare(this.managed, this.status, schema))
			.orElse(null);
		Replayed replayed = replay();
		List<String> pending = this.status.pending().stream().map(RevisionStatus::revision).map(Revision::id).toList();
		List<String> heads = this.status.heads().stream().map(Revision::id).toList();
		boolean agrees = pending.isEmpty() && heads.size() <= 1 && agrees(database) && agrees(replayed.entities())
				&& agrees(replayed.database());
		return new CheckView(this.managed.name(), pending, heads, divergence(), database != null,
				(database != null) ? database.changes() : List.of(),
				(database != null) ? database.leftAlone() : List.of(), this.notes.stream().distinct().toList(),
				replayed.entities(), replayed.database(), agrees);
	}

	private List<String> divergence() {
		List<Revision> heads = this.status.graph().heads();
		return (heads.size() > 1) ? this.divergence.apply(heads).notes() : List.of();
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
			scratch.replay((changeset) -> history.of(changeset).isPresent());
			ComparisonView drift = drift(scratch);
			if (this.entities.isEmpty()) {
				return new Replayed(null, drift);
			}
			scratch.replay((changeset) -> true);
			ManagedDatabase built = scratch.managed();
			return new Replayed(compare(built, MigrationStatus.of(built.target()), this.entities.get()), drift);
		}
		catch (MigrationException ex) {
			this.notes.add("Nothing was compared with the changelog. " + ex.getMessage());
			return Replayed.NOTHING;
		}
	}

	private ComparisonView compare(ManagedDatabase with, MigrationStatus status, Schema entities) {
		Comparison comparison = with.compare(entities, List.of());
		this.notes.addAll(comparison.notes());
		Proposal proposal = Ownership.of(status.ran())
			.propose(comparison.changes(), comparison.current().catalog(), comparison.current().dialect().naming());
		Changes changes = with.customization().customize(proposal.changes(), with.name(), comparison);
		PossibleRenames
			.in(comparison.changes(), comparison.current().schema(), comparison.desired(),
					proposal.changes().asList()::contains)
			.forEach((rename) -> this.notes
				.add("This is probably one change: " + rename.description() + ". generate-changeset asks about it."));
		return new ComparisonView(ChangeViews.of(changes, comparison.current().dialect()),
				ChangeViews.leftAlone(proposal));
	}

	private ComparisonView drift(ScratchChangelog scratch) {
		Comparison comparison = this.managed.compare(scratch.read(this.entities.orElse(Schema.EMPTY)).schema(),
				List.of());
		this.notes.addAll(comparison.notes());
		Set<QualifiedName> unknownTables = comparison.changes()
			.stream()
			.filter((change) -> change instanceof Drop drop && drop.element() instanceof Table)
			.map((change) -> change.drops().get(0).name())
			.collect(Collectors.toSet());
		List<LeftAloneView> leftAlone = comparison.changes()
			.stream()
			.filter((change) -> !change.drops().isEmpty() && !isPartOf(unknownTables, change.drops().get(0)))
			.map((change) -> new LeftAloneView(change.description(), "no revision created it", null))
			.toList();
		return new ComparisonView(ChangeViews.of(comparison.changes().filter((change) -> change.drops().isEmpty()),
				comparison.current().dialect()), leftAlone);
	}

	private static boolean isPartOf(Set<QualifiedName> tables, SchemaObject object) {
		QualifiedName owner = object.owner();
		return owner != null && tables.contains(owner);
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
