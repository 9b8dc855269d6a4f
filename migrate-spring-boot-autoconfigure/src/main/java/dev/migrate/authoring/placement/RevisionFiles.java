package dev.migrate.authoring.placement;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.migrate.CannotProceedException;
import dev.migrate.MigrationFailedException;
import dev.migrate.authoring.placement.NewRevisions.Place;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.file.MissingInclude;
import dev.migrate.changelog.file.VersionLocation;

/**
 * Writes the files of revisions, and includes them in the master changelog if it does not
 * yet include their directory, so that no file is written that never runs.
 */
public final class RevisionFiles {

	private final ChangelogFiles files;

	private final Changelog changelog;

	/**
	 * Create a new instance.
	 * @param files the files of the changelog
	 * @param changelog the changelog, as it is parsed
	 */
	public RevisionFiles(ChangelogFiles files, Changelog changelog) {
		this.files = files;
		this.changelog = changelog;
	}

	/**
	 * Return what {@link #write} would do, without doing it.
	 * @param place the place of the revision
	 * @param fileName the name of its file
	 * @return the file, with what the user has to know
	 * @throws CannotProceedException if an include has to be added by hand
	 */
	public Written plan(Place place, String fileName) {
		Path file = place.location().directory().resolve(fileName);
		return new Written(file,
				missingInclude(place.location(), fileName).map((include) -> "Would add to " + include.description())
					.stream()
					.toList());
	}

	/**
	 * Write the file of a revision.
	 * @param place the place of the revision
	 * @param fileName the name of its file
	 * @param content its text
	 * @return the file, with what the user has to know
	 * @throws CannotProceedException if there are no sources, or an include has to be
	 * added by hand
	 * @throws MigrationFailedException if the file exists already or cannot be written
	 */
	public Written write(Place place, String fileName, String content) {
		this.files.refuseWithoutSources();
		Optional<MissingInclude> include = missingInclude(place.location(), fileName);
		Path file = place.location().write(fileName, content);
		try {
			include.ifPresent(MissingInclude::add);
		}
		catch (MigrationFailedException ex) {
			ChangelogFiles.delete(file);
			throw ex;
		}
		return new Written(file, include.map((added) -> "Added to " + added.description()).stream().toList());
	}

	private Optional<MissingInclude> missingInclude(VersionLocation location, String fileName) {
		if (this.changelog.includes(location)) {
			return Optional.empty();
		}
		boolean listed = this.changelog.revisions().stream().anyMatch(location::has);
		return Optional
			.of(listed ? this.files.missingInclude(location, fileName) : this.files.missingInclude(location));
	}

	/**
	 * A revision that was written, or would be.
	 *
	 * @param file its file
	 * @param notes what happened to the master changelog, in whole sentences
	 */
	public record Written(Path file, List<String> notes) {

	}

}
