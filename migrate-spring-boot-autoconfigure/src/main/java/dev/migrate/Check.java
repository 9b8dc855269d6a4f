package dev.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.SchemaObject;
import dev.migrate.changelog.Changeset;
import dev.migrate.changelog.Ownership;
import dev.migrate.changelog.Ownership.Proposal;
import dev.migrate.database.ScratchUnavailableException;
import dev.migrate.database.UnsupportedDatabaseException;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.History;
import dev.migrate.run.MigrationStatus;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compares the entities, the changelog and a database, each with each.
 */
final class Check {

	private final ManagedDatabase managed;

	private final MigrationStatus status;

	private final Optional<Schema> entities;

	private final List<String> notes = new ArrayList<>();

	Check(ManagedDatabase managed, MigrationStatus status) {
		this.managed = managed;
		this.status = status;
		this.entities = managed.entities().get();
	}

	/**
	 * Compare the entities with the database.
	 * @return what differs; {@code null} where there are no entities
	 * @throws SQLException where the database does not answer
	 */
	@Nullable ComparisonView entitiesWithDatabase() throws SQLException {
		return this.entities.isPresent() ? compare(this.managed, this.status, this.entities.get()) : null;
	}

	/**
	 * Replay the changelog, and compare what it builds with the entities and with the
	 * database: with the entities all of it, with the database what the database has of
	 * it.
	 * @return what differs; nothing where the changelog cannot be replayed
	 */
	Replayed changelog() {
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
		catch (ScratchUnavailableException | UnsupportedDatabaseException | MigrationException | SQLException ex) {
			this.notes.add("Nothing was compared with the changelog. " + ex.getMessage());
			return Replayed.NOTHING;
		}
	}

	/**
	 * Return what could not be told.
	 * @return whole sentences
	 */
	List<String> notes() {
		return this.notes.stream().distinct().toList();
	}

	private ComparisonView compare(ManagedDatabase with, MigrationStatus status, Schema entities) throws SQLException {
		Comparison comparison = Comparison.of(with, entities);
		this.notes.addAll(comparison.notes());
		List<Changeset> ran = status.ran();
		Proposal proposal = Ownership.of(ran).propose(comparison.changes(), comparison.current().schema());
		Changes changes = with.customization().customize(proposal.changes(), with.name(), comparison);
		return new ComparisonView(views(changes, comparison.current().dialect()),
				proposal.leftAlone().stream().map(LeftAloneView::of).toList());
	}

	private ComparisonView drift(ScratchChangelog scratch) throws SQLException {
		Comparison comparison = Comparison.of(this.managed, scratch.read(this.entities.orElse(Schema.EMPTY)).schema());
		this.notes.addAll(comparison.notes());
		Set<QualifiedName> more = comparison.changes()
			.stream()
			.filter(Change.DropTable.class::isInstance)
			.map((change) -> change.drops().get(0).name())
			.collect(Collectors.toSet());
		List<LeftAloneView> leftAlone = comparison.changes()
			.stream()
			.filter((change) -> !change.drops().isEmpty() && !more.contains(owner(change)))
			.map((change) -> new LeftAloneView(change.description(), "no revision made it", null))
			.toList();
		return new ComparisonView(views(comparison.changes().filter((change) -> change.drops().isEmpty()),
				comparison.current().dialect()), leftAlone);
	}

	private static @Nullable QualifiedName owner(Change change) {
		SchemaObject dropped = change.drops().get(0);
		return dropped.owner();
	}

	private static List<ChangeView> views(Changes changes, Dialect dialect) {
		return changes.stream().map((change) -> ChangeView.of(change, changes, dialect)).toList();
	}

	/**
	 * What differs from the changelog.
	 *
	 * @param entities the entities against the changelog; {@code null} where they were
	 * not compared
	 * @param database the changelog against the database; {@code null} where they were
	 * not compared
	 */
	record Replayed(@Nullable ComparisonView entities, @Nullable ComparisonView database) {

		static final Replayed NOTHING = new Replayed(null, null);

	}

}
