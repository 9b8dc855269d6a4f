package dev.migrate.authoring;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.SquashRequest;
import dev.migrate.SquashedView;
import dev.migrate.authoring.comparison.FilteredSchemas;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.placement.NewRevisions;
import dev.migrate.authoring.placement.NewRevisions.Place;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.file.VersionLocation;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.GeneratedMark;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.revision.Replacement;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.changelog.write.ChangelogWriter;
import dev.migrate.changelog.write.RevisionContent;
import dev.migrate.changelog.write.RowGuard;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.RunOptions;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

import org.springframework.util.FileSystemUtils;

/**
 * Replaces several revisions by one that builds the same schema. It is written only if
 * scratch databases have the same content after both, and if one that has the replaced
 * revisions takes the new one as applied.
 */
public final class Squash {

	private static final int MANY = 5;

	private final ManagedDatabase managed;

	private final MigrationStatus status;

	private final NewRevisions revisions;

	private final RevisionGraph graph;

	private final List<Revision> range;

	private final Revision last;

	/**
	 * Create a new squash.
	 * @param managed the database
	 * @param status the status of the database
	 * @param revisions determines the names of the new revision
	 * @param range the revisions to replace, in the order in which they run
	 * @throws CannotProceedException if they cannot be replaced by one revision
	 */
	public Squash(ManagedDatabase managed, MigrationStatus status, NewRevisions revisions, List<Revision> range) {
		this.managed = managed;
		this.status = status;
		this.revisions = revisions;
		this.graph = status.graph();
		this.range = List.copyOf(range);
		if (range.size() < 2) {
			throw new CannotProceedException(ErrorCode.NOTHING_TO_SQUASH, "There is nothing to squash: the range has "
					+ (range.isEmpty() ? "no revision." : "one revision, " + range.get(0).id() + "."));
		}
		this.last = range.get(range.size() - 1);
		refuseOtherLines();
		refuseOtherFiles();
		refuseOtherChangesets();
		refusePartOfRange();
	}

	private void refuseOtherLines() {
		Set<Revision> inside = new HashSet<>(this.range);
		for (Revision revision : this.range) {
			boolean first = revision.equals(this.range.get(0));
			Set<Revision> outside = new LinkedHashSet<>();
			if (!first) {
				outside.addAll(this.graph.parents(revision));
				revision.dependencies().forEach((id) -> this.graph.find(id).ifPresent(outside::add));
			}
			if (!revision.equals(this.last)) {
				outside.addAll(this.graph.children(revision));
				this.graph.revisions()
					.stream()
					.filter((other) -> other.dependencies().contains(revision.id()))
					.forEach(outside::add);
			}
			outside.removeAll(inside);
			if (!outside.isEmpty()) {
				throw new CannotProceedException(ErrorCode.REVISIONS_NOT_SQUASHABLE,
						"The revisions cannot be squashed: " + revision + " and " + ids(outside)
								+ ", which is not in the range, belong together. Choose a range that begins"
								+ " and ends where nothing branches off.");
			}
		}
	}

	private void refuseOtherFiles() {
		for (Revision revision : this.range) {
			VersionLocation location = this.managed.files()
				.locations()
				.stream()
				.filter((candidate) -> candidate.has(revision))
				.findFirst()
				.orElseThrow(() -> new CannotProceedException(ErrorCode.REVISIONS_NOT_SQUASHABLE,
						"The revisions cannot be squashed: " + revision + " is not in a directory of revisions, but in "
								+ revision.path() + "."));
			if (!this.status.changelog().includes(location)) {
				throw new CannotProceedException(ErrorCode.REVISIONS_NOT_SQUASHABLE,
						"The revisions cannot be squashed: the changelog " + this.managed.files().master()
								+ " includes the files of " + location.name()
								+ " by their names. Include the directory.");
			}
		}
	}

	private void refuseOtherChangesets() {
		for (Revision revision : this.range) {
			if (!revision.replaces().isEmpty()) {
				throw new CannotProceedException(ErrorCode.REVISIONS_NOT_SQUASHABLE,
						"The revisions cannot be squashed: " + revision
								+ " replaces others already, and databases may still have these. Begin the range after it.");
			}
			if (revision.path().indexOf(',') != -1) {
				throw new CannotProceedException(ErrorCode.REVISIONS_NOT_SQUASHABLE,
						"The revisions cannot be squashed: the name of " + revision.path() + " has a comma.");
			}
			for (Changeset changeset : revision.changesets()) {
				if (!changeset.isStep() || !this.status.changelog().isUnconditional(changeset)) {
					throw new CannotProceedException(ErrorCode.REVISIONS_NOT_SQUASHABLE,
							"The revisions cannot be squashed: changeset " + changeset.name()
									+ " runs more than once, or not everywhere: it is repeatable, or has a context, a label or a"
									+ " product. Choose a range without it.");
				}
			}
		}
	}

	private void refusePartOfRange() {
		List<Revision> applied = this.range.stream().filter(this.status.applied()::contains).toList();
		if (!applied.isEmpty() && applied.size() < this.range.size()) {
			throw new CannotProceedException(ErrorCode.REVISIONS_PENDING, "The database '" + this.managed.name()
					+ "' has only some of the revisions" + " of the range; run upgrade first.");
		}
	}

	/**
	 * Replace the revisions.
	 * @param request what to write
	 * @return what was written
	 * @throws CannotProceedException if one revision would not build the same
	 */
	public SquashedView squash(SquashRequest request) {
		Schema entities = this.managed.entities().get().orElse(Schema.EMPTY);
		try (ScratchChangelog scratch = ScratchChangelog.open(this.managed, entities)) {
			Set<Changeset> before = changesets(this.graph.ancestors(this.range.get(0)));
			Set<Changeset> replaced = changesets(this.range);
			scratch.replay(before::contains);
			BuiltSchema start = BuiltSchema.read(scratch.managed().target(), entities);
			scratch.replay((changeset) -> before.contains(changeset) || replaced.contains(changeset));
			BuiltSchema end = BuiltSchema.read(scratch.managed().target(), entities);
			Schema firstRows = scratch.managed().compare(entities, List.of()).desired();
			Draft draft = draft(request, start, end, firstRows, before);
			prove(scratch, draft, end, entities);
			return new SquashedView(this.managed.name(), this.last.id(), draft.file(), draft.text(),
					this.range.stream().map(Revision::id).toList(), request.dryRun() ? null : replace(draft));
		}
	}

	private Draft draft(SquashRequest request, BuiltSchema start, BuiltSchema end, Schema firstRows,
			Collection<Changeset> before) {
		Dialect dialect = start.schema().dialect();
		Schema from = start.schema().schema();
		Schema to = end.schema()
			.schema()
			.mapTables((table) -> from.table(table.name()).isPresent() ? table
					: table.withInserts(firstRows.table(table.name()).map(Table::inserts).orElse(List.of())));
		List<Changeset> ran = new ArrayList<>(before);
		this.range.forEach((revision) -> ran.addAll(revision.changesets()));
		Ownership ownership = Ownership.of(ran);
		Schema requested = FilteredSchemas.of(Schema.EMPTY, to, ownership::owns).desired();
		RevisionContent content = RevisionContent.of(SchemaDiffer.diff(from, to), SchemaDiffer.diff(from, requested),
				start.schema().catalog(), dialect);
		if (!from.tables().isEmpty()) {
			refuseWorkOnRows(content, dialect);
		}
		ChangelogFormat wanted = Objects.requireNonNullElse(request.format(), this.managed.format());
		ChangelogFormat format = (wanted == ChangelogFormat.SQL) ? ChangelogFormat.YAML : wanted;
		String message = Objects.requireNonNullElse(request.message(),
				"squash " + this.range.get(0).id() + " to " + this.last.id());
		Place place = place();
		String fileName = this.revisions.fileName(place, message, format);
		Path file = place.location().directory().resolve(fileName);
		if (Files.exists(file)) {
			throw new CannotProceedException(ErrorCode.FILE_EXISTS,
					"The file " + file + " exists already; specify another message.");
		}
		List<Changeset> steps = this.range.stream()
			.flatMap((revision) -> revision.changesets().stream())
			.filter(Changeset::isStep)
			.toList();
		NewRevision revision = this.revisions.revision(place, message, request.author(), fileName)
			.replacing(new Replacement(this.range.stream().map(Revision::path).toList(), steps.get(0),
					steps.get(steps.size() - 1)));
		return new Draft(file, new ChangelogWriter(dialect).write(revision, content, format));
	}

	private Place place() {
		Place first = this.revisions.placeOf(this.range.get(0));
		Place last = this.revisions.placeOf(this.last);
		Set<String> labels = new TreeSet<>();
		this.range.forEach((revision) -> labels.addAll(revision.labels()));
		return new Place(first.parents(), first.dependencies(), List.copyOf(labels), last.id(), last.prefix(),
				last.location());
	}

	// What the revisions do with rows that were there before cannot be seen in the
	// schemas.
	private void refuseWorkOnRows(RevisionContent content, Dialect dialect) {
		List<String> working = this.range.stream()
			.flatMap((revision) -> revision.changesets().stream())
			.filter((changeset) -> changeset.created() == null || isWorkOnRows(changeset.mark()))
			.map(Changeset::id)
			.toList();
		if (!working.isEmpty() || !content.unfilled().isEmpty() || !RowGuard.of(content, dialect).isEmpty()) {
			throw new CannotProceedException(ErrorCode.REVISIONS_NOT_SQUASHABLE,
					"The revisions cannot be squashed: databases that are at the start of the"
							+ " range may have rows, and "
							+ (working.isEmpty() ? "new conditions apply to them"
									: "the changesets " + String.join(", ", working) + " may work on them")
							+ ". Choose a range without them, or one that begins with the first revision.");
		}
	}

	private static boolean isWorkOnRows(GeneratedMark mark) {
		return mark.rename() != null || !mark.dropped().isEmpty();
	}

	private void prove(ScratchChangelog scratch, Draft draft, BuiltSchema end, Schema entities) {
		try (TemporaryDirectory directory = TemporaryDirectory.create()) {
			write(draft, directory.path());
			try (URLClassLoader files = new URLClassLoader(new URL[] { directory.path().toUri().toURL() }, null)) {
				scratch.prepare();
				upgrade(scratch.managed(files), this.last.id());
				refuse("A single revision would not build the same",
						end.differencesTo(BuiltSchema.read(scratch.managed().target(), entities)));
				// What the revisions after the range do must be possible in both cases.
				upgrade(scratch.managed(files), "heads");
				BuiltSchema fresh = BuiltSchema.read(scratch.managed().target(), entities);
				scratch.prepare();
				upgrade(scratch.managed(), this.last.id());
				upgrade(scratch.managed(files), "heads");
				refuse("A database that has the revisions would not be the same as one that has the single one",
						fresh.differencesTo(BuiltSchema.read(scratch.managed().target(), entities)));
			}
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The files of the revisions cannot be read: " + ex.getMessage() + ".", ex);
		}
	}

	private void write(Draft draft, Path directory) throws IOException {
		String changelog = ChangelogFiles.onClassPath(this.managed.target().changelog())
			.orElseThrow(() -> new CannotProceedException(ErrorCode.CHANGELOG_MISSING,
					"The changelog " + this.managed.target().changelog()
							+ " is not on the class path, so that a single revision cannot be tried."));
		Path resources = this.managed.resourcesDirectory();
		FileSystemUtils.copyRecursively(resources, directory);
		for (Path file : replacedFiles()) {
			Files.delete(directory.resolve(resources.relativize(file)));
		}
		Files.writeString(directory.resolve(resources.relativize(draft.file())), draft.text());
		if (!Files.exists(directory.resolve(changelog))) {
			throw new CannotProceedException(ErrorCode.SOURCES_MISSING,
					"The changelog " + changelog + " is not in " + resources + "; run squash in the sources.");
		}
	}

	private List<Path> replacedFiles() {
		return this.range.stream()
			.map((revision) -> this.managed.files()
				.find(revision.path(), this.managed.resourcesDirectory())
				.orElseThrow(() -> new CannotProceedException(ErrorCode.SOURCES_MISSING,
						"The file " + revision.path() + " is not below " + this.managed.resourcesDirectory()
								+ "; run squash in the sources.")))
			.toList();
	}

	private static void upgrade(ManagedDatabase database, String revision) {
		try {
			new MigrationRunner(database.target(), database.log()).upgrade(revision, RunOptions.NONE);
		}
		catch (MigrationException ex) {
			throw new CannotProceedException(ErrorCode.REVISIONS_NOT_SQUASHABLE,
					"The revisions cannot be squashed: " + ex.getMessage() + " Nothing was written.", ex);
		}
	}

	private static void refuse(String reason, Set<String> differences) {
		if (!differences.isEmpty()) {
			String more = (differences.size() > MANY) ? "; and " + (differences.size() - MANY) + " more" : "";
			throw new CannotProceedException(ErrorCode.REVISIONS_NOT_SQUASHABLE,
					reason + ": it " + differences.stream().limit(MANY).collect(Collectors.joining("; it ")) + more
							+ ". Nothing was written: choose a range without the revisions that do this.");
		}
	}

	private Path replace(Draft draft) {
		List<Path> files = replacedFiles();
		Map<Path, Path> copies = new LinkedHashMap<>();
		try {
			Path former = Files.createTempDirectory("migrate");
			for (Path file : files) {
				// Two directories may have files of the same name.
				Path copy = former.resolve(copies.size() + 1 + "_" + file.getFileName());
				Files.copy(file, copy);
				copies.put(file, copy);
			}
			ChangelogFiles.save(draft.file(), draft.text());
			for (Path file : files) {
				Files.delete(file);
			}
			return former;
		}
		catch (IOException | MigrationFailedException ex) {
			List<Path> missing = restore(copies);
			ChangelogFiles.delete(draft.file());
			throw new MigrationFailedException(ErrorCode.FILE_UNWRITABLE,
					"The files of the revisions cannot be replaced: " + ex.getMessage() + ". " + (missing.isEmpty()
							? "They are as before." : "Restore " + missing + " from " + copies.values() + "."),
					ex);
		}
	}

	private static List<Path> restore(Map<Path, Path> copies) {
		List<Path> missing = new ArrayList<>();
		copies.forEach((file, copy) -> {
			try {
				if (!Files.exists(file)) {
					Files.copy(copy, file);
				}
			}
			catch (IOException ex) {
				missing.add(file);
			}
		});
		return missing;
	}

	private static Set<Changeset> changesets(Collection<Revision> revisions) {
		return revisions.stream()
			.flatMap((revision) -> revision.changesets().stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static String ids(Collection<Revision> revisions) {
		return revisions.stream().map(Revision::id).collect(Collectors.joining(", "));
	}

	/**
	 * The new file.
	 *
	 * @param file where it is written
	 * @param text its text
	 */
	private record Draft(Path file, String text) {

	}

}
