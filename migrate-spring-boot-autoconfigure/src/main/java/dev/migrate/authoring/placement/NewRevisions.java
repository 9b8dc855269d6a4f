package dev.migrate.authoring.placement;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.Placement;
import dev.migrate.changelog.Divergence;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.file.FileNames;
import dev.migrate.changelog.file.VersionLocation;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import org.jspecify.annotations.Nullable;

/**
 * Determines the place of a new revision in the revision graph, or rejects its placement.
 */
public final class NewRevisions {

	private final FileNames fileNames;

	private final String author;

	private final RevisionGraph graph;

	private final ChangelogFiles files;

	private final Function<List<Revision>, Divergence> divergence;

	private final Supplier<List<Revision>> applied;

	private final Clock clock;

	/**
	 * Create a new instance.
	 * @param fileNames the pattern of file names
	 * @param author the default author
	 * @param graph the revisions
	 * @param files the files of the revisions
	 * @param divergence the differences between heads, called if there are several
	 * @param applied the applied revisions, called if a revision reference needs them
	 * @param clock the clock
	 */
	public NewRevisions(FileNames fileNames, String author, RevisionGraph graph, ChangelogFiles files,
			Function<List<Revision>, Divergence> divergence, Supplier<List<Revision>> applied, Clock clock) {
		this.fileNames = fileNames;
		this.author = author;
		this.graph = graph;
		this.files = files;
		this.divergence = divergence;
		this.applied = applied;
		this.clock = clock;
	}

	/**
	 * Determine the place of a revision with one parent.
	 * @param placement the requested placement
	 * @return the place
	 */
	public Place next(Placement placement) {
		if (!placement.heads().isEmpty()) {
			return place(parents(placement), placement);
		}
		List<Revision> heads = this.graph.heads();
		if (heads.size() > 1) {
			throw new CannotProceedException(ErrorCode.SEVERAL_HEADS, this.divergence.apply(heads).sentence()
					+ " Specify the one to build on with --head, or run merge first.");
		}
		return place(heads, placement);
	}

	/**
	 * Determine the place of a revision that merges branches.
	 * @param placement the requested placement
	 * @return the place
	 */
	public Place merge(Placement placement) {
		List<Revision> parents = placement.heads().isEmpty() ? this.graph.heads() : parents(placement);
		if (parents.size() < 2) {
			throw new CannotProceedException(ErrorCode.NOTHING_TO_MERGE,
					"There is nothing to merge: " + (placement.heads().isEmpty()
							? "the changelog has "
									+ (parents.isEmpty() ? "no revisions." : "one head, " + parents.get(0).id() + ".")
							: "at least two revisions are required, and '" + String.join(" ", placement.heads())
									+ "' names "
									+ (parents.isEmpty() ? "none." : "one, " + parents.get(0).id() + ".")));
		}
		return place(parents, placement);
	}

	private List<Revision> parents(Placement placement) {
		List<Revision> parents = new ArrayList<>();
		boolean base = false;
		for (String head : placement.heads()) {
			List<Revision> found = resolve(head);
			base = base || found.isEmpty();
			for (Revision revision : found) {
				if (parents.contains(revision)) {
					throw new CannotProceedException(ErrorCode.PARENTS_INVALID,
							"Revision " + revision.id() + " is specified twice; specify it once.");
				}
				parents.add(revision);
			}
		}
		if (base && !parents.isEmpty()) {
			throw new CannotProceedException(ErrorCode.PARENTS_INVALID, "'" + String.join(" ", placement.heads())
					+ "' names both base and " + parents.get(0).id() + ": a revision on base builds on nothing else.");
		}
		refuseOneLine(parents);
		if (!placement.splice()) {
			parents.forEach(this::refuseUnlessHead);
		}
		return parents;
	}

	private void refuseOneLine(List<Revision> parents) {
		for (Revision revision : parents) {
			Set<Revision> ancestors = this.graph.ancestors(revision);
			parents.stream().filter(ancestors::contains).findFirst().ifPresent((ancestor) -> {
				throw new CannotProceedException(ErrorCode.NOTHING_TO_MERGE,
						"Revision " + revision.id() + " builds on " + ancestor.id()
								+ " already, so there is nothing to merge; specify " + revision.id() + " alone.");
			});
		}
	}

	private void refuseUnlessHead(Revision revision) {
		List<Revision> children = this.graph.children(revision).stream().filter(Revision::isStep).toList();
		if (!children.isEmpty()) {
			throw new CannotProceedException(ErrorCode.NOT_A_HEAD,
					"Revision " + revision.id() + " is not a head: " + ids(children)
							+ ((children.size() == 1) ? " builds" : " build")
							+ " on it. Add --splice to start a new branch there, or specify a head: "
							+ ids(this.graph.heads()) + ".");
		}
	}

	private Place place(List<Revision> parents, Placement placement) {
		if (parents.size() > 1) {
			parents.stream().filter((parent) -> parent.reference().indexOf(',') != -1).findFirst().ifPresent((odd) -> {
				throw new CannotProceedException(ErrorCode.PARENTS_INVALID, "Revision " + odd.id()
						+ " has a comma in its name, so that it cannot be one of several parents.");
			});
		}
		List<Revision> dependencies = dependencies(placement);
		Set<Revision> needed = new LinkedHashSet<>(parents);
		needed.addAll(dependencies);
		VersionLocation location = new LocationChoice(this.files, this.graph).choose(placement.versionPath(), parents,
				needed);
		String prefix = NewRevision.nextPrefix(this.clock, needed, taken());
		RevisionNames names = new RevisionNames(this.graph);
		String given = placement.revisionId();
		String id = (given != null) ? names.id(given) : prefix;
		return new Place(parents, dependencies, names.labels(placement.labels(), id), id, prefix, location);
	}

	/**
	 * Return the place of a revision that exists.
	 * @param revision the revision, which is in a version location
	 * @return its place
	 */
	public Place placeOf(Revision revision) {
		List<Revision> dependencies = revision.dependencies()
			.stream()
			.flatMap((id) -> this.graph.find(id).stream())
			.toList();
		VersionLocation location = this.files.locations()
			.stream()
			.filter((candidate) -> candidate.has(revision))
			.findFirst()
			.orElseThrow();
		return new Place(this.graph.parents(revision), dependencies, revision.labels(), revision.id(),
				NewRevision.prefixOf(revision.path()).orElse(revision.id()), location);
	}

	private List<Revision> dependencies(Placement placement) {
		Set<Revision> dependencies = new LinkedHashSet<>();
		for (String dependency : placement.dependencies()) {
			List<Revision> found = resolve(dependency);
			if (found.isEmpty()) {
				throw new CannotProceedException(ErrorCode.REFERENCE_UNKNOWN,
						"'" + dependency + "' refers to no revision; specify another one, or omit --depends-on.");
			}
			dependencies.addAll(found);
		}
		return List.copyOf(dependencies);
	}

	private List<Revision> resolve(String reference) {
		boolean asks = RevisionGraph.countsFromApplied(reference) && this.graph.find(reference).isEmpty();
		return this.graph.resolve(reference, asks ? this.applied.get() : List.of());
	}

	private Set<String> taken() {
		Set<String> taken = new HashSet<>();
		for (Revision revision : this.graph.revisions()) {
			taken.add(revision.id());
			NewRevision.prefixOf(revision.path()).ifPresent(taken::add);
		}
		this.files.locations()
			.stream()
			.flatMap((location) -> location.fileNames().stream())
			.forEach((name) -> NewRevision.prefixOf(name).ifPresent(taken::add));
		return taken;
	}

	/**
	 * Reject files that are missing from the class path of the application, since the new
	 * revision may have to build on one of them.
	 */
	public void refuseUnknownFiles() {
		Set<String> known = this.graph.revisions()
			.stream()
			.map((revision) -> revision.path().substring(revision.path().lastIndexOf('/') + 1))
			.collect(Collectors.toSet());
		for (VersionLocation location : this.files.locations()) {
			List<String> unknown = location.fileNames().stream().filter((name) -> !known.contains(name)).toList();
			if (!unknown.isEmpty()) {
				throw new CannotProceedException(ErrorCode.REVISION_NOT_INCLUDED, "The directory "
						+ location.directory() + " has " + String.join(", ", unknown)
						+ ", but the changelog of this application does not: run init if the master changelog does not"
						+ " include the directory, or build the application again; then run upgrade.");
			}
		}
	}

	private static String ids(Collection<Revision> revisions) {
		return revisions.stream().map(Revision::id).collect(Collectors.joining(", "));
	}

	/**
	 * Return the file name of a revision at a place.
	 * @param place the place
	 * @param message the message of the revision
	 * @param format the file's format
	 * @return the name
	 */
	public String fileName(Place place, String message, ChangelogFormat format) {
		return this.fileNames.name(place.prefix(), place.id(), message, this.clock.instant(), format);
	}

	/**
	 * Return the revision at a place.
	 * @param place the place
	 * @param message the message of the revision
	 * @param author the author; {@code null} for the configured one
	 * @param fileName the name of its file
	 * @return the revision
	 */
	public NewRevision revision(Place place, String message, @Nullable String author, String fileName) {
		return new NewRevision(place.id(), message, Optional.ofNullable(author).orElse(this.author),
				place.parents().stream().map(Revision::reference).toList(),
				place.dependencies().stream().map(Revision::reference).toList(), place.labels(),
				place.location().logicalPath(fileName));
	}

	/**
	 * The place of a new revision.
	 *
	 * @param parents the ids of the parents
	 * @param dependencies the required revisions of other branches
	 * @param labels the labels of the branch
	 * @param id its id
	 * @param prefix the prefix of the file name
	 * @param location the directory of the file
	 */
	public record Place(List<Revision> parents, List<Revision> dependencies, List<String> labels, String id,
			String prefix, VersionLocation location) {

	}

}
