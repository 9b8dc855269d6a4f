package dev.migrate.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

/**
 * A folder with two schemas and what a comparison has to say of them.
 * <ul>
 * <li>{@code before.sql} and {@code after.sql}: the schemas;</li>
 * <li>{@code expected.txt}: the changes, one a line;</li>
 * <li>{@code twin.sql} and {@code twin-expected.txt}, where nothing is expected: another
 * schema, which has to be told from the first;</li>
 * <li>{@code case.yaml}: where the case comes from, what Alembic makes of it, what is out
 * of sight, and why we answer otherwise where we do.</li>
 * </ul>
 *
 * @param folder the folder
 * @param alembic what Alembic reports, in its words
 * @param filter what is out of sight
 * @param deviation why we answer otherwise; empty where we do not
 */
record CompareCase(Path folder, List<String> alembic, CompareFilter filter, String deviation) {

	private static final Path RESOURCES = Path.of("src/test/resources");

	/**
	 * Read all cases of a folder.
	 * @param name the folder's name
	 * @return the cases, by name
	 */
	static List<CompareCase> all(String name) {
		try (Stream<Path> folders = Files.list(RESOURCES.resolve(name))) {
			return folders.sorted().map(CompareCase::read).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static CompareCase read(Path folder) {
		Map<String, Object> entries = new Yaml().load(text(folder.resolve("case.yaml")));
		return new CompareCase(folder, (List<String>) entries.getOrDefault("alembic", List.of()),
				new CompareFilter((Map<String, List<String>>) entries.getOrDefault("filter", Map.of())),
				(String) entries.getOrDefault("deviation", ""));
	}

	String before() {
		return text(this.folder.resolve("before.sql"));
	}

	String after() {
		return text(this.folder.resolve("after.sql"));
	}

	String twin() {
		return text(this.folder.resolve("twin.sql"));
	}

	boolean hasTwin() {
		return Files.exists(this.folder.resolve("twin.sql"));
	}

	boolean deviates() {
		return !this.deviation.isEmpty();
	}

	Path expected() {
		return this.folder.resolve("expected.txt");
	}

	Path twinExpected() {
		return this.folder.resolve("twin-expected.txt");
	}

	String id() {
		return this.folder.getFileName().toString();
	}

	@Override
	public String toString() {
		return id();
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
