package dev.migrate.alembic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each feature in the comparison with Alembic and Flask-Migrate is covered by
 * a test.
 */
class AlembicTableTests {

	private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

	private static final Path DOCUMENT = REPOSITORY.resolve("docs/alembic.md");

	private static final Pattern PROOF = Pattern.compile("(\\w+)#(\\w+)");

	private final List<Section> sections = read();

	@Test
	void documentContainsRows() throws IOException {
		String text = Files.readString(DOCUMENT);
		String introduction = text.substring(0, text.indexOf("\n## ") + 1);
		String expected = introduction + String.join("\n", this.sections.stream().map(Section::markdown).toList());
		if ("rewrite".equals(System.getProperty("migrate.expectations"))) {
			Files.writeString(DOCUMENT, expected);
		}
		assertThat(text).isEqualTo(expected);
	}

	@Test
	void everyRowHasAnswerAndTestOrReason() throws IOException {
		Map<String, String> sources = sources();
		List<String> wrong = new ArrayList<>();
		for (Section section : this.sections) {
			for (Row row : section.rows()) {
				if (!row.isLeftOut() && !isProven(row.test(), sources)) {
					wrong.add(section.title() + ": " + row.theirs() + " -> " + row.test());
				}
				if (row.isLeftOut() && (!row.test().isEmpty() || row.ours().length() < "Not here: why.".length())) {
					wrong.add(section.title() + ": " + row.theirs() + " has a test or no reason");
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	private static boolean isProven(String test, Map<String, String> sources) {
		Matcher proof = PROOF.matcher(test);
		return proof.matches() && Pattern
			.compile("(?s)@(?:Parameterized)?Test\\b(?:(?!\\bvoid\\b).)*\\bvoid " + proof.group(2) + "\\(")
			.matcher(sources.getOrDefault(proof.group(1), ""))
			.find();
	}

	private static Map<String, String> sources() throws IOException {
		Map<String, String> sources = new HashMap<>();
		for (String module : List.of("migrate-spring-boot-autoconfigure", "demo-app")) {
			try (Stream<Path> files = Files.walk(REPOSITORY.resolve(module).resolve("src/test/java"))) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					String name = file.getFileName().toString();
					sources.merge(name.substring(0, name.length() - ".java".length()), Files.readString(file),
							String::concat);
				}
			}
		}
		return sources;
	}

	private static List<Section> read() {
		try (InputStream file = AlembicTableTests.class.getResourceAsStream("/alembic/rows.yaml")) {
			List<Map<String, Object>> sections = new Yaml().load(file);
			return sections.stream().map(Section::of).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A section of the table.
	 *
	 * @param title the title
	 * @param rows the rows
	 */
	private record Section(String title, List<Row> rows) {

		@SuppressWarnings("unchecked")
		static Section of(Map<String, Object> entries) {
			return new Section((String) entries.get("section"),
					((List<List<String>>) entries.get("rows")).stream().map(Row::of).toList());
		}

		String markdown() {
			StringBuilder text = new StringBuilder("## ").append(this.title)
				.append("\n\n| Alembic, Flask-Migrate | Migrate |\n|---|---|\n");
			this.rows.forEach((row) -> text.append("| ")
				.append(cell(row.theirs()))
				.append(" | ")
				.append(cell(row.ours()))
				.append(" |\n"));
			return text.toString();
		}

		private static String cell(String text) {
			assertThat(text).isNotBlank();
			return text.replace("|", "\\|");
		}

	}

	/**
	 * A row of the table.
	 *
	 * @param theirs the feature of Alembic or Flask-Migrate
	 * @param ours the counterpart
	 * @param test the test that covers it, {@code Class#method}
	 */
	private record Row(String theirs, String ours, String test) {

		static Row of(List<String> cells) {
			assertThat(cells).hasSize(3);
			return new Row(cells.get(0), cells.get(1), cells.get(2));
		}

		boolean isLeftOut() {
			return this.ours.startsWith("Not here: ");
		}

	}

}
