package dev.migrate;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.change.Changes;
import dev.migrate.change.SchemaObject;
import dev.migrate.changelog.ChangelogFiles;
import dev.migrate.changelog.ChangelogFormat;
import dev.migrate.changelog.ChangelogWriter;
import dev.migrate.changelog.NewRevision;
import dev.migrate.changelog.Ownership;
import dev.migrate.changelog.Ownership.Proposal;
import dev.migrate.changelog.Revision;
import dev.migrate.changelog.RevisionContent;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.MigrationStatus;
import dev.migrate.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes the revision that brings a database to what the entities ask for.
 */
final class Generation {

	private final ManagedDatabase database;

	private final MigrationStatus status;

	private final ChangelogFiles files;

	private final Clock clock;

	Generation(ManagedDatabase database, MigrationStatus status, ChangelogFiles files, Clock clock) {
		this.database = database;
		this.status = status;
		this.files = files;
		this.clock = clock;
	}

	GeneratedView generate(Schema entities, GenerateRequest request) throws SQLException {
		refuseUnknownFiles();
		ChangelogFormat wanted = format(request.format(), this.database.format());
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
		List<String> parents = this.status.graph().heads().stream().map(Revision::reference).toList();
		String id = NewRevision.nextId(this.clock, parents);
		ChangelogFormat format = writer.formatOf(written, wanted);
		String author = Optional.ofNullable(request.author()).orElse(this.database.author());
		String fileName = ChangelogFiles.fileName(id, request.message(), format);
		NewRevision revision = new NewRevision(id, request.message(), author, parents,
				this.files.logicalPath(fileName));
		String content = writer.write(revision, written, format);
		Path file = request.dryRun() ? this.files.versions().resolve(fileName) : this.files.write(fileName, content);
		return new GeneratedView(this.database.name(), id, file, content,
				changes.stream().map((change) -> ChangeView.of(change, changes, dialect)).toList(), leftAlone,
				comparison.notes());
	}

	private void refuseUnknownFiles() {
		Set<String> known = this.status.graph()
			.revisions()
			.stream()
			.map((revision) -> revision.path().substring(revision.path().lastIndexOf('/') + 1))
			.collect(Collectors.toSet());
		List<String> unknown = this.files.fileNames().stream().filter((name) -> !known.contains(name)).toList();
		if (!unknown.isEmpty()) {
			throw new CannotProceedException("The directory " + this.files.versions() + " has "
					+ String.join(", ", unknown) + ", and the changelog of this application does not: build the"
					+ " application again and run upgrade, or put a changeset into the file if it has none.");
		}
	}

	static ChangelogFormat format(@Nullable String name, ChangelogFormat configured) {
		if (name == null) {
			return configured;
		}
		return Arrays.stream(ChangelogFormat.values())
			.filter((format) -> format.name().equalsIgnoreCase(name))
			.findFirst()
			.orElseThrow(() -> new CannotProceedException("There is no format '" + name + "'; the formats are "
					+ Arrays.stream(ChangelogFormat.values())
						.map(ChangelogFormat::extension)
						.collect(Collectors.joining(", "))
					+ "."));
	}

}
