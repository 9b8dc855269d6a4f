package dev.migrate.changelog;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where the files of a changelog are on disk, and how they get there: whole or not at
 * all, and never over another file.
 */
public final class ChangelogFiles {

	private static final String VERSIONS = "versions";

	private static final Pattern PREFIX = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+\\*?):(.*)");

	private static final Pattern REVISION = Pattern.compile("\\d{14}_.*");

	private static final Pattern RESOURCES = Pattern.compile("(?:.*/)?src/(?:main|test)/resources/(.+)");

	private final Path master;

	private final String logicalDirectory;

	private ChangelogFiles(Path master, String logicalDirectory) {
		this.master = master;
		this.logicalDirectory = logicalDirectory;
	}

	/**
	 * Find the files of a changelog.
	 * @param changeLog the master changelog, as {@code spring.liquibase.change-log} names
	 * it
	 * @param resourcesDirectory the directory that a {@code classpath:} changelog is
	 * written below
	 * @return the files, which need not exist
	 * @throws ChangelogException where the changelog is neither on the class path nor a
	 * file
	 */
	public static ChangelogFiles of(String changeLog, Path resourcesDirectory) {
		Matcher prefix = PREFIX.matcher(changeLog);
		String scheme = prefix.matches() ? prefix.group(1) : "classpath";
		String path = prefix.matches() ? prefix.group(2) : changeLog;
		return switch (scheme) {
			case "classpath", "classpath*" -> {
				String relative = path.replaceAll("^/+", "");
				yield new ChangelogFiles(resourcesDirectory.resolve(relative), directory(relative));
			}
			case "file" -> ofFile(file(path), resourcesDirectory);
			default -> throw new ChangelogException("The changelog " + changeLog
					+ " cannot be written: it is neither on the class path nor a file. Name a file with"
					+ " --spring.liquibase.change-log=file:...", null);
		};
	}

	/**
	 * Return the master changelog.
	 * @return the file
	 */
	public Path master() {
		return this.master;
	}

	/**
	 * Return where revisions are.
	 * @return the directory
	 */
	public Path versions() {
		return this.master.resolveSibling(VERSIONS);
	}

	/**
	 * Return the file name of a revision.
	 * @param id its id
	 * @param message what it is for
	 * @param format the file's format
	 * @return for example {@code 20261122120000_add_price.yaml}
	 */
	public static String fileName(String id, String message, ChangelogFormat format) {
		return id + "_" + Slug.of(message) + "." + format.extension();
	}

	/**
	 * Return what Liquibase is to record as the path of a revision, from wherever it is
	 * run.
	 * @param fileName the revision's file name
	 * @return the path from the root of the class path; for a file elsewhere from its
	 * changelog's directory
	 */
	public String logicalPath(String fileName) {
		return this.logicalDirectory + VERSIONS + "/" + fileName;
	}

	/**
	 * Find a file of the changelog on disk.
	 * @param path its path, as Liquibase records it
	 * @param resourcesDirectory the directory that a {@code classpath:} changelog is
	 * written below
	 * @return the file; empty where it is not on disk, but perhaps in a jar
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
		places.add(versions().resolve(relative.substring(relative.lastIndexOf('/') + 1)));
		return places.stream().filter(Files::isRegularFile).findFirst();
	}

	/**
	 * Return the names of the revision files that are there.
	 * @return the names, in the order in which the files run
	 * @throws ChangelogException where the directory cannot be read
	 */
	public List<String> fileNames() {
		if (!Files.isDirectory(versions())) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(versions())) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> REVISION.matcher(name).matches() && ChangelogFormat.of(name).isPresent())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new ChangelogException("The directory " + versions() + " cannot be read: " + reason(ex) + ".", ex);
		}
	}

	/**
	 * Return what {@link #init()} would do, and do nothing.
	 * @return what would be done, or has to be done by hand
	 * @throws ChangelogException where the master changelog cannot be read
	 */
	public Initialization planInit() {
		return plan().initialization();
	}

	/**
	 * Write the master changelog and make the versions directory, or let an existing
	 * master include it.
	 * @return what has been done, or has to be done by hand
	 * @throws ChangelogException where the files cannot be written
	 */
	public Initialization init() {
		InitPlan plan = plan();
		if (plan.initialization().outcome() != Initialization.Outcome.BY_HAND) {
			createDirectory(versions());
		}
		if (plan.text() != null) {
			save(this.master, plan.text());
		}
		return plan.initialization();
	}

	private InitPlan plan() {
		MasterChangelog changelog = MasterChangelog.of(this.master);
		if (!changelog.canInclude()) {
			return plan(Initialization.Outcome.BY_HAND, changelog.instruction(this.master), null);
		}
		String before = read(this.master);
		if (before == null) {
			return plan(Initialization.Outcome.CREATED, "", changelog.text());
		}
		if (changelog.includesVersions(before)) {
			return plan(Initialization.Outcome.UNCHANGED, "", null);
		}
		String after = changelog.withInclude(before);
		return (after != null) ? plan(Initialization.Outcome.INCLUDE_ADDED, "", after)
				: plan(Initialization.Outcome.BY_HAND, changelog.instruction(this.master), null);
	}

	private InitPlan plan(Initialization.Outcome outcome, String instruction, @Nullable String text) {
		return new InitPlan(new Initialization(this.master, outcome, instruction), text);
	}

	/**
	 * Write a revision.
	 * @param fileName its file name
	 * @param text its text
	 * @return the file
	 * @throws ChangelogException where there is such a file already, or it cannot be
	 * written
	 */
	public Path write(String fileName, String text) {
		Path file = versions().resolve(fileName);
		if (Files.exists(file)) {
			throw new ChangelogException("The file " + file + " exists already and is not overwritten.", null);
		}
		createDirectory(versions());
		save(file, text);
		return file;
	}

	private static ChangelogFiles ofFile(Path file, Path resourcesDirectory) {
		Path absolute = file.toAbsolutePath().normalize();
		Path resources = resourcesDirectory.toAbsolutePath().normalize();
		if (absolute.startsWith(resources)) {
			return new ChangelogFiles(file, directory(slashes(resources.relativize(absolute))));
		}
		Matcher inResources = RESOURCES.matcher(slashes(absolute));
		if (inResources.matches()) {
			return new ChangelogFiles(file, directory(inResources.group(1)));
		}
		Path parent = absolute.getParent();
		Path name = (parent != null) ? parent.getFileName() : null;
		return new ChangelogFiles(file, (name != null) ? name + "/" : "");
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
			// A path with blanks is no URI, and means what it says.
			return Path.of(absolute);
		}
	}

	private static String directory(String path) {
		return path.substring(0, path.lastIndexOf('/') + 1);
	}

	private static String slashes(Path path) {
		return path.toString().replace('\\', '/');
	}

	private static @Nullable String read(Path file) {
		try {
			return Files.exists(file) ? Files.readString(file) : null;
		}
		catch (IOException ex) {
			throw new ChangelogException("The changelog " + file + " cannot be read: " + reason(ex) + ".", ex);
		}
	}

	private static void createDirectory(Path directory) {
		try {
			Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new ChangelogException(
					"The directory " + directory + " cannot be made: " + reason(ex) + "; let this user write there.",
					ex);
		}
	}

	private static void save(Path file, String text) {
		Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
		try {
			Files.write(beside, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE,
					StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
			Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			delete(beside);
			throw new ChangelogException("The file " + file + " cannot be written: " + reason(ex)
					+ "; let this user write to its directory.", ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// What could not be written need not be there to be deleted.
		}
	}

	private static String reason(IOException ex) {
		if (ex instanceof AccessDeniedException) {
			return "permission denied";
		}
		String message = ex.getMessage();
		return (message != null) ? message : ex.getClass().getSimpleName();
	}

	/**
	 * What became of a master changelog.
	 *
	 * @param master the file
	 * @param outcome what has been done
	 * @param instruction what a person has to do; empty for nothing
	 */
	public record Initialization(Path master, Outcome outcome, String instruction) {

		/**
		 * The things that can have been done.
		 */
		public enum Outcome {

			/**
			 * There was no master, and now there is one.
			 */
			CREATED,

			/**
			 * The master includes the versions directory from now on.
			 */
			INCLUDE_ADDED,

			/**
			 * The master includes it already.
			 */
			UNCHANGED,

			/**
			 * Nothing: a person has to follow the instruction.
			 */
			BY_HAND

		}

	}

	/**
	 * What is about to be done to a master changelog.
	 *
	 * @param initialization what it comes to
	 * @param text the text to save; {@code null} for none
	 */
	private record InitPlan(Initialization initialization, @Nullable String text) {

	}

}
