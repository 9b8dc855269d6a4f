package dev.migrate.changelog.file;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * The files of a changelog on disk, which are written atomically and never overwrite
 * another file.
 */
public final class ChangelogFiles {

	private static final Pattern PREFIX = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+\\*?):(.*)");

	private static final Pattern RESOURCES = Pattern.compile("(?:.*/)?src/(?:main|test)/resources/(.+)");

	private final @Nullable Path sources;

	private final Path master;

	private final String logicalDirectory;

	private final List<VersionLocation> locations;

	private ChangelogFiles(@Nullable Path sources, Path master, String logicalDirectory, List<String> locations) {
		this.sources = sources;
		this.master = master;
		this.logicalDirectory = logicalDirectory;
		this.locations = VersionLocation.of(locations, master, logicalDirectory);
	}

	/**
	 * Locate the files of a changelog.
	 * @param changeLog the master changelog, as in {@code spring.liquibase.change-log}
	 * @param resourcesDirectory the directory of {@code classpath:} changelogs
	 * @return the files, which need not exist
	 * @throws MigrationFailedException if the changelog is neither on the class path nor
	 * a file
	 */
	public static ChangelogFiles of(String changeLog, Path resourcesDirectory) {
		return of(changeLog, resourcesDirectory, List.of());
	}

	/**
	 * Locate the files of a changelog.
	 * @param changeLog the master changelog, as in {@code spring.liquibase.change-log}
	 * @param resourcesDirectory the directory of {@code classpath:} changelogs
	 * @param locations the directories of revisions, relative to the master changelog;
	 * empty for the default
	 * @return the files, which need not exist
	 * @throws MigrationFailedException if the changelog is neither on the class path nor
	 * a file, or a location is invalid
	 */
	public static ChangelogFiles of(String changeLog, Path resourcesDirectory, List<String> locations) {
		Optional<String> onClassPath = onClassPath(changeLog);
		if (onClassPath.isPresent()) {
			return new ChangelogFiles(resourcesDirectory, resourcesDirectory.resolve(onClassPath.get()),
					directory(onClassPath.get()), locations);
		}
		return onDisk(changeLog).map((file) -> ofFile(file, resourcesDirectory, locations))
			.orElseThrow(() -> new MigrationFailedException(ErrorCode.CHANGELOG_MISSING,
					"The changelog " + changeLog
							+ " cannot be written: it is neither on the class path nor a file. Specify a file with"
							+ " --spring.liquibase.change-log=file:...",
					null));
	}

	/**
	 * Return the path of a location on the class path.
	 * @param location the location, as in {@code spring.liquibase.change-log}
	 * @return the path without leading slashes; empty if it is a URL
	 */
	public static Optional<String> onClassPath(String location) {
		Matcher prefix = PREFIX.matcher(location);
		if (!prefix.matches()) {
			return Optional.of(location.replaceAll("^/+", ""));
		}
		return prefix.group(1).matches("classpath\\*?") ? Optional.of(prefix.group(2).replaceAll("^/+", ""))
				: Optional.empty();
	}

	/**
	 * Return the path of a location on disk.
	 * @param location the location, as in {@code spring.liquibase.change-log}
	 * @return the path; empty if it is not the URL of a file
	 */
	static Optional<Path> onDisk(String location) {
		Matcher prefix = PREFIX.matcher(location);
		return (prefix.matches() && prefix.group(1).equals("file")) ? Optional.of(file(prefix.group(2)))
				: Optional.empty();
	}

	/**
	 * Return the master changelog.
	 * @return the file
	 */
	public Path master() {
		return this.master;
	}

	/**
	 * Reject writing where the directory of class path resources does not exist.
	 * @throws CannotProceedException if the command was not started in the directory of
	 * the sources
	 */
	public void refuseWithoutSources() {
		if (this.sources != null && !Files.isDirectory(this.sources)) {
			throw new CannotProceedException(ErrorCode.SOURCES_MISSING, "The directory " + this.sources
					+ " does not exist in " + Path.of("").toAbsolutePath()
					+ ", so that there is no place to write to. Run the command in the"
					+ " directory of the project, set migrate.resources-directory, or write to another place with"
					+ " --spring.liquibase.change-log=file:...");
		}
	}

	/**
	 * Return the locations of revisions.
	 * @return the locations, at least one, in the order in which they run
	 */
	public List<VersionLocation> locations() {
		return this.locations;
	}

	/**
	 * Return the file with the accepted differences. It is beside the first location of
	 * revisions and not in it, since Liquibase warns of every file there that is no
	 * changelog.
	 * @return the path, relative to the directory of the master changelog
	 */
	public String acceptedDifferences() {
		return this.locations.get(0).name() + "-accepted-differences.jsonl";
	}

	/**
	 * Read a file beside the master changelog. Where the directory of the master exists
	 * on disk, the file there counts, and not an older copy on the class path.
	 * @param path the path, relative to the directory of the master changelog
	 * @param master the master changelog as a resource
	 * @return the text; empty if there is no such file
	 * @throws MigrationFailedException if it cannot be read
	 */
	public Optional<String> readBesideMaster(String path, Resource master) {
		Path file = this.master.resolveSibling(path);
		try {
			if (Files.isDirectory(Objects.requireNonNull(this.master.toAbsolutePath().getParent()))) {
				return Optional.ofNullable(Files.exists(file) ? Files.readString(file) : null);
			}
			return readPackaged(path, master);
		}
		catch (CharacterCodingException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The file " + file + " is not UTF-8; save it as UTF-8.", ex);
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The file " + file + " cannot be read: " + reason(ex) + ".", ex);
		}
	}

	/**
	 * Read a file that is packaged beside the master changelog, whatever is on disk.
	 * @param path the path, relative to the directory of the master changelog
	 * @param master the master changelog as a resource
	 * @return the text; empty if there is no such file
	 * @throws MigrationFailedException if it cannot be read
	 */
	public static Optional<String> readPackaged(String path, Resource master) {
		try {
			Resource resource = master.createRelative(path);
			return resource.exists() ? Optional.of(resource.getContentAsString(StandardCharsets.UTF_8))
					: Optional.empty();
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The file " + path + " beside the changelog cannot be read: " + reason(ex) + ".", ex);
		}
	}

	/**
	 * Find a file of the changelog on disk.
	 * @param path the path that Liquibase records
	 * @param resourcesDirectory the directory of {@code classpath:} changelogs
	 * @return the file; empty if it is not on disk, for example in a jar
	 */
	public Optional<Path> find(String path, Path resourcesDirectory) {
		Matcher prefix = PREFIX.matcher(path);
		boolean named = prefix.matches() && prefix.group(1).equals("file");
		String plain = prefix.matches() ? prefix.group(2) : path;
		String relative = plain.replaceAll("^/+", "");
		List<Path> places = new ArrayList<>();
		if (plain.startsWith(this.logicalDirectory)) {
			places.add(this.master.resolveSibling(plain.substring(this.logicalDirectory.length())));
		}
		places.add(resourcesDirectory.resolve(relative));
		places.add(named ? file(plain) : Path.of(plain));
		String name = relative.substring(relative.lastIndexOf('/') + 1);
		this.locations.forEach((location) -> places.add(location.directory().resolve(name)));
		return places.stream().filter(Files::isRegularFile).findFirst();
	}

	/**
	 * Return what {@link #init()} would do, without doing it.
	 * @return the outcome, with an instruction for what has to be done by hand
	 * @throws MigrationFailedException if the master changelog cannot be read
	 */
	public Initialization planInit() {
		return plan().initialization();
	}

	/**
	 * Write the master changelog and create the directories of revisions, or add the
	 * includes to an existing master.
	 * @return the outcome, with an instruction for what has to be done by hand
	 * @throws MigrationFailedException if the files cannot be written
	 */
	public Initialization init() {
		InitPlan plan = plan();
		if (plan.initialization().outcome() != Initialization.Outcome.BY_HAND) {
			this.locations.forEach((location) -> createDirectory(location.directory()));
		}
		if (plan.text() != null) {
			save(this.master, plan.text());
		}
		return plan.initialization();
	}

	/**
	 * Return what the master lacks to include a location.
	 * @param location the location
	 * @return the include
	 * @throws CannotProceedException if it has to be added by hand
	 */
	public MissingInclude missingInclude(VersionLocation location) {
		MasterChangelog format = MasterChangelog.of(this.master);
		List<String> names = List.of(location.name());
		return missingInclude(location.name() + "/", "Run init, which prints what to add.", (text) -> format
			.withIncludes(text, names, this.locations.stream().map(VersionLocation::name).toList()));
	}

	/**
	 * Return what a master lacks to include a file in a location of which it includes
	 * single files.
	 * @param location the location
	 * @param fileName the name of the file
	 * @return the include
	 * @throws CannotProceedException if it has to be added by hand
	 */
	public MissingInclude missingInclude(VersionLocation location, String fileName) {
		MasterChangelog format = MasterChangelog.of(this.master);
		String file = location.name() + "/" + fileName;
		return missingInclude(file,
				"Include the directory " + location.name() + " by hand, as init does in a new changelog.",
				(text) -> format.withFile(text, file));
	}

	private MissingInclude missingInclude(String included, String instruction,
			Function<String, @Nullable String> include) {
		String before = read(this.master);
		if (before == null) {
			throw new CannotProceedException(ErrorCode.VERSIONS_NOT_INCLUDED, "There is no " + this.master
					+ ", to which the include of " + included
					+ " could be added, so that a new file would never run. Set migrate.resources-directory to the"
					+ " directory that has the changelog.");
		}
		String after = MasterChangelog.of(this.master).canInclude() ? include.apply(before) : null;
		if (after == null) {
			throw new CannotProceedException(ErrorCode.VERSIONS_NOT_INCLUDED,
					"The changelog " + this.master + " does not include " + included
							+ ", and the include cannot be added to it, so that a new file would never run. "
							+ instruction);
		}
		return new MissingInclude(this.master, included, before, after);
	}

	private InitPlan plan() {
		MasterChangelog changelog = MasterChangelog.of(this.master);
		List<String> names = this.locations.stream().map(VersionLocation::name).toList();
		if (!changelog.canInclude()) {
			return plan(Initialization.Outcome.BY_HAND, changelog.instruction(this.master, names), null);
		}
		String before = read(this.master);
		if (before == null) {
			return plan(Initialization.Outcome.CREATED, "", changelog.text(names));
		}
		List<String> missing = names.stream().filter((name) -> !changelog.includes(before, name, names)).toList();
		if (missing.isEmpty()) {
			return plan(Initialization.Outcome.UNCHANGED, "", null);
		}
		String after = changelog.withIncludes(before, missing, names);
		return (after != null) ? plan(Initialization.Outcome.INCLUDE_ADDED, "", after)
				: plan(Initialization.Outcome.BY_HAND, changelog.instruction(this.master, missing), null);
	}

	private InitPlan plan(Initialization.Outcome outcome, String instruction, @Nullable String text) {
		return new InitPlan(new Initialization(this.master, outcome, instruction), text);
	}

	private static ChangelogFiles ofFile(Path file, Path resourcesDirectory, List<String> locations) {
		Path absolute = file.toAbsolutePath().normalize();
		Path resources = resourcesDirectory.toAbsolutePath().normalize();
		if (absolute.startsWith(resources)) {
			return new ChangelogFiles(null, file, directory(slashes(resources.relativize(absolute))), locations);
		}
		Matcher inResources = RESOURCES.matcher(slashes(absolute));
		if (inResources.matches()) {
			return new ChangelogFiles(null, file, directory(inResources.group(1)), locations);
		}
		Path parent = absolute.getParent();
		Path name = (parent != null) ? parent.getFileName() : null;
		return new ChangelogFiles(null, file, (name != null) ? name + "/" : "", locations);
	}

	private static Path file(String path) {
		if (!path.startsWith("/")) {
			return Path.of(path);
		}
		String absolute = path.replaceAll("^/+", "/");
		try {
			return Path.of(URI.create("file:" + absolute));
		}
		catch (IllegalArgumentException ex) {
			// A path with blanks is no URI; it is used literally.
			return Path.of(absolute);
		}
	}

	static String directory(String path) {
		return path.substring(0, path.lastIndexOf('/') + 1);
	}

	private static String slashes(Path path) {
		return path.toString().replace('\\', '/');
	}

	private static @Nullable String read(Path file) {
		try {
			return Files.exists(file) ? Files.readString(file) : null;
		}
		catch (CharacterCodingException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The changelog " + file + " is not UTF-8; save it as UTF-8.", ex);
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The changelog " + file + " cannot be read: " + reason(ex) + ".", ex);
		}
	}

	static void createDirectory(Path directory) {
		try {
			Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNWRITABLE, "The directory " + directory
					+ " cannot be created: " + reason(ex) + "; check the permissions of its parent.", ex);
		}
	}

	/**
	 * Keep a copy of a file in the directory for temporary files.
	 * @param file the file
	 * @return the copy
	 * @throws MigrationFailedException if it cannot be written
	 */
	public static Path keepCopy(Path file) {
		try {
			Path copy = Files.createTempDirectory("migrate").resolve(file.getFileName().toString());
			return Files.copy(file, copy);
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNWRITABLE,
					"A copy of the file " + file + " cannot be kept: " + reason(ex) + ".", ex);
		}
	}

	/**
	 * Write a file atomically. An existing one is overwritten.
	 * @param file the file
	 * @param text its text
	 * @throws MigrationFailedException if it cannot be written
	 */
	public static void save(Path file, String text) {
		Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
		try {
			Files.write(beside, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE,
					StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
			Files.move(beside, Files.isSymbolicLink(file) ? file.toRealPath() : file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			delete(beside);
			throw new MigrationFailedException(ErrorCode.FILE_UNWRITABLE, "The file " + file + " cannot be written: "
					+ reason(ex) + "; check the permissions of its directory.", ex);
		}
	}

	/**
	 * Delete a file that was written in vain.
	 * @param file the file, which need not exist
	 */
	public static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// A file that could not be written may not exist.
		}
	}

	static String reason(IOException ex) {
		if (ex instanceof AccessDeniedException) {
			return "permission denied";
		}
		String message = ex.getMessage();
		return (message != null) ? message : ex.getClass().getSimpleName();
	}

	/**
	 * The outcome for a master changelog.
	 *
	 * @param master the file
	 * @param outcome the outcome
	 * @param instruction the instruction for the user; empty for none
	 */
	public record Initialization(Path master, Outcome outcome, String instruction) {

		/**
		 * The possible outcomes.
		 */
		public enum Outcome {

			/**
			 * The master was created.
			 */
			CREATED,

			/**
			 * The includes were added to the master.
			 */
			INCLUDE_ADDED,

			/**
			 * The master already contains the includes.
			 */
			UNCHANGED,

			/**
			 * The master was not changed: the user has to follow the instruction.
			 */
			BY_HAND

		}

	}

	/**
	 * A planned change of a master changelog.
	 *
	 * @param initialization the outcome
	 * @param text the text to save; {@code null} for none
	 */
	private record InitPlan(Initialization initialization, @Nullable String text) {

	}

}
