package dev.migrate.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import dev.migrate.ErrorCode;
import dev.migrate.GeneratedView;
import dev.migrate.IgnoredDriftView;
import dev.migrate.MigrationFailedException;
import dev.migrate.Placement;
import dev.migrate.RevertDriftRequest;
import dev.migrate.RevertedDriftView;
import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.acceptance.Sides;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.DefaultAnswers;
import dev.migrate.authoring.comparison.DropAnswers;
import dev.migrate.authoring.comparison.FilteredSchemas;
import dev.migrate.authoring.ownership.Ownership.LeftAlone;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.authoring.placement.NewRevisions;
import dev.migrate.authoring.placement.NewRevisions.Place;
import dev.migrate.authoring.placement.RevisionFiles;
import dev.migrate.authoring.placement.RevisionFiles.Written;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Drop;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.write.ChangelogWriter;
import dev.migrate.changelog.write.RevisionContent;
import dev.migrate.changelog.write.RowGuard;
import dev.migrate.database.CurrentSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.DirectRun;
import dev.migrate.run.DirectRun.Part;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.Replay;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * The changes that were made to a database by hand: the differences between the schema
 * that the applied revisions build and the one of the database. They can be adopted into
 * the changelog, reverted, or ignored.
 */
public final class Drift {

	private static final Set<Kind> OF_COLUMN = EnumSet.of(Kind.DEFAULT, Kind.IDENTITY, Kind.FORMULA);

	private final ManagedDatabase managed;

	private final MigrationStatus status;

	/**
	 * Create the drift of a database.
	 * @param managed the database
	 * @param status its status; the database is at the head of the changelog if changes
	 * are adopted
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
				|| (owner != null && requested.contains(new SchemaObject(Kind.TABLE, null, owner)));
	}

	private static boolean isPartOf(Set<QualifiedName> tables, SchemaObject object) {
		QualifiedName owner = object.owner();
		return owner != null && tables.contains(owner);
	}

	/**
	 * Write a revision that makes the same changes elsewhere. It is not recorded as
	 * applied.
	 * @param request what to write
	 * @param revisions determines the place of the revision
	 * @return what was found and written
	 * @throws CannotProceedException if the revision would not build what the database
	 * has
	 */
	public GeneratedView adopt(AdoptDriftRequest request, NewRevisions revisions) {
		revisions.refuseUnknownFiles();
		if (this.status.heads().size() > 1) {
			throw new CannotProceedException(ErrorCode.SEVERAL_HEADS,
					"The changelog has several heads; run merge first.");
		}
		return find(request.include(), (found, scratch) -> {
			Set<SchemaObject> left = found.proposal()
				.leftAlone()
				.stream()
				.flatMap((alone) -> alone.change().drops().stream())
				.collect(Collectors.toSet());
			Schema live = FilteredSchemas
				.of(Schema.EMPTY, found.comparison().current().schema(), (object) -> !left.contains(object))
				.desired();
			// Compared this way round, as the revision runs elsewhere.
			Comparison elsewhere = scratch.managed().compare(live, List.of());
			Changes changes = DefaultAnswers.apply(request.defaults(), elsewhere,
					found.accepted().leaveOut(elsewhere.changes()));
			List<LeftAloneView> leftAlone = found.proposal()
				.leftAlone()
				.stream()
				.map((alone) -> new LeftAloneView(alone.change().reverse().description(), alone.reason(),
						DropAnswers.option(alone)
							.map((option) -> option.replaceFirst("--drop", "--include"))
							.orElse(null)))
				.toList();
			List<String> notes = new ArrayList<>(found.comparison().notes());
			if (changes.isEmpty()) {
				return new GeneratedView(this.managed.name(), null, null, null, List.of(), leftAlone, notes, List.of(),
						found.accepted().found());
			}
			RecreatedDependents dependents = RecreatedDependents.of(changes, elsewhere.current());
			dependents.rejectImpossible();
			notes.addAll(dependents.notes());
			Dialect dialect = elsewhere.current().dialect();
			RevisionContent content = RevisionContent.of(changes, Changes.of(List.of()), elsewhere.current().catalog(),
					dialect);
			List<String> unfilled = content.unfilledColumns();
			ChangelogWriter writer = new ChangelogWriter(dialect);
			ChangelogFormat format = writer.formatOf(content,
					Objects.requireNonNullElse(request.format(), this.managed.format()));
			Place place = revisions.next(Placement.NONE);
			String fileName = revisions.fileName(place, request.message(), format);
			NewRevision revision = revisions.revision(place, request.message(), request.author(), fileName);
			String text = writer.write(revision, content, format);
			if (unfilled.isEmpty()) {
				NewRevision alone = new NewRevision(revision.id(), revision.message(), revision.author(), List.of(),
						revision.path());
				prove(scratch, fileName, writer.write(alone, content, format), live);
			}
			RevisionFiles files = new RevisionFiles(this.managed.files(), this.status.changelog(),
					() -> Changelog.parse(this.managed.target().source(dialect.name())));
			Written written = request.dryRun() ? files.plan(place, fileName) : files.write(place, fileName, text);
			notes.addAll(written.notes());
			return new GeneratedView(this.managed.name(), place.id(), written.file(), text,
					ChangeViews.of(changes, elsewhere.current()), leftAlone, notes, unfilled, found.accepted().found());
		});
	}

	// The scratch database is where the revision will run elsewhere.
	private void prove(ScratchChangelog scratch, String fileName, String text, Schema live) {
		try (TemporaryDirectory directory = TemporaryDirectory.create()) {
			Path alone = Files.writeString(directory.path().resolve(fileName), text);
			MigrationTarget target = scratch.managed().target();
			new Replay(target.with(alone.toUri().toString(), new DefaultResourceLoader())).run((changeset) -> true);
			Comparison left = scratch.managed().compare(live, List.of());
			if (!left.changes().isEmpty()) {
				throw new CannotProceedException(ErrorCode.DRIFT_NOT_ADOPTABLE,
						"The revision would not "
								+ left.changes().stream().map(Change::description).collect(Collectors.joining("; "))
								+ ". Nothing was written: write it by hand, with revision.");
			}
		}
		catch (MigrationFailedException ex) {
			throw new CannotProceedException(ErrorCode.DRIFT_NOT_ADOPTABLE,
					"The revision would fail in other databases: " + ex.getMessage()
							+ " Nothing was written: name what it needs with --include, or write it by hand, with revision.",
					ex);
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNWRITABLE,
					"The revision cannot be tried: " + ex.getMessage() + ".", ex);
		}
	}

	/**
	 * Undo the changes.
	 * @param request what to undo
	 * @return what was found and run
	 * @throws CannotProceedException if rows of the database make it impossible, or if it
	 * has changed since the user agreed
	 */
	public RevertedDriftView revert(RevertDriftRequest request) {
		return find(request.drop(), (found, scratch) -> {
			CurrentSchema current = found.comparison().current();
			Changes changes = found.proposal().changes();
			refuseUsers(found.proposal());
			RecreatedDependents dependents = RecreatedDependents.of(changes, current);
			dependents.rejectImpossible();
			List<String> notes = new ArrayList<>(found.comparison().notes());
			notes.addAll(dependents.notes());
			RevisionContent content = RevisionContent.of(changes, Changes.of(List.of()), current.catalog(),
					current.dialect());
			List<Part> planned = content.steps()
				.stream()
				.map((step) -> new Part(
						step.actions().stream().flatMap((action) -> action.statements().stream()).toList(),
						step.isInTransaction()))
				.toList();
			List<String> statements = planned.stream().flatMap((part) -> part.statements().stream()).toList();
			DirectRun.Plan plan = (connection) -> {
				refuseBlockingRows(BlockingRows.describe(RowGuard.of(content, current.dialect()), connection));
				return planned;
			};
			if (request.dryRun()) {
				DirectRun.plan(this.managed.target(), plan);
			}
			else if (!planned.isEmpty()) {
				if (request.agreed() != null && !request.agreed().equals(statements)) {
					throw changed();
				}
				DirectRun.run(this.managed.target(), (connection) -> {
					// Another run may have ended while this one waited for the lock.
					if (!MigrationStatus.of(this.managed.target()).inHistory().equals(this.status.inHistory())
							|| !Comparison.read(this.managed.target(), current.schema())
								.schema()
								.equals(current.schema())) {
						throw changed();
					}
					return plan.parts(connection);
				});
			}
			return new RevertedDriftView(this.managed.name(), ChangeViews.of(changes, current),
					ChangeViews.leftAlone(found.proposal()), notes, statements);
		});
	}

	private CannotProceedException changed() {
		return new CannotProceedException(ErrorCode.DATABASE_CHANGED,
				"The database '" + this.managed.name() + "' has changed meanwhile; start again. Nothing was changed.");
	}

	private static void refuseBlockingRows(List<String> sentences) {
		if (!sentences.isEmpty()) {
			throw new CannotProceedException(ErrorCode.DRIFT_NOT_REVERTIBLE,
					"The database cannot be brought to the changelog. " + String.join(" ", sentences)
							+ " Nothing was changed.");
		}
	}

	// Some products drop what uses a column with it.
	private static void refuseUsers(Proposal proposal) {
		Set<QualifiedName> tables = proposal.changes()
			.stream()
			.flatMap((change) -> change.drops().stream())
			.filter((object) -> object.kind() == Kind.COLUMN)
			.map(SchemaObject::owner)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		for (LeftAlone left : proposal.leftAlone()) {
			SchemaObject object = left.change().drops().get(0);
			if (object.kind() != Kind.COLUMN && object.owner() != null && tables.contains(object.owner())) {
				throw new CannotProceedException(ErrorCode.DRIFT_NOT_REVERTIBLE,
						"A column of " + object.owner() + " cannot be dropped alone: the " + object
								+ " may use it. Drop it as well, with " + DropAnswers.option(left).orElse("--drop")
								+ ". Nothing was changed.");
			}
		}
	}

	/**
	 * Accept the changes, and the objects that no revision has created.
	 * @param dryRun whether to write nothing
	 * @return what is accepted
	 */
	public IgnoredDriftView ignore(boolean dryRun) {
		return find(List.of(), (found, scratch) -> {
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

	private <T> T find(List<String> requested, BiFunction<Found, ScratchChangelog, T> work) {
		Schema entities = this.managed.entities().get().orElse(Schema.EMPTY);
		try (ScratchChangelog scratch = ScratchChangelog.open(this.managed, entities)) {
			scratch.replay(this.status.inHistory()::contains);
			Comparison comparison = this.managed.compare(scratch.read(entities).schema(), List.of());
			AcceptedDifferences accepted = this.managed.accepted();
			Set<SchemaObject> objects = objects(requested, comparison);
			objects.addAll(ofKnownColumns(comparison));
			accepted.ignoreDrops(comparison.changes(), objects);
			Proposal proposal = propose(comparison, accepted, objects);
			List<LeftAlone> named = proposal.leftAlone()
				.stream()
				.map((left) -> new LeftAlone(left.change(), left.reason(), List.of(left.change().drops().get(0))))
				.toList();
			return work.apply(new Found(comparison, new Proposal(proposal.changes(), named), accepted), scratch);
		}
	}

	// A default, for example, is no object beside its column, and statements that change
	// another aspect may contain it.
	private static List<SchemaObject> ofKnownColumns(Comparison comparison) {
		return comparison.changes()
			.stream()
			.filter((change) -> !(change instanceof Drop))
			.flatMap((change) -> change.drops().stream())
			.filter((object) -> OF_COLUMN.contains(object.kind()))
			.toList();
	}

	private static Set<SchemaObject> objects(List<String> names, Comparison comparison) {
		Set<SchemaObject> objects = new LinkedHashSet<>();
		for (String name : names) {
			try {
				objects.addAll(DropAnswers.of(List.of(name), comparison));
			}
			catch (CannotProceedException ex) {
				throw new CannotProceedException(ErrorCode.OBJECT_UNKNOWN, "'" + name
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
