package dev.migrate.authoring.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.authoring.placement.NewRevisions.Place;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.file.MissingInclude;
import dev.migrate.changelog.file.VersionLocation;
import dev.migrate.changelog.revision.Revision;

import org.springframework.util.StringUtils;

/**
 * Writes the files of revisions, and includes them in the master changelog if it does not
 * yet include their directory, so that no file is written that never runs.
 */
public final class RevisionFiles {

	private final ChangelogFiles files;

	private final Changelog changelog;

	private final Supplier<Changelog> parser;

	/**
	 * Create a new instance.
	 * @param files the files of the changelog
	 * @param changelog the changelog, as it is parsed
	 * @param parser parses the changelog again, called if it has not been seen that it
	 * includes files like the new one
	 */
	public RevisionFiles(ChangelogFiles files, Changelog changelog, Supplier<Changelog> parser) {
		this.files = files;
		this.changelog = changelog;
		this.parser = parser;
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
		VersionLocation location = place.location();
		Optional<MissingInclude> include = missingInclude(location, fileName);
		Path file = location.write(fileName, content);
		try {
			if (include.isEmpty() && (hasFileLike(location, fileName) || isIncluded(fileName))) {
				return new Written(file, List.of());
			}
			if (include.isPresent() && add(include.get(), fileName)) {
				return new Written(file, List.of("Added to " + include.get().description()));
			}
			MissingInclude ofFile = this.files.missingInclude(location, fileName);
			if (add(ofFile, fileName)) {
				return new Written(file, List.of("Added to " + ofFile.description()));
			}
		}
		catch (MigrationException ex) {
			ChangelogFiles.delete(file);
			throw ex;
		}
		ChangelogFiles.delete(file);
		throw new CannotProceedException(ErrorCode.REVISION_NOT_INCLUDED,
				"The changelog " + this.files.master() + " does not include " + location.name() + "/" + fileName
						+ ", and cannot be read if that is added to it. Nothing was written: include the"
						+ " directory " + location.name() + " by hand.");
	}

	/**
	 * Return the file that replaces that of a revision.
	 * @param former the file of the revision
	 * @param place the place of the revision
	 * @param fileName the name of the new file
	 * @return the new file
	 * @throws CannotProceedException if the file has another name, and the changelog
	 * would not include it
	 */
	public Written planReplacement(Path former, Place place, String fileName) {
		boolean renamed = !former.getFileName().toString().equals(fileName);
		if (renamed && !(this.changelog.includes(place.location()) && hasFileLike(place.location(), fileName))) {
			throw new CannotProceedException(ErrorCode.REVISION_NOT_INCLUDED,
					"The changelog " + this.files.master() + " includes " + former.getFileName()
							+ " by its name, and the file would now be " + fileName
							+ ". Omit the message, or include the directory " + place.location().name() + ".");
		}
		return new Written(former.resolveSibling(fileName), List.of());
	}

	/**
	 * Prepare to replace the file of a revision: keep a copy of it, and write the text of
	 * the new one beside it.
	 * @param former the file of the revision
	 * @param file the new file, which may have the same name
	 * @param content its text
	 * @return the prepared replacement
	 * @throws MigrationFailedException if a file cannot be written
	 */
	public static PreparedFile prepare(Path former, Path file, String content) {
		Path copy = ChangelogFiles.keepCopy(former);
		Path prepared = file.resolveSibling("." + file.getFileName() + ".new");
		ChangelogFiles.save(prepared, content);
		return new PreparedFile(former, copy, prepared, file);
	}

	private Optional<MissingInclude> missingInclude(VersionLocation location, String fileName) {
		if (this.changelog.includes(location)) {
			return Optional.empty();
		}
		boolean listed = this.changelog.revisions().stream().anyMatch(location::has);
		return Optional
			.of(listed ? this.files.missingInclude(location, fileName) : this.files.missingInclude(location));
	}

	// An include may have a filter of names.
	private boolean hasFileLike(VersionLocation location, String fileName) {
		String extension = StringUtils.getFilenameExtension(fileName);
		return this.changelog.revisions()
			.stream()
			.filter(location::has)
			.anyMatch((revision) -> Objects.equals(extension, StringUtils.getFilenameExtension(revision.path())));
	}

	private boolean add(MissingInclude include, String fileName) {
		include.add();
		boolean included = false;
		try {
			included = isIncluded(fileName);
		}
		finally {
			if (!included) {
				include.remove();
			}
		}
		return included;
	}

	// A directory may have other files, which no changelog was meant to include.
	private boolean isIncluded(String fileName) {
		try {
			Set<String> paths = paths(this.parser.get());
			Set<String> before = paths(this.changelog);
			return paths.removeIf((path) -> path.endsWith("/" + fileName)) && paths.equals(before);
		}
		catch (MigrationException ex) {
			return false;
		}
	}

	private static Set<String> paths(Changelog changelog) {
		return changelog.revisions().stream().map(Revision::path).collect(Collectors.toCollection(HashSet::new));
	}

	/**
	 * A revision that was written, or would be.
	 *
	 * @param file its file
	 * @param notes what happened to the master changelog, in whole sentences
	 */
	public record Written(Path file, List<String> notes) {

	}

	/**
	 * A file that is written, and not yet in its place.
	 *
	 * @param former the file that it replaces
	 * @param copy a copy of that file
	 * @param prepared the file
	 * @param file its place
	 */
	public record PreparedFile(Path former, Path copy, Path prepared, Path file) {

		/**
		 * Put the file in its place.
		 * @throws MigrationFailedException if it cannot be moved, or if the former one
		 * cannot be deleted
		 */
		public void replace() {
			try {
				Files.move(this.prepared, this.file, StandardCopyOption.ATOMIC_MOVE,
						StandardCopyOption.REPLACE_EXISTING);
				if (!this.file.equals(this.former)) {
					Files.delete(this.former);
				}
			}
			catch (IOException ex) {
				throw new MigrationFailedException(ErrorCode.FILE_UNWRITABLE,
						"The revision is undone, and its file " + this.former + " cannot be replaced by " + this.file
								+ ": " + ex.getMessage() + ". Keep one of them, and run upgrade.",
						ex);
			}
		}

		/**
		 * Forget the file.
		 */
		public void discard() {
			ChangelogFiles.delete(this.prepared);
		}

	}

}
