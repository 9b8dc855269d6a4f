package dev.migrate;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.NewRevisions.Place;
import dev.migrate.change.Changes;
import dev.migrate.change.SchemaObject;
import dev.migrate.changelog.ChangelogFormat;
import dev.migrate.changelog.ChangelogWriter;
import dev.migrate.changelog.NewRevision;
import dev.migrate.changelog.Ownership;
import dev.migrate.changelog.Ownership.Proposal;
import dev.migrate.changelog.RevisionContent;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.MigrationStatus;
import dev.migrate.schema.Schema;

/**
 * Writes the revision that brings a database to what the entities ask for.
 */
final class Generation {

	private final ManagedDatabase database;

	private final MigrationStatus status;

	private final NewRevisions revisions;

	Generation(ManagedDatabase database, MigrationStatus status, NewRevisions revisions) {
		this.database = database;
		this.status = status;
		this.revisions = revisions;
	}

	GeneratedView generate(Schema entities, GenerateRequest request) throws SQLException {
		this.revisions.refuseUnknownFiles();
		Place place = this.revisions.next(request.placement());
		ChangelogFormat wanted = Formats.of(request.format(), this.database.format());
		Answers answers = request.answers();
		Comparison comparison = Comparison.of(this.database, entities, answers.renames());
		Dialect dialect = comparison.current().dialect();
		Set<SchemaObject> drops = DropAnswers.of(answers.drops(), comparison);
		Proposal proposal = Ownership.of(this.status.ran())
			.after(comparison.changes())
			.asked(drops)
			.propose(comparison.changes(), comparison.current().schema());
		DropAnswers.refuse(drops, proposal);
		if (!answers.noRename()) {
			RenamesUnansweredException.refuse(comparison, proposal);
		}
		List<LeftAloneView> leftAlone = proposal.leftAlone().stream().map(LeftAloneView::of).toList();
		Changes asked = DefaultAnswers.apply(answers.defaults(), comparison, proposal.changes());
		Changes changes = this.database.customization().customize(asked, this.database.name(), comparison);
		Schema current = comparison.current().schema();
		RevisionContent written = new RevisionContent(dialect.executable(changes, current), asked, current);
		ChangelogWriter writer = new ChangelogWriter(dialect);
		if (changes.isEmpty()) {
			return new GeneratedView(this.database.name(), null, null, null, List.of(), leftAlone, comparison.notes());
		}
		ChangelogFormat format = writer.formatOf(written, wanted);
		String fileName = this.revisions.fileName(place, request.message(), format);
		NewRevision revision = this.revisions.revision(place, request.message(), request.author(), fileName);
		String content = writer.write(revision, written, format);
		Path file = request.dryRun() ? place.location().directory().resolve(fileName)
				: place.location().write(fileName, content);
		return new GeneratedView(this.database.name(), revision.id(), file, content,
				changes.stream().map((change) -> ChangeView.of(change, changes, dialect)).toList(), leftAlone,
				comparison.notes());
	}

}
