package dev.migrate.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.authoring.Hook;
import dev.migrate.authoring.Hooks;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.file.SourceResources;
import dev.migrate.changelog.file.VersionLocation;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.write.Placeholder;

import org.springframework.util.StringUtils;

/**
 * Examines the files of a changelog on disk and what the build has made of them.
 */
final class SourcesExamination {

	private static final Pattern TOKEN = Pattern.compile("@[\\w.-]+@|\\$\\{[\\w.-]+}");

	// As in Liquibase's AbstractFormattedChangeLogParser.
	private static final Pattern HEADER = Pattern.compile("(?i)\\s*--\\s*liquibase\\s*formatted.*");

	// The mark of UTF-8 in a file that is read as another encoding.
	private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

	private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts");

	/**
	 * Directories beside that of the resources in which changelogs are misplaced, since
	 * they are not packaged.
	 */
	private static final List<String> OTHER_DIRECTORIES = List.of("java", "kotlin", "webapp", "../test/resources");

	private final ManagedDatabase managed;

	private final ApplicationFacts application;

	private final DatabaseSettings settings;

	private final Findings findings;

	private final ChangelogFiles files;

	SourcesExamination(ManagedDatabase managed, ApplicationFacts application, DatabaseSettings settings,
			Findings findings) {
		this.managed = managed;
		this.application = application;
		this.settings = settings;
		this.findings = findings;
		this.files = managed.files();
	}

	/**
	 * Examine what concerns the project as a whole.
	 */
	void examineProject() {
		for (Path source : this.application.staleSources()) {
			this.findings.add(Problem.CLASS_STALE, Location.of(source),
					"The class was compiled from an older source, or not at all: a comparison does not see the change.",
					"Build the application.");
		}
		if (isProject()) {
			hooks();
			this.application.setting("migrate.resources-directory")
				.filter((setting) -> !Files.isDirectory(Path.of(setting.value())))
				.ifPresent((setting) -> this.findings.add(Problem.SETTING_INVALID, setting.location(),
						setting.name() + " is " + setting.value() + ", which does not exist in "
								+ Path.of("").toAbsolutePath() + ".",
						"Correct the property, or run commands in the directory of the project."));
		}
	}

	// A server has no sources, and needs none.
	private static boolean isProject() {
		return BUILD_FILES.stream().anyMatch((file) -> Files.exists(Path.of(file)));
	}

	private void hooks() {
		List<Hook> hooks = this.managed.revisions().hooks();
		for (int i = 0; i < hooks.size(); i++) {
			try {
				new Hooks(List.of(hooks.get(i))).validate();
			}
			catch (CannotProceedException ex) {
				Location location = this.application.settingsBelow("migrate.hooks[" + i + "]")
					.stream()
					.flatMap((setting) -> Stream.ofNullable(setting.location()))
					.findFirst()
					.orElse(null);
				this.findings.add(Problem.SETTING_INVALID, location, ex.getMessage(), null);
			}
		}
	}

	/**
	 * Examine the place of the changelog, before it is parsed.
	 * @return whether there is a changelog to parse
	 */
	boolean examinePlace() {
		if (isAmbiguous() && sources().isEmpty()) {
			return false;
		}
		boolean exists = Changelog.exists(this.managed.target().source(null));
		if (exists) {
			place();
			secondChangelog();
		}
		else {
			missing();
		}
		return exists;
	}

	private void missing() {
		Optional<Path> other = elsewhere();
		this.findings.add(Problem.CHANGELOG_MISSING,
				other.map(Location::of).orElseGet(() -> this.settings.location("change-log")),
				"There is no changelog at " + this.managed.target().changelog() + "."
						+ other.map((file) -> " There is one in " + file + ".").orElse(""),
				other
					.map((file) -> "Move it to " + this.files.master() + ", or set the property that names the"
							+ " changelog.")
					.orElse("Run init, which writes one, or set the property that names the changelog."));
	}

	private Optional<Path> elsewhere() {
		Path resources = this.managed.resourcesDirectory();
		Path master = this.files.master();
		Stream<Path> misplaced = master.startsWith(resources) ? OTHER_DIRECTORIES.stream()
			.map((directory) -> resources.resolveSibling(directory).resolve(resources.relativize(master)).normalize())
				: Stream.empty();
		return Stream.concat(misplaced, otherFormats()).filter(Files::isRegularFile).findFirst();
	}

	private Stream<Path> otherFormats() {
		String name = String.valueOf(this.files.master().getFileName());
		int dot = name.lastIndexOf('.');
		return (dot < 0) ? Stream.empty()
				: Stream.of(ChangelogFormat.values())
					.flatMap((format) -> format.extensions().stream())
					.map((extension) -> this.files.master().resolveSibling(name.substring(0, dot + 1) + extension))
					.filter((file) -> !file.equals(this.files.master()));
	}

	private void secondChangelog() {
		otherFormats().filter(Files::isRegularFile)
			.forEach((file) -> this.findings.add(Problem.SECOND_CHANGELOG, Location.of(file),
					"The application reads " + this.managed.target().changelog() + " and not this file beside it.",
					"Delete one of them."));
	}

	private void place() {
		String changelog = this.managed.target().changelog();
		Path master = this.files.master();
		Path resources = this.managed.resourcesDirectory();
		if (sources().isPresent() && !Files.exists(master)) {
			this.findings.add(Problem.CHANGELOG_OUTSIDE_RESOURCES, this.settings.location("change-log"),
					"The changelog " + changelog + " is on the class path and not in " + resources
							+ ", where new revisions are written.",
					"Run commands in the module that has the changelog, or set migrate.resources-directory.");
		}
		boolean inProject = changelog.startsWith("file:")
				&& master.toAbsolutePath().normalize().startsWith(Path.of("").toAbsolutePath());
		if (inProject && isProject()) {
			this.findings.add(Problem.CHANGELOG_NOT_PACKAGED, this.settings.location("change-log"),
					"The changelog " + changelog + " is read from the directory of the project: the packaged"
							+ " application does not have it.",
					"Put it into " + resources + ", and name it with classpath:.");
		}
	}

	private boolean isAmbiguous() {
		List<URL> found = ChangelogFiles.onClassPath(this.managed.target().changelog())
			.map(this.application::resources)
			.orElse(List.of());
		if (found.size() > 1) {
			this.findings.add(Problem.CHANGELOG_AMBIGUOUS, this.settings.location("change-log"),
					"The class path has several files " + this.managed.target().changelog() + ": "
							+ Findings.list(found.stream().map(String::valueOf).toList())
							+ ". Unless it is configured otherwise, Liquibase rejects them.",
					"Give the changelog of this application another name.");
		}
		return found.size() > 1;
	}

	/**
	 * Examine the directories of revisions.
	 * @param changelog the changelog
	 */
	void examine(Changelog changelog) {
		Set<String> included = Stream
			.concat(changelog.revisions().stream().map(Revision::path), changelog.files().stream())
			.map(StringUtils::getFilename)
			.collect(Collectors.toSet());
		for (VersionLocation location : this.files.locations()) {
			List<String> revisions = location.fileNames();
			List<String> missing = revisions.stream().filter((file) -> !included.contains(file)).toList();
			for (String file : missing) {
				this.findings.add(Problem.REVISION_NOT_INCLUDED, Location.of(location.directory().resolve(file)),
						"The changelog does not include this file: it never runs.",
						"Include " + location.name() + "/ in " + this.files.master() + "; init shows how.");
			}
			List<Path> all = files(location.directory());
			if (Files.isDirectory(location.directory()) && all.stream().noneMatch(SourcesExamination::isChangelog)
					&& !changelog.includes(location)) {
				this.findings.add(Problem.VERSIONS_NOT_INCLUDED, Location.of(this.files.master()),
						"The changelog does not include " + location.name() + "/, where new revisions are written.",
						"Run init, which adds the include.");
			}
			if (changelog.includes(location)) {
				all.stream()
					.filter((file) -> location.directory().equals(file.getParent()))
					.forEach((file) -> other(file, included));
			}
			outputs().forEach((output) -> compare(location, output));
		}
		outputs().forEach((output) -> compare(changelog, output));
		values(changelog);
	}

	private void other(Path file, Set<String> included) {
		String name = String.valueOf(file.getFileName());
		Optional<ChangelogFormat> format = ChangelogFormat.of(name);
		if (format.isEmpty()) {
			this.findings.add(Problem.NOT_A_CHANGELOG, Location.of(file),
					"The file is in the directory of revisions, and its name is not that of a changelog: Liquibase does"
							+ " not run it.",
					"Move it to another directory, or correct the ending of its name.");
		}
		else if (format.get() == ChangelogFormat.SQL && included.contains(name) && !hasHeader(file)) {
			this.findings.add(Problem.SCRIPT_WITHOUT_HEADER, new Location(file, 1),
					"The script does not begin with \"-- liquibase formatted sql\": Liquibase runs it as one changeset,"
							+ " which has no id of its own and no rollback.",
					"Add that line, and a line \"-- changeset author:id\" before the first statement, as long as no"
							+ " database has run the script.");
		}
	}

	private static boolean hasHeader(Path file) {
		return Location.lines(file)
			.stream()
			.map((line) -> line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line)
			.filter((line) -> !line.isBlank())
			.findFirst()
			.filter((line) -> HEADER.matcher(line).matches())
			.isPresent();
	}

	private static boolean isChangelog(Path file) {
		return ChangelogFormat.of(String.valueOf(file.getFileName())).isPresent();
	}

	private void compare(VersionLocation location, Path output) {
		Path resources = this.managed.resourcesDirectory().toAbsolutePath().normalize();
		Path directory = location.directory().toAbsolutePath().normalize();
		if (!directory.startsWith(resources)) {
			return;
		}
		Path built = output.resolve(resources.relativize(directory).toString());
		for (Path copy : tree(built)) {
			if (isChangelog(copy) && !Files.exists(directory.resolve(built.relativize(copy).toString()))) {
				this.findings.add(Problem.BUILD_STALE, Location.of(copy),
						"The build has a file of the changelog that the sources lack: a start of the application from"
								+ " the build runs it.",
						"Delete the directory of the build, and build the application.");
			}
		}
	}

	private void compare(Changelog changelog, Path output) {
		for (String path : changelog.files()) {
			ChangelogFiles.onClassPath(path).ifPresent((relative) -> {
				Path source = this.managed.resourcesDirectory().resolve(relative);
				Path copy = output.resolve(relative);
				if (Files.isRegularFile(source) && Files.isRegularFile(copy)) {
					filtered(source, copy);
				}
			});
		}
	}

	// A copy that is older than its source is only out of date.
	private void filtered(Path source, Path copy) {
		List<String> written = Location.lines(source);
		List<String> built = Location.lines(copy);
		for (int i = 0; i < Math.min(written.size(), built.size()); i++) {
			if (!written.get(i).equals(built.get(i))) {
				if (TOKEN.matcher(written.get(i)).find() && !isOlder(copy, source)) {
					this.findings.add(Problem.CHANGELOG_FILTERED, new Location(source, i + 1),
							"The build replaces text in the changelog: a command in the sources and the packaged"
									+ " application see different changesets.",
							"Exclude the changelog from the filtering of resources, and use changelog parameters.");
				}
				return;
			}
		}
	}

	private static boolean isOlder(Path file, Path other) {
		try {
			return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) < 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private void values(Changelog changelog) {
		changelog.files()
			.stream()
			.flatMap((path) -> this.files.find(path, this.managed.resourcesDirectory()).stream())
			.forEach(this::value);
	}

	private void value(Path file) {
		List<String> lines = Location.lines(file);
		for (int i = 0; i < lines.size(); i++) {
			Optional<String> placeholder = Placeholder.find(lines.get(i));
			if (placeholder.isPresent()) {
				this.findings.add(Problem.VALUE_MISSING, new Location(file, i + 1),
						"The revision has " + placeholder.get() + " in the place of a value: an upgrade stops there.",
						"Write the value, as SQL, in its place.");
				return;
			}
		}
	}

	private List<Path> outputs() {
		return sources().map(SourceResources::outputDirectories).orElse(List.of());
	}

	private Optional<SourceResources> sources() {
		return (this.managed.target().resourceLoader() instanceof SourceResources sources
				&& Files.isDirectory(this.managed.resourcesDirectory())) ? Optional.of(sources) : Optional.empty();
	}

	private static List<Path> files(Path directory) {
		return tree(directory).stream().filter((file) -> !String.valueOf(file.getFileName()).startsWith(".")).toList();
	}

	private static List<Path> tree(Path directory) {
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

}
