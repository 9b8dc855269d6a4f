package dev.migrate.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Finds mapped classes that are older than their sources, or have not been compiled.
 * Changes in other sources do not matter to a comparison.
 */
final class StaleClasses {

	private static final int NAMED = 5;

	private static final List<String> LANGUAGES = List.of("java", "kotlin");

	private static final Pattern SOURCE = Pattern.compile("(.+)\\.(?:java|kt)");

	private static final Pattern MAPPED = Pattern
		.compile("\\b(?:jakarta\\.persistence|org\\.hibernate\\.annotations)\\.");

	private static final Pattern ENUM = Pattern.compile("\\benum\\s+(?:class\\s+)?\\w+");

	private static final Pattern NEW = Pattern
		.compile("@(?:jakarta\\.persistence\\.)?(?:Entity|Embeddable|MappedSuperclass|Converter)\\b");

	private static final Pattern JAR = Pattern.compile("jar:(?:nested:|file:)+(.+?\\.[jw]ar)(?:/?!.*)");

	private final List<Path> directories;

	private final ClassLoader classLoader;

	/**
	 * Create a new instance.
	 * @param resources the directory of the sources of class path resources, which has
	 * those of the classes beside it
	 * @param classLoader the class loader of the application
	 */
	StaleClasses(Path resources, ClassLoader classLoader) {
		this.directories = LANGUAGES.stream().map(resources::resolveSibling).filter(Files::isDirectory).toList();
		this.classLoader = classLoader;
	}

	/**
	 * Describe the stale classes.
	 * @return a sentence; empty if there are none
	 */
	List<String> caveats() {
		List<String> names = this.directories.stream().flatMap(this::stale).sorted().distinct().toList();
		if (names.isEmpty()) {
			return List.of();
		}
		String more = (names.size() > NAMED) ? " and " + (names.size() - NAMED) + " more" : "";
		return List.of(names.stream().limit(NAMED).collect(Collectors.joining(", ")) + more
				+ ((names.size() == 1) ? " is" : " are")
				+ " compiled from older sources, or not at all: build the application, and compare again.");
	}

	private Stream<String> stale(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> SOURCE.matcher(String.valueOf(file.getFileName())).matches())
				.filter((file) -> isStale(directory.relativize(file).toString().replace('\\', '/'), file))
				.map((file) -> StringUtils.stripFilenameExtension(String.valueOf(file.getFileName())))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean isStale(String path, Path source) {
		URL compiled = this.classLoader.getResource(StringUtils.stripFilenameExtension(path) + ".class");
		try {
			if (compiled == null) {
				return contains(source, NEW);
			}
			FileTime time = time(compiled);
			return time != null && Files.getLastModifiedTime(source).compareTo(time) > 0
					&& (contains(source, MAPPED) || contains(source, ENUM));
		}
		catch (IOException ex) {
			// A source that cannot be read cannot be compiled either.
			return false;
		}
	}

	private static boolean contains(Path source, Pattern pattern) throws IOException {
		return pattern.matcher(Files.readString(source)).find();
	}

	private static @Nullable FileTime time(URL compiled) throws IOException {
		String url = StringUtils.uriDecode(compiled.toExternalForm(), StandardCharsets.UTF_8);
		Matcher jar = JAR.matcher(url);
		String path = jar.matches() ? jar.group(1) : url.replaceFirst("^file:", "");
		Path file = Path.of(path);
		return Files.exists(file) ? Files.getLastModifiedTime(file) : null;
	}

}
