package dev.migrate.authoring;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.BranchCheckView;
import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.Divergence;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunOptions;
import dev.migrate.schema.Schema;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.FileSystemUtils;

/**
 * Compares the changelog with that of another branch of the git repository, and tries on
 * scratch databases whether the order in which the revisions of both are applied matters.
 *
 * @param managed the database
 * @param reference the other branch, or a tag or a commit
 */
public record BranchCheck(ManagedDatabase managed, String reference) {

	/**
	 * Compare both.
	 * @return the differences
	 * @throws CannotProceedException if the other branch or its changelog cannot be read
	 */
	public BranchCheckView check() {
		if (ChangelogFiles.onClassPath(this.managed.target().changelog()).isEmpty()) {
			throw new CannotProceedException(ErrorCode.CHANGELOG_MISSING,
					"The changelog " + this.managed.target().changelog()
							+ " is not on the class path, so it cannot be compared with that of another branch.");
		}
		Path resources = this.managed.resourcesDirectory();
		if (!Files.isDirectory(resources)) {
			throw new CannotProceedException(ErrorCode.SOURCES_MISSING, "The directory " + resources
					+ " does not exist; run check --against in the directory of the sources.");
		}
		try (TemporaryDirectory directory = TemporaryDirectory.create()) {
			return check(resources, directory.path());
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNWRITABLE,
					"The files of both branches cannot be put together: " + ex.getMessage() + ".", ex);
		}
	}

	private BranchCheckView check(Path resources, Path directory) throws IOException {
		Path theirFiles = Files.createDirectory(directory.resolve("theirs"));
		Path mergedFiles = Files.createDirectory(directory.resolve("merged"));
		Git.extract(this.reference, resources, theirFiles);
		Git.Changed changed = Git.changedSince(this.reference, resources);
		FileSystemUtils.copyRecursively(theirFiles, mergedFiles);
		for (String path : changed.present()) {
			Path file = mergedFiles.resolve(path);
			Files.createDirectories(file.getParent());
			Files.copy(resources.resolve(path), file, StandardCopyOption.REPLACE_EXISTING);
		}
		try (URLClassLoader theirs = new URLClassLoader(new URL[] { theirFiles.toUri().toURL() }, null);
				URLClassLoader merged = new URLClassLoader(new URL[] { mergedFiles.toUri().toURL() }, null)) {
			Changelog own = Changelog.parse(this.managed.target().source(null));
			Changelog other = parse(theirs);
			Set<String> replaced = replaced(own, other);
			List<Revision> deletedRevisions = other.revisions()
				.stream()
				.filter((revision) -> own.graph().find(revision.id()).isEmpty())
				.filter((revision) -> !replaced.contains(revision.path()))
				.filter((revision) -> changed.deleted().contains(revision.path()))
				.toList();
			Set<String> gone = new HashSet<>(replaced);
			deletedRevisions.forEach((revision) -> gone.add(revision.path()));
			gone.addAll(changed.deleted());
			for (String path : gone) {
				delete(mergedFiles, path);
			}
			List<String> ours = only(own, other, gone);
			List<String> theirsOnly = only(other, own, gone);
			boolean unchanged = theirsOnly.isEmpty() && ours.isEmpty() && replaced.isEmpty();
			Optional<Changelog> together = Optional.of(parse(merged))
				.filter((changelog) -> theirsOnly.stream().allMatch((id) -> changelog.graph().find(id).isPresent()));
			List<String> divergence = theirsOnly.isEmpty() ? List.of() : together.map(BranchCheck::divergence)
				.orElseGet(() -> List
					.of("Both branches have changed the file that includes " + String.join(", ", theirsOnly) + "."));
			return new BranchCheckView(this.reference, ours, theirsOnly, edited(own, other, replaced),
					deletedRevisions.stream().map(Revision::path).toList(), divergence,
					(together.isEmpty() || unchanged) ? List.of() : differences(theirs, merged));
		}
	}

	// The path is what a file of the other branch says.
	private static void delete(Path directory, String path) throws IOException {
		try {
			Path file = directory.resolve(path).normalize();
			if (file.startsWith(directory) && Files.isRegularFile(file)) {
				Files.delete(file);
			}
		}
		catch (InvalidPathException ex) {
			// There is no such file.
		}
	}

	private static Set<String> replaced(Changelog... changelogs) {
		return Stream.of(changelogs)
			.flatMap((changelog) -> changelog.revisions().stream())
			.flatMap((revision) -> revision.replaces().stream())
			.collect(Collectors.toSet());
	}

	private Changelog parse(ClassLoader classLoader) {
		MigrationTarget own = this.managed.target();
		MigrationTarget target = own.with(own.changelog(), new DefaultResourceLoader(classLoader));
		if (!Changelog.exists(target.source(null))) {
			throw new CannotProceedException(ErrorCode.CHANGELOG_MISSING,
					this.reference + " has no changelog " + own.changelog() + ".");
		}
		return Changelog.parse(target.source(null));
	}

	private static List<String> only(Changelog one, Changelog other, Set<String> except) {
		return one.revisions()
			.stream()
			.filter((revision) -> other.graph().find(revision.id()).isEmpty() && !except.contains(revision.path()))
			.map(Revision::id)
			.toList();
	}

	private static List<String> edited(Changelog one, Changelog other, Set<String> except) {
		return one.revisions()
			.stream()
			.filter((revision) -> !except.contains(revision.path()))
			.filter((revision) -> other.graph()
				.find(revision.id())
				.filter((same) -> !except.contains(same.path()))
				.map((same) -> !contents(one, revision).equals(contents(other, same)))
				.orElse(false))
			.map(Revision::id)
			.toList();
	}

	private static Set<String> contents(Changelog changelog, Revision revision) {
		return revision.changesets()
			.stream()
			.filter(Changeset::isStep)
			.map((changeset) -> changeset.name() + " " + changelog.checksum(changeset).orElse(""))
			.collect(Collectors.toSet());
	}

	private static List<String> divergence(Changelog merged) {
		List<Revision> heads = merged.graph().heads();
		return (heads.size() > 1) ? List.of(Divergence.of(merged, heads).sentence()) : List.of();
	}

	private List<String> differences(ClassLoader theirs, ClassLoader merged) {
		List<String> problems = new ArrayList<>();
		Schema entities = this.managed.entities().get().orElse(Schema.EMPTY);
		try (ScratchChangelog scratch = ScratchChangelog.open(this.managed, entities)) {
			scratch.prepare();
			boolean built = build(List.of(scratch.managed(theirs), scratch.managed(merged)),
					"after those of " + this.reference, problems);
			Schema theirsFirst = scratch.read(entities).schema();
			scratch.prepare();
			if (build(List.of(scratch.managed(), scratch.managed(merged)), "before them", problems) && built) {
				SchemaDiffer.diff(theirsFirst, scratch.read(entities).schema())
					.forEach((change) -> problems.add(change.description()));
			}
		}
		return problems;
	}

	private static boolean build(List<ManagedDatabase> changelogs, String order, List<String> problems) {
		try {
			for (ManagedDatabase changelog : changelogs) {
				new MigrationRunner(changelog.target(), changelog.log()).upgrade("heads", RunOptions.NONE);
			}
			return true;
		}
		catch (MigrationException ex) {
			problems.add("The revisions of this branch cannot be applied " + order + ": " + ex.getMessage());
			return false;
		}
	}

}
