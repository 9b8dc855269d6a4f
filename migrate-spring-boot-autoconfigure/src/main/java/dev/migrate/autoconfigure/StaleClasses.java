package dev.migrate.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
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

	private static final Pattern RELEVANT = Pattern
		.compile("\\b(?:jakarta\\.persistence|org\\.hibernate\\.annotations)\\.|\\benum\\s+(?:class\\s+)?\\w+");

	private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");

	private static final Pattern TYPE = Pattern.compile("\\bclass\\s+(\\w+)");

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
		List<String> names = sources().stream()
			.map((source) -> StringUtils.stripFilenameExtension(String.valueOf(source.getFileName())))
			.sorted()
			.distinct()
			.toList();
		if (names.isEmpty()) {
			return List.of();
		}
		String more = (names.size() > NAMED) ? " and " + (names.size() - NAMED) + " more" : "";
		return List.of(names.stream().limit(NAMED).collect(Collectors.joining(", ")) + more
				+ ((names.size() == 1) ? " is" : " are")
				+ " compiled from older sources, or not at all: build the application, and compare again.");
	}

	/**
	 * Find the sources of the stale classes.
	 * @return the files
	 */
	List<Path> sources() {
		return this.directories.stream().flatMap(this::stale).sorted().toList();
	}

	private Stream<Path> stale(Path directory) {
		try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
			return files.filter((file) -> SOURCE.matcher(String.valueOf(file.getFileName())).matches())
				.filter((file) -> isStale(directory.relativize(file).toString().replace('\\', '/'), file))
				.toList()
				.stream();
		}
		catch (IOException | UncheckedIOException ex) {
			// A note is no reason for a failure.
			return Stream.empty();
		}
	}

	private boolean isStale(String path, Path source) {
		URL compiled = this.classLoader.getResource(StringUtils.stripFilenameExtension(path) + ".class");
		try {
			if (compiled == null) {
				String text = text(source);
				if (!NEW.matcher(text).find()) {
					return false;
				}
				compiled = declared(text);
			}
			FileTime time = (compiled != null) ? time(compiled) : FileTime.fromMillis(0);
			return time != null && Files.getLastModifiedTime(source).compareTo(time) > 0
					&& RELEVANT.matcher(text(source)).find();
		}
		catch (IOException ex) {
			// A source that cannot be read cannot be compiled either.
			return false;
		}
	}

	// The patterns are ASCII, and the encoding of the sources is not known.
	private static String text(Path source) throws IOException {
		return Files.readString(source, StandardCharsets.ISO_8859_1);
	}

	// A source in Kotlin may have another name and another directory than its classes.
	private @Nullable URL declared(String text) {
		Matcher declaredPackage = PACKAGE.matcher(text);
		String directory = declaredPackage.find() ? declaredPackage.group(1).replace('.', '/') + "/" : "";
		return TYPE.matcher(text)
			.results()
			.map((type) -> this.classLoader.getResource(directory + type.group(1) + ".class"))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable FileTime time(URL compiled) throws IOException {
		String url = StringUtils.uriDecode(compiled.toExternalForm(), StandardCharsets.UTF_8);
		Matcher jar = JAR.matcher(url);
		File file = new File(jar.matches() ? jar.group(1) : url.replaceFirst("^file:", ""));
		return file.exists() ? FileTime.fromMillis(file.lastModified()) : null;
	}

}
