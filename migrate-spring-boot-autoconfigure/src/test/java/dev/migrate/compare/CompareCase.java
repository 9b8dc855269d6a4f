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
 * A folder with two schemas and what a comparison has to report of them. Its name says
 * what the case is about; the id that the case has in the reference stands in its file.
 * <ul>
 * <li>{@code before.sql} and {@code after.sql}: the schemas;</li>
 * <li>{@code expected.txt}: the changes, one a line;</li>
 * <li>{@code twin.sql} and {@code twin-expected.txt}, where nothing is expected: another
 * schema, which has to be told from the first;</li>
 * <li>{@code case.yaml}: the id and the source of the case in the reference, what Alembic
 * reports, what is hidden, and why our answer differs where it does.</li>
 * </ul>
 *
 * @param folder the folder
 * @param reference the id of the case in the reference; empty for a case of our own
 * @param alembic what Alembic reports, in its words
 * @param filter what is hidden
 * @param deviation why our answer differs; empty where it does not
 */
record CompareCase(Path folder, String reference, List<String> alembic, CompareFilter filter, String deviation) {

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
		return new CompareCase(folder, (String) entries.getOrDefault("reference", ""),
				(List<String>) entries.getOrDefault("alembic", List.of()),
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

	String name() {
		return this.folder.getFileName().toString();
	}

	@Override
	public String toString() {
		return name();
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
