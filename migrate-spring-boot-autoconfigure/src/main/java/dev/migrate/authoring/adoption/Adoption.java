package dev.migrate.authoring.adoption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.AdoptRequest;
import dev.migrate.BaselineView;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.InitView;
import dev.migrate.MigrationFailedException;
import dev.migrate.Placement;
import dev.migrate.authoring.FlywaySettings;
import dev.migrate.authoring.InitViews;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.ScratchChangelog;
import dev.migrate.authoring.TemporaryDirectory;
import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.acceptance.Sides;
import dev.migrate.authoring.comparison.CatalogFacts;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.authoring.comparison.FilteredSchemas;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.placement.NewRevisions;
import dev.migrate.authoring.placement.NewRevisions.Place;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.ChangelogSource;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.changelog.write.ChangelogWriter;
import dev.migrate.changelog.write.RevisionContent;
import dev.migrate.database.CurrentSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.UnmanagedObjects;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.run.History;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.Stamper;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * Adopts an existing database as the first revision of a changelog, after validating that
 * the revision builds the same schema.
 */
public final class Adoption {

	private static final int MANY = 5;

	private final ManagedDatabase managed;

	private final ChangelogFiles files;

	private final Clock clock;

	public Adoption(ManagedDatabase managed, ChangelogFiles files, Clock clock) {
		this.managed = managed;
		this.files = files;
		this.clock = clock;
	}

	public InitView adopt(AdoptRequest request) {
		refuseHistory();
		Schema entities = this.managed.entities().get().orElse(Schema.EMPTY);
		Comparison comparison = this.managed.compare(entities, List.of());
		CurrentSchema current = comparison.current();
		if (current.schema().tables().isEmpty()) {
			throw new CannotProceedException(ErrorCode.NOTHING_TO_ADOPT,
					"The database has no tables, so that there is nothing to adopt; run init without --from-database.");
		}
		Optional<FlywayHistory> flyway = flyway(current, request);
		List<UnmanagedObjects> unseen = unseen(current);
		Schema live = withFirstRows(current.schema(), comparison.desired());
		Dialect dialect = current.dialect();
		Changes all = SchemaDiffer.diff(Schema.EMPTY, live);
		Mapped mapped = new Mapped(comparison, this.managed.customization().filter().get());
		Schema requested = FilteredSchemas.of(Schema.EMPTY, live, mapped).desired();
		RevisionContent content = RevisionContent.of(all, SchemaDiffer.diff(Schema.EMPTY, requested),
				current.catalog().withSchema(Schema.EMPTY), dialect);
		ChangelogWriter writer = new ChangelogWriter(dialect);
		ChangelogFormat format = writer.formatOf(content,
				Objects.requireNonNullElse(request.format(), this.managed.format()));
		String message = message(request, flyway);
		NewRevisions revisions = revisions();
		Place place = revisions.next(Placement.NONE);
		String fileName = revisions.fileName(place, message, format);
		String text = writer.write(revisions.revision(place, message, request.author(), fileName), content, format);
		Path file = place.location().directory().resolve(fileName);
		AcceptedDifferences accepted = this.managed.accepted();
		InitView init = apart(fileName, text, (alone) -> {
			prove(alone, current, live);
			accept(alone, comparison, accepted);
			return request.dryRun()
					? InitViews.of(this.managed.name(), this.files.planInit(), this.files.locations(), List.of())
					: writeAndStamp(alone, place, fileName, text, accepted);
		});
		BaselineView baseline = new BaselineView(place.id(), message, file, text, live.tables().size(),
				requested.tables().size(), flyway.flatMap(FlywayHistory::version).orElse(null), accepted.found(),
				accepted.isChanged() ? accepted.file() : null, sentences(unseen),
				steps(place.id(), !entities.tables().isEmpty(), flyway.isPresent(), accepted));
		return new InitView(init.database(), init.written(), init.changed(), init.kept(), init.advice(), baseline);
	}

	private void accept(MigrationTarget alone, Comparison comparison, AcceptedDifferences accepted) {
		if (this.managed.entities().get().isEmpty()) {
			return;
		}
		List<Changeset> baseline = Changelog.parse(alone.source(comparison.current().dialect().name()))
			.revisions()
			.stream()
			.flatMap((revision) -> revision.changesets().stream())
			.toList();
		accepted.accept(this.managed.propose(comparison, Ownership.of(baseline), accepted),
				Sides.DATABASE_AND_ENTITIES);
	}

	private void refuseHistory() {
		this.files.refuseWithoutSources();
		int applied = History.read(this.managed.target()).applied().size();
		if (applied > 0) {
			throw new CannotProceedException(ErrorCode.ALREADY_MIGRATED, "The history of the database '"
					+ this.managed.name() + "' has " + ((applied == 1) ? "1 changeset" : applied + " changesets")
					+ ": Liquibase migrates it already, so that there is nothing to adopt. Run generate-changeset.");
		}
		ChangelogSource source = this.managed.target().source(null);
		if (Changelog.exists(source)) {
			int revisions = Changelog.parse(source).graph().revisions().size();
			if (revisions > 0) {
				throw new CannotProceedException(ErrorCode.ALREADY_MIGRATED,
						"The changelog has " + ((revisions == 1) ? "1 revision" : revisions + " revisions")
								+ " already: a baseline must be the first. Run stamp if the database already has their"
								+ " schema, or upgrade if it does not.");
			}
		}
		revisions().refuseUnknownFiles();
	}

	private NewRevisions revisions() {
		return new NewRevisions(this.managed.revisions().fileNames(), this.managed.author(),
				RevisionGraph.of(List.of()), this.files, (heads) -> {
					throw new IllegalStateException("A changelog without revisions has no heads");
				}, List::of, this.clock);
	}

	private Optional<FlywayHistory> flyway(CurrentSchema current, AdoptRequest request) {
		FlywaySettings settings = this.managed.flyway();
		Optional<FlywayHistory> history = DatabaseAccess.connect(this.managed.target(),
				(connection) -> FlywayHistory.read(connection, current, settings.table()));
		if (history.isEmpty() && request.flyway()) {
			throw new CannotProceedException(ErrorCode.FLYWAY_HISTORY_MISSING,
					"The database has no table " + settings.table()
							+ ": Flyway has not migrated it. Run init --from-database, or set spring.flyway.table.");
		}
		history.ifPresent(new FlywayMigrations(this.managed.target().resourceLoader(), settings.locations(),
				current.dialect().name())::refuseUnfinished);
		return history;
	}

	private static String message(AdoptRequest request, Optional<FlywayHistory> flyway) {
		String message = request.message();
		if (message != null) {
			return message;
		}
		return flyway.map((history) -> "baseline of flyway" + history.version().map((it) -> " " + it).orElse(""))
			.orElse("baseline");
	}

	private static Schema withFirstRows(Schema live, Schema desired) {
		return live
			.mapTables((table) -> table.withInserts(desired.table(table.name()).map(Table::inserts).orElse(List.of())));
	}

	private <T> T apart(String fileName, String text, Work<T> work) {
		try (TemporaryDirectory folder = TemporaryDirectory.create()) {
			Path alone = Files.writeString(folder.path().resolve(fileName), text);
			return work.with(this.managed.target().with(alone.toUri().toString(), new DefaultResourceLoader()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void prove(MigrationTarget alone, CurrentSchema current, Schema live) {
		Set<String> differences = new TreeSet<>();
		try (ScratchChangelog scratch = ScratchChangelog.open(this.managed.on(alone), live)) {
			scratch.replay((changeset) -> true);
			CurrentSchema built = scratch.read(live);
			for (Change change : SchemaDiffer.diff(current.schema(), built.schema())) {
				differences.add("to " + change.description());
			}
			for (Change change : SchemaDiffer.diff(built.schema(), current.schema())) {
				differences.add("not to " + change.description());
			}
			Set<String> facts = facts(this.managed.target(), current);
			Set<String> factsBuilt = facts(scratch.managed().target(), built);
			facts.stream()
				.filter((fact) -> !factsBuilt.contains(fact))
				.forEach((fact) -> differences.add("no " + fact));
			factsBuilt.stream().filter((fact) -> !facts.contains(fact)).forEach(differences::add);
		}
		if (!differences.isEmpty()) {
			String more = (differences.size() > MANY) ? "; and " + (differences.size() - MANY) + " more" : "";
			throw new MigrationFailedException(ErrorCode.BASELINE_INCOMPLETE,
					"A baseline would not create the schema of the database. It would have "
							+ differences.stream().limit(MANY).collect(Collectors.joining("; ")) + more
							+ ". Nothing was written: write the baseline by hand, and stamp it.",
					null);
		}
	}

	private static Set<String> facts(MigrationTarget target, CurrentSchema seen) {
		Set<String> tables = seen.schema()
			.tables()
			.stream()
			.map((table) -> table.name().name())
			.collect(Collectors.toSet());
		return DatabaseAccess.connect(target, (connection) -> CatalogFacts.of(connection, seen.scope(), tables));
	}

	private InitView writeAndStamp(MigrationTarget alone, Place place, String fileName, String text,
			AcceptedDifferences accepted) {
		InitView init = InitViews.of(this.managed.name(), this.files.init(), this.files.locations(), List.of());
		Path file = place.location().write(fileName, text);
		boolean stamped = false;
		try {
			// The file is not on the class path of this process.
			new Stamper(alone).stamp(List.of("heads"), Stamper.Way.KEEP, null);
			stamped = true;
			if (accepted.isChanged()) {
				accepted.write();
			}
			return init;
		}
		finally {
			if (!stamped) {
				file.toFile().delete();
			}
		}
	}

	private List<UnmanagedObjects> unseen(CurrentSchema current) {
		return DatabaseAccess.connect(this.managed.target(),
				(connection) -> current.dialect().unmanagedObjects(connection, current.scope()));
	}

	private static List<String> sentences(List<UnmanagedObjects> unseen) {
		List<String> sentences = new ArrayList<>();
		for (UnmanagedObjects kind : unseen) {
			int count = kind.names().size();
			String names = kind.names().stream().limit(MANY).collect(Collectors.joining(", "));
			sentences.add("Not in the baseline: " + kind.kind() + " " + names
					+ ((count > MANY) ? " and " + (count - MANY) + " more" : "")
					+ ". To create it in other databases, run revision -m ... and write it by hand.");
		}
		return sentences;
	}

	private static List<String> steps(String id, boolean entities, boolean flyway, AcceptedDifferences accepted) {
		List<String> steps = new ArrayList<>();
		if (flyway) {
			steps.add("Set spring.flyway.enabled=false, or remove Flyway: Liquibase migrates from now on.");
		}
		if (entities) {
			steps.add("Set spring.jpa.hibernate.ddl-auto to none or validate, if it is anything else.");
		}
		steps
			.add("Build the application, and in every other environment that has this schema run: migrate stamp " + id);
		if (accepted.found() > 0) {
			steps.add("Review the accepted differences, and give reasons. generate-changeset --include-accepted=TABLE"
					+ " generates those of a table.");
		}
		return steps;
	}

	/**
	 * Work on a baseline that is alone in its changelog.
	 *
	 * @param <T> what it returns
	 */
	private interface Work<T> {

		T with(MigrationTarget alone);

	}

}
