package dev.migrate.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.migrate.Answers;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.ChangelogFormat;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.authoring.comparison.DefaultAnswers;
import dev.migrate.authoring.comparison.DropAnswers;
import dev.migrate.authoring.comparison.RenameQuestions;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.authoring.placement.NewRevisions;
import dev.migrate.authoring.placement.NewRevisions.Place;
import dev.migrate.authoring.placement.RevisionFiles;
import dev.migrate.authoring.placement.RevisionFiles.Written;
import dev.migrate.change.Changes;
import dev.migrate.change.FillColumn;
import dev.migrate.change.SchemaObject;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.write.ChangelogWriter;
import dev.migrate.changelog.write.Placeholder;
import dev.migrate.changelog.write.RevisionContent;
import dev.migrate.changelog.write.RowGuard;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.MigrationStatus;
import dev.migrate.schema.Schema;

/**
 * Writes the revision that brings a database to the schema of the entities.
 */
public final class Generation {

	private final ManagedDatabase database;

	private final MigrationStatus status;

	private final NewRevisions revisions;

	/**
	 * Create a new generation.
	 * @param database the database
	 * @param status the status of the database
	 * @param revisions determines the place of the revision
	 */
	public Generation(ManagedDatabase database, MigrationStatus status, NewRevisions revisions) {
		this.database = database;
		this.status = status;
		this.revisions = revisions;
	}

	/**
	 * Compare the entities with the database, and write the revision.
	 * @param entities the schema of the entities
	 * @param request what to generate
	 * @return what was detected and written
	 */
	public GeneratedView generate(Schema entities, GenerateRequest request) {
		this.revisions.refuseUnknownFiles();
		Place place = this.revisions.next(request.placement());
		return generate(entities, request, new Destination() {

			@Override
			public Place place() {
				return place;
			}

			@Override
			public String fileName(ChangelogFormat format) {
				return Generation.this.revisions.fileName(place, request.message(), format);
			}

			@Override
			public Written write(String fileName, String content, String product) {
				RevisionFiles files = files(product);
				return request.dryRun() ? files.plan(place, fileName) : files.write(place, fileName, content);
			}

		});
	}

	/**
	 * Compare the entities with the database, which is at the parents of a revision, and
	 * generate that revision anew. Nothing is written.
	 * @param entities the schema of the entities
	 * @param request what to generate
	 * @param newest the revision
	 * @return what was detected and is to be written
	 */
	public GeneratedView regenerate(Schema entities, GenerateRequest request, NewestRevision newest) {
		Revision revision = newest.revision();
		Place place = this.revisions.placeOf(revision);
		return generate(entities, request, new Destination() {

			@Override
			public Place place() {
				return place;
			}

			@Override
			public String fileName(ChangelogFormat format) {
				String former = newest.file().getFileName().toString();
				boolean same = request.message().equals(revision.message())
						&& ChangelogFormat.of(former).equals(Optional.of(format));
				return same ? former : Generation.this.revisions.fileName(place, request.message(), format);
			}

			@Override
			public Written write(String fileName, String content, String product) {
				return files(product).planReplacement(newest.file(), place, fileName);
			}

		});
	}

	private RevisionFiles files(String product) {
		return new RevisionFiles(this.database.files(), this.status.changelog(),
				() -> Changelog.parse(this.database.target().source(product)));
	}

	private GeneratedView generate(Schema entities, GenerateRequest request, Destination destination) {
		ChangelogFormat wanted = Objects.requireNonNullElse(request.format(), this.database.format());
		Answers answers = request.answers();
		Comparison comparison = this.database.compare(entities, answers.renames());
		Dialect dialect = comparison.current().dialect();
		Set<SchemaObject> drops = DropAnswers.of(answers.drops(), comparison);
		AcceptedDifferences accepted = this.database.accepted();
		accepted.ignore(request.accepted());
		accepted.ignoreDrops(comparison.changes(), drops);
		Ownership ownership = Ownership.of(this.status.ran()).after(comparison.changes()).withRequested(drops);
		Proposal proposal = accepted.propose(ownership, comparison.changes(), comparison.current());
		DropAnswers.refuse(drops, proposal);
		if (!answers.noRename()) {
			RenameQuestions.rejectUnanswered(comparison, proposal);
		}
		List<LeftAloneView> leftAlone = ChangeViews.leftAlone(proposal);
		Changes requested = DefaultAnswers.apply(answers.defaults(), comparison, proposal.changes());
		Changes changes = accepted
			.leaveOut(this.database.customization().customize(requested, this.database.name(), comparison));
		accepted.refuseUsesOfMissing(changes);
		RecreatedDependents dependents = RecreatedDependents.of(changes, comparison.current());
		dependents.rejectImpossible();
		RevisionContent written = RevisionContent.of(changes, requested, comparison.current().catalog(), dialect);
		ChangelogWriter writer = new ChangelogWriter(dialect);
		List<String> notes = new ArrayList<>(this.database.caveats().all());
		notes.addAll(comparison.notes());
		if (changes.isEmpty()) {
			return new GeneratedView(this.database.name(), null, null, null, List.of(), leftAlone, notes, List.of(),
					accepted.found());
		}
		notes.addAll(dependents.notes());
		written.unfilled().stream().map(Generation::note).forEach(notes::add);
		notes.addAll(DatabaseAccess.connect(this.database.target(),
				(connection) -> BlockingRows.describe(RowGuard.of(written, dialect), connection)));
		ChangelogFormat format = writer.formatOf(written, wanted);
		String fileName = destination.fileName(format);
		NewRevision revision = this.revisions.revision(destination.place(), request.message(), request.author(),
				fileName);
		String content = writer.write(revision, written, format);
		Written file = destination.write(fileName, content, dialect.name());
		notes.addAll(file.notes());
		return new GeneratedView(this.database.name(), revision.id(), file.file(), content,
				ChangeViews.of(changes, comparison.current()), leftAlone, List.copyOf(notes), written.unfilledColumns(),
				accepted.found());
	}

	private static String note(FillColumn unfilled) {
		String column = unfilled.column().name();
		return "The rows of " + unfilled.table() + " need a value in " + column + ": replace "
				+ Placeholder.of(unfilled) + " in the file with it, as SQL, or generate the revision with --default "
				+ unfilled.table() + "." + column + "=VALUE.";
	}

	/**
	 * Where the revision is written.
	 */
	private interface Destination {

		Place place();

		String fileName(ChangelogFormat format);

		Written write(String fileName, String content, String product);

	}

}
