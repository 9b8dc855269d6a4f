package dev.migrate.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A place in a file.
 *
 * @param file the file
 * @param line the line, starting at 1; {@code null} if it is unknown
 */
public record Location(Path file, @Nullable Integer line) {

	static Location of(Path file) {
		return new Location(file, null);
	}

	/**
	 * Find the first line that satisfies a condition.
	 * @param file the file
	 * @param predicate the condition
	 * @return the location; without a line if none does
	 */
	static Location find(Path file, Predicate<String> predicate) {
		List<String> lines = lines(file);
		for (int i = 0; i < lines.size(); i++) {
			if (predicate.test(lines.get(i))) {
				return new Location(file, i + 1);
			}
		}
		return of(file);
	}

	/**
	 * Read a file of any encoding: only what is ASCII can be searched.
	 * @param file the file
	 * @return its lines; none if it cannot be read
	 */
	static List<String> lines(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	/**
	 * Return the file as it is shown to users.
	 * @return its path from the working directory, or an absolute one outside of it
	 */
	String path() {
		Path directory = Path.of("").toAbsolutePath();
		Path absolute = this.file.toAbsolutePath().normalize();
		return (absolute.startsWith(directory) ? directory.relativize(absolute) : absolute).toString();
	}

}
