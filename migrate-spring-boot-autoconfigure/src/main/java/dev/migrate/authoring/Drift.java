package dev.migrate.authoring;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import dev.migrate.AcceptedView;
import dev.migrate.AdoptDriftRequest;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.ChangelogFormat;
import dev.migrate.GeneratedView;
import dev.migrate.IgnoredDriftView;
import dev.migrate.Placement;
import dev.migrate.RevertDriftRequest;
import dev.migrate.RevertedDriftView;
import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.acceptance.Sides;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.authoring.comparison.DropAnswers;
import dev.migrate.authoring.ownership.Ownership.LeftAlone;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.authoring.placement.NewRevisions;
import dev.migrate.authoring.placement.NewRevisions.Place;
import dev.migrate.authoring.placement.RevisionFiles;
import dev.migrate.authoring.placement.RevisionFiles.Written;
import dev.migrate.change.Changes;
import dev.migrate.change.Drop;
import dev.migrate.change.SchemaObject;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.write.ChangelogWriter;
import dev.migrate.changelog.write.RevisionContent;
import dev.migrate.changelog.write.RowGuard;
import dev.migrate.database.CurrentSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.DirectRun;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.Stamper;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * The changes that were made to a database by hand: the differences between the schema
 * that the applied revisions build and the one of the database. They can be adopted into
 * the changelog, reverted, or ignored.
 */
public final class Drift {

	private final ManagedDatabase managed;

	private final MigrationStatus status;

	/**
	 * Create the drift of a database.
	 * @param managed the database
	 * @param status its status, which is at the head of the changelog
	 */
	public Drift(ManagedDatabase managed, MigrationStatus status) {
		this.managed = managed;
		this.status = status;
	}

	/**
	 * Divide the differences between a database and its changelog into the changes of
	 * what the changelog knows, and the objects that no revision has created.
	 * @param comparison the database, compared with what the changelog builds
	 * @param accepted the accepted differences, which are left out
	 * @param requested the objects that are not left alone although no revision has
	 * created them
	 * @return the changes that bring the database to the changelog
	 */
	static Proposal propose(Comparison comparison, AcceptedDifferences accepted, Set<SchemaObject> requested) {
		Set<QualifiedName> unknownTables = comparison.changes()
			.stream()
			.filter((change) -> change instanceof Drop drop && drop.element() instanceof Table)
			.map((change) -> change.drops().get(0).name())
			.collect(Collectors.toSet());
		Changes changes = accepted.leaveOut(comparison.changes());
		List<LeftAlone> leftAlone = changes.stream()
			.filter((change) -> !change.drops().isEmpty()
					&& change.drops().stream().noneMatch((object) -> isRequested(object, requested))
					&& !isPartOf(unknownTables, change.drops().get(0)))
			.map((change) -> new LeftAlone(change, "no revision created it", List.of()))
			.toList();
		return new Proposal(changes.filter((change) -> change.drops().isEmpty()
				|| change.drops().stream().anyMatch((object) -> isRequested(object, requested))), leftAlone);
	}

	private static boolean isRequested(SchemaObject object, Set<SchemaObject> requested) {
		QualifiedName owner = object.owner();
		return requested.contains(object)
				|| (owner != null && requested.contains(new SchemaObject(SchemaObject.Kind.TABLE, null, owner)));
	}

	private static boolean isPartOf(Set<QualifiedName> tables, SchemaObject object) {
		QualifiedName owner = object.owner();
		return owner != null && tables.contains(owner);
	}

	/**
	 * Write a revision that makes the same changes elsewhere, and record it as applied.
	 * @param request what to write
	 * @param revisions determines the place of the revision
	 * @return what was found and written
	 */
	public GeneratedView adopt(AdoptDriftRequest request, NewRevisions revisions) {
		revisions.refuseUnknownFiles();
		return find(request.include(), (found, changelog) -> {
			Changes changes = found.proposal().changes().reverse();
			List<LeftAloneView> leftAlone = found.proposal()
				.leftAlone()
				.stream()
				.map((left) -> new LeftAloneView(left.change().reverse().description(), left.reason(),
						DropAnswers.option(left)
							.map((option) -> option.replaceFirst("--drop", "--include"))
							.orElse(null)))
				.toList();
			List<String> notes = new ArrayList<>(found.comparison().notes());
			if (changes.isEmpty()) {
				return new GeneratedView(this.managed.name(), null, null, null, List.of(), leftAlone, notes, List.of(),
						found.accepted().found());
			}
			Dialect dialect = changelog.dialect();
			RevisionContent content = RevisionContent.of(changes, Changes.of(List.of()), changelog.catalog(), dialect);
			ChangelogWriter writer = new ChangelogWriter(dialect);
			ChangelogFormat format = writer.formatOf(content,
					Objects.requireNonNullElse(request.format(), this.managed.format()));
			Place place = revisions.next(Placement.NONE);
			String fileName = revisions.fileName(place, request.message(), format);
			String text = writer.write(revisions.revision(place, request.message(), request.author(), fileName),
					content, format);
			Written written = write(request, place, fileName, text, dialect);
			notes.addAll(written.notes());
			return new GeneratedView(this.managed.name(), place.id(), written.file(), text,
					ChangeViews.of(changes, changelog), leftAlone, notes, List.of(), found.accepted().found());
		});
	}

	private Written write(AdoptDriftRequest request, Place place, String fileName, String text, Dialect dialect) {
		RevisionFiles files = new RevisionFiles(this.managed.files(), this.status.changelog(),
				() -> Changelog.parse(this.managed.target().source(dialect.name())));
		if (request.dryRun()) {
			return files.plan(place, fileName);
		}
		Written written = files.write(place, fileName, text);
		boolean stamped = false;
		try {
			new Stamper(this.managed.target()).stamp(List.of(place.id()), Stamper.Way.KEEP, null);
			stamped = true;
			return written;
		}
		finally {
			if (!stamped) {
				ChangelogFiles.delete(written.file());
			}
		}
	}

	/**
	 * Undo the changes.
	 * @param request what to undo
	 * @return what was found and run
	 * @throws CannotProceedException if rows of the database make it impossible
	 */
	public RevertedDriftView revert(RevertDriftRequest request) {
		return find(request.drop(), (found, changelog) -> {
			CurrentSchema current = found.comparison().current();
			Changes changes = found.proposal().changes();
			RecreatedDependents dependents = RecreatedDependents.of(changes, current);
			dependents.rejectImpossible();
			RevisionContent content = RevisionContent.of(changes, Changes.of(List.of()), current.catalog(),
					current.dialect());
			List<String> blocking = DatabaseAccess.connect(this.managed.target(),
					(connection) -> BlockingRows.describe(RowGuard.of(content, current.dialect()), connection));
			if (!blocking.isEmpty()) {
				throw new CannotProceedException("The database cannot be brought to the changelog. "
						+ String.join(" ", blocking) + " Nothing was changed.");
			}
			List<List<String>> transactions = content.steps()
				.stream()
				.map((step) -> step.actions().stream().flatMap((action) -> action.statements().stream()).toList())
				.toList();
			if (!request.dryRun() && !transactions.isEmpty()) {
				DirectRun.run(this.managed.target(), transactions);
			}
			List<String> notes = new ArrayList<>(found.comparison().notes());
			notes.addAll(dependents.notes());
			return new RevertedDriftView(this.managed.name(), ChangeViews.of(changes, current),
					ChangeViews.leftAlone(found.proposal()), notes,
					transactions.stream().flatMap(List::stream).toList());
		});
	}

	/**
	 * Accept the changes, and the objects that no revision has created.
	 * @param dryRun whether to write nothing
	 * @return what is accepted
	 */
	public IgnoredDriftView ignore(boolean dryRun) {
		return find(List.of(), (found, changelog) -> {
			AcceptedDifferences accepted = found.accepted();
			accepted.accept(found.proposal(), Sides.DATABASE_AND_CHANGELOG);
			accepted.replaceOutdated(EnumSet.of(Sides.DATABASE_AND_CHANGELOG));
			boolean changed = accepted.isChanged();
			if (changed && !dryRun) {
				this.managed.files().refuseWithoutSources();
				accepted.write();
			}
			return new IgnoredDriftView(this.managed.name(), new AcceptedView(accepted.found(), List.of(),
					accepted.added(), accepted.removed(), changed ? accepted.file() : null));
		});
	}

	private <T> T find(List<String> requested, BiFunction<Found, CurrentSchema, T> work) {
		Schema entities = this.managed.entities().get().orElse(Schema.EMPTY);
		try (ScratchChangelog scratch = ScratchChangelog.open(this.managed, entities)) {
			scratch.replay(this.status.inHistory()::contains);
			CurrentSchema changelog = scratch.read(entities);
			Comparison comparison = this.managed.compare(changelog.schema(), List.of());
			AcceptedDifferences accepted = this.managed.accepted();
			Set<SchemaObject> objects = objects(requested, comparison);
			accepted.ignoreDrops(comparison.changes(), objects);
			Proposal proposal = propose(comparison, accepted, objects);
			List<LeftAlone> named = proposal.leftAlone()
				.stream()
				.map((left) -> new LeftAlone(left.change(), left.reason(), List.of(left.change().drops().get(0))))
				.toList();
			return work.apply(new Found(comparison, new Proposal(proposal.changes(), named), accepted), changelog);
		}
	}

	private static Set<SchemaObject> objects(List<String> names, Comparison comparison) {
		Set<SchemaObject> objects = new LinkedHashSet<>();
		for (String name : names) {
			try {
				objects.addAll(DropAnswers.of(List.of(name), comparison));
			}
			catch (CannotProceedException ex) {
				throw new CannotProceedException("'" + name
						+ "' names none of the objects that no revision has created,"
						+ " or several. Name one as the report does, for example 'index book.title_idx'. Nothing was"
						+ " changed.", ex);
			}
		}
		return objects;
	}

	/**
	 * What was found.
	 *
	 * @param comparison the database, compared with what the changelog builds
	 * @param proposal the changes that bring the database to the changelog
	 * @param accepted the accepted differences
	 */
	private record Found(Comparison comparison, Proposal proposal, AcceptedDifferences accepted) {

	}

}
