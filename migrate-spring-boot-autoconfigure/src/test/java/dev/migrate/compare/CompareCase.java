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
 * A folder with two schemas and the expected result of their comparison. The name
 * describes the case; {@code case.yaml} contains its id in the reference.
 * <ul>
 * <li>{@code before.sql} and {@code after.sql}: the schemas;</li>
 * <li>{@code expected.txt}: the changes, one a line;</li>
 * <li>{@code twin.sql} and {@code twin-expected.txt}, if no change is expected: another
 * schema, which must differ from the first;</li>
 * <li>{@code case.yaml}: the id and the source of the case in the reference, the changes
 * that Alembic reports, the hidden objects, and the reason for a deviation.</li>
 * </ul>
 *
 * @param folder the folder
 * @param reference the id in the reference; empty for our own case
 * @param alembic the changes that Alembic reports, in its notation
 * @param filter the filter of hidden objects
 * @param deviation the reason for our deviation; empty if there is none
 */
record CompareCase(Path folder, String reference, List<String> alembic, CompareFilter filter, String deviation) {

	private static final Path RESOURCES = Path.of("src/test/resources");

	/**
	 * Read all cases of a folder.
	 * @param name the name of the folder
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
