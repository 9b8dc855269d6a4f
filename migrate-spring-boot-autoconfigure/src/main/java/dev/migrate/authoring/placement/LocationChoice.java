package dev.migrate.authoring.placement;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.file.VersionLocation;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the version location of a new revision. Liquibase runs one location after
 * another, so a revision must not be in one that runs before its parents.
 */
final class LocationChoice {

	private final List<VersionLocation> locations;

	private final RevisionGraph graph;

	LocationChoice(ChangelogFiles files, RevisionGraph graph) {
		this.locations = files.locations();
		this.graph = graph;
	}

	/**
	 * Choose a location.
	 * @param versionPath the requested location; {@code null} for none
	 * @param parents the parents of the revision
	 * @param needed the parents and dependencies of the revision
	 * @return the location
	 */
	VersionLocation choose(@Nullable String versionPath, Collection<Revision> parents, Collection<Revision> needed) {
		VersionLocation location = (versionPath != null) ? named(versionPath) : ofParents(parents);
		for (Revision revision : needed) {
			if (runsBefore(location, revision)) {
				throw new CannotProceedException(ErrorCode.VERSION_LOCATION_INVALID,
						sentence(location, revision, needed));
			}
		}
		return location;
	}

	private VersionLocation named(String versionPath) {
		String name = versionPath.replace('\\', '/').replaceAll("^\\./+|/+$", "");
		Path path = Path.of(versionPath).toAbsolutePath().normalize();
		return this.locations.stream()
			.filter((location) -> location.name().equals(name)
					|| location.directory().toAbsolutePath().normalize().equals(path))
			.findFirst()
			.orElseThrow(() -> new CannotProceedException(ErrorCode.VERSION_LOCATION_INVALID,
					"'" + versionPath + "' is no version location; the locations are " + names()
							+ ". Add it to migrate.version-locations and run init, or choose one of them."));
	}

	private VersionLocation ofParents(Collection<Revision> parents) {
		if (this.locations.size() == 1) {
			return this.locations.get(0);
		}
		List<VersionLocation> found = this.locations.stream()
			.filter((location) -> parents.stream().anyMatch(location::has))
			.toList();
		if (found.size() != 1) {
			throw new CannotProceedException(ErrorCode.VERSION_LOCATION_AMBIGUOUS,
					"There are several version locations: " + names()
							+ "; specify the one of the new revision with --version-path.");
		}
		return found.get(0);
	}

	private boolean runsBefore(VersionLocation location, Revision revision) {
		if (location.has(revision)) {
			return false;
		}
		List<Revision> order = this.graph.revisions();
		Optional<Revision> first = order.stream().filter(location::has).findFirst();
		if (first.isPresent()) {
			return order.indexOf(first.get()) < order.indexOf(revision);
		}
		return this.locations.stream()
			.filter((other) -> other.has(revision))
			.anyMatch((other) -> this.locations.indexOf(other) > this.locations.indexOf(location));
	}

	private String sentence(VersionLocation location, Revision revision, Collection<Revision> needed) {
		String before = "A revision in " + location.name() + " would run before " + revision.id()
				+ ", which it builds on, since Liquibase runs the files in the order of the includes; ";
		return this.locations.stream()
			.filter((other) -> needed.stream().noneMatch((some) -> runsBefore(other, some)))
			.findFirst()
			.map((other) -> before + "use --version-path " + other.name() + ".")
			.orElse(before + "include " + location.name() + " after " + revision.path() + " in the master changelog.");
	}

	private String names() {
		return this.locations.stream().map(VersionLocation::name).collect(Collectors.joining(", "));
	}

}
