package dev.migrate.changelog.file;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.changelog.revision.NewRevision;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ContextResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Loads class path resources from the sources of an application. A file there counts
 * before the class path, and what was deleted there is gone although the build output or
 * the packaged application still has a copy. Resources of libraries are loaded from the
 * class path.
 * <p>
 * Everything is loaded from the class path if the sources have no directory of the
 * changelog.
 */
public final class SourceResources implements ResourcePatternResolver {

	private static final Map<String, String> LANGUAGES = Map.of("java", ".java", "kotlin", ".kt", "groovy", ".groovy");

	private static final Set<String> NAMES_OF_TEST_OUTPUT = Set.of("test-classes", "test");

	private final ResourcePatternResolver classPath;

	private final Path directory;

	private final String changelogDirectory;

	private final @Nullable Class<?> application;

	private final AntPathMatcher matcher = new AntPathMatcher();

	private @Nullable List<String> outputs;

	private SourceResources(ResourceLoader classPath, Path directory, String changelogDirectory,
			@Nullable Class<?> application) {
		this.classPath = ResourcePatternUtils.getResourcePatternResolver(classPath);
		this.directory = directory.toAbsolutePath().normalize();
		this.changelogDirectory = changelogDirectory;
		this.application = application;
	}

	/**
	 * Return a loader that reads a changelog from the sources, where there are any.
	 * @param classPath the loader of the application
	 * @param changeLog the master changelog, as in {@code spring.liquibase.change-log}
	 * @param directory the directory of the sources of class path resources, which need
	 * not exist
	 * @param application the main class of the application, to recognize what was built
	 * from the sources; {@code null} if it is unknown
	 * @return the loader; the given one if the changelog is not on the class path
	 */
	public static ResourceLoader of(ResourceLoader classPath, String changeLog, Path directory,
			@Nullable Class<?> application) {
		return ChangelogFiles.onClassPath(changeLog)
			.<ResourceLoader>map(
					(path) -> new SourceResources(classPath, directory, ChangelogFiles.directory(path), application))
			.orElse(classPath);
	}

	@Override
	public Resource getResource(String location) {
		Resource resource = this.classPath.getResource(location);
		Optional<String> path = path(location);
		if (path.isEmpty()) {
			return resource;
		}
		Path file = this.directory.resolve(path.get());
		boolean read = Files.exists(file) || pathInOutput(resource).filter(this::isReadFromSources).isPresent();
		return read ? new SourceResource(path.get(), file) : resource;
	}

	@Override
	public Resource[] getResources(String pattern) throws IOException {
		Resource[] onClassPath = this.classPath.getResources(pattern);
		Optional<String> path = path(pattern);
		if (path.isEmpty()) {
			return onClassPath;
		}
		List<Resource> resources = new ArrayList<>(inSources(path.get()));
		for (Resource resource : onClassPath) {
			if (pathInOutput(resource).filter(this::isReadFromSources).isEmpty()) {
				resources.add(resource);
			}
		}
		return resources.toArray(Resource[]::new);
	}

	@Override
	public @Nullable ClassLoader getClassLoader() {
		return this.classPath.getClassLoader();
	}

	/**
	 * Return the path of a class path location.
	 * @param location the location, or a pattern
	 * @return the path; empty if it is not for the sources
	 */
	private Optional<String> path(String location) {
		if (!Files.isDirectory(this.directory.resolve(this.changelogDirectory))) {
			return Optional.empty();
		}
		return ChangelogFiles.onClassPath(location)
			.map(StringUtils::cleanPath)
			.filter((path) -> !path.startsWith(".."));
	}

	/**
	 * Return whether a directory has the sources of an application, which may run in the
	 * directory of another one.
	 * @param directory the directory of the sources of class path resources
	 * @param application the main class of the application; {@code null} if it is unknown
	 * @return {@code true} if the source of the main class is beside the directory, or
	 * the application runs from the build output of the project
	 */
	public static boolean areOf(Path directory, @Nullable Class<?> application) {
		if (application == null) {
			return true;
		}
		Path resources = directory.toAbsolutePath().normalize();
		String name = application.getName().replaceFirst("(Kt)?(\\$.*)?$", "").replace('.', '/');
		return LANGUAGES.entrySet()
			.stream()
			.anyMatch((language) -> Files
				.exists(resources.resolveSibling(language.getKey()).resolve(name + language.getValue())))
				|| location(application).contains(project(resources).toUri().getPath());
	}

	private static String location(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return (source != null && source.getLocation() != null) ? decoded(source.getLocation()) : "";
	}

	private List<Resource> inSources(String pattern) throws IOException {
		if (!this.matcher.isPattern(pattern)) {
			Path file = this.directory.resolve(pattern);
			return Files.isRegularFile(file) ? List.of(new SourceResource(pattern, file)) : List.of();
		}
		String fixed = ChangelogFiles.directory(pattern.replaceFirst("[*?{].*", ""));
		Path start = this.directory.resolve(fixed);
		if (!Files.isDirectory(start)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> this.directory.relativize(file).toString().replace('\\', '/'))
				.filter((path) -> this.matcher.match(pattern, path))
				.sorted()
				.<Resource>map((path) -> new SourceResource(path, this.directory.resolve(path)))
				.toList();
		}
	}

	/**
	 * Return the directories that the build writes the resources of the sources to.
	 * @return the existing directories on the class path; none if the application was
	 * started from a jar
	 */
	public List<Path> outputDirectories() {
		return outputs().stream()
			.filter((output) -> output.startsWith("file:"))
			.map((output) -> new File(output.substring("file:".length())).toPath())
			.filter(Files::isDirectory)
			.distinct()
			.toList();
	}

	/**
	 * Return the path of a resource that was built from the sources.
	 * @param resource the resource, which need not exist
	 * @return its path on the class path; empty if it was not built from them
	 */
	private Optional<String> pathInOutput(Resource resource) {
		if (!resource.exists()) {
			return Optional.empty();
		}
		String url = url(resource);
		return outputs().stream()
			.filter(url::startsWith)
			.map((output) -> url.substring(output.length()).replaceAll("^/+", ""))
			.findFirst();
	}

	// The build may have written into a directory that the sources lack, but no revision.
	private boolean isReadFromSources(String path) {
		String parent = ChangelogFiles.directory(path);
		return Files.exists(this.directory.resolve(path))
				|| (!parent.isEmpty() && Files.isDirectory(this.directory.resolve(parent)))
				|| (path.startsWith(this.changelogDirectory) && NewRevision.prefixOf(path).isPresent());
	}

	private List<String> outputs() {
		List<String> outputs = this.outputs;
		if (outputs == null) {
			outputs = findOutputs();
			this.outputs = outputs;
		}
		return outputs;
	}

	private List<String> findOutputs() {
		List<String> found = new ArrayList<>();
		String location = (this.application != null) ? location(this.application) : "";
		if (!location.isEmpty()) {
			found.add(location.endsWith(".jar") ? "jar:" + location + "!/" : location);
		}
		try {
			Collections
				.list(Objects.requireNonNullElseGet(getClassLoader(), ClassUtils::getDefaultClassLoader)
					.getResources(""))
				.stream()
				.map(SourceResources::decoded)
				.filter(this::isOutput)
				.forEach(found::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return List.copyOf(found);
	}

	private static Path project(Path resources) {
		Path project = resources;
		boolean standard = project.endsWith("resources") && project.getNameCount() > 3
				&& project.getName(project.getNameCount() - 3).toString().equals("src");
		for (int i = standard ? 3 : 1; i > 0 && project.getParent() != null; i--) {
			project = project.getParent();
		}
		return project;
	}

	// A directory between with sources of its own is another project.
	private boolean isOutput(String url) {
		Path project = project(this.directory);
		if (!url.startsWith("file:" + project.toUri().getPath()) || isTestOutput(url)) {
			return false;
		}
		Path directory = new File(url.substring("file:".length())).toPath();
		while (directory != null && !directory.equals(project)) {
			if (Files.isDirectory(directory.resolve("src"))) {
				return false;
			}
			directory = directory.getParent();
		}
		return true;
	}

	private static boolean isTestOutput(String url) {
		String[] names = url.split("/");
		return NAMES_OF_TEST_OUTPUT.contains(names[names.length - 1]);
	}

	private static String url(Resource resource) {
		try {
			return decoded(resource.getURL());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String decoded(URL url) {
		return StringUtils.uriDecode(url.toExternalForm(), StandardCharsets.UTF_8);
	}

	/**
	 * A file in the sources, with its path on the class path.
	 */
	private final class SourceResource extends FileSystemResource implements ContextResource {

		private final String pathOnClassPath;

		SourceResource(String pathOnClassPath, Path file) {
			super(file);
			this.pathOnClassPath = pathOnClassPath;
		}

		@Override
		public Resource createRelative(String relativePath) {
			String path = StringUtils.applyRelativePath(this.pathOnClassPath, relativePath);
			Resource resource = getResource("classpath:" + path);
			return resource.exists() ? resource : super.createRelative(relativePath);
		}

		@Override
		public String getPathWithinContext() {
			return this.pathOnClassPath;
		}

	}

}
