package dev.migrate.changelog.file;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.AcceptedDifference;
import dev.migrate.MigrationFailedException;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.PlainLiquibase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AcceptedFile}.
 */
class AcceptedFileTests {

	private static final AcceptedDifference TITLE = new AcceptedDifference("book.title type", "varchar(100)", null,
			"varchar(200)", "");

	private static final AcceptedDifference ODD = new AcceptedDifference("a \"b\".c\\d\ne default", null, "'\t'",
			"'\u2028é'", "it's: {fine}, # really");

	private static final AcceptedDifference DRIFT = new AcceptedDifference("book index (title)", "(title)", "nothing",
			null, "");

	private static final String TEXT = """
			{"product": "h2"}
			{"thing": "a \\"b\\".c\\\\d\\ne default", "changelog": "'\\t'", "entities": "'\\u2028é'", "reason": "it's: {fine}, # really"}
			{"thing": "book index (title)", "database": "(title)", "changelog": "nothing", "reason": ""}
			{"thing": "book.title type", "database": "varchar(100)", "entities": "varchar(200)", "reason": ""}
			""";

	@TempDir
	Path folder;

	@Test
	void eachDifferenceIsOneLine() {
		AcceptedFile file = new AcceptedFile("h2", List.of(TITLE, DRIFT, ODD));
		assertThat(file.text()).isEqualTo(TEXT);
		assertThat(AcceptedFile.parse(TEXT, "x", "h2")).isEqualTo(file);
	}

	@Test
	void orderOfLinesDoesNotMatter() {
		String text = """
				{"product": "h2"}

				{"thing": "b", "database": "1", "entities": "2"}\r
				{"thing": "a", "database": "1", "entities": "2", "reason": "r"}""";
		assertThat(AcceptedFile.parse(text, "x", "h2").differences()).extracting(AcceptedDifference::thing)
			.containsExactly("a", "b");
		assertThat(AcceptedFile.parse("", "x", "h2").differences()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "{", "{}", "[]", "1", "# comment", "{\"product\": \"h2\"}",
			"{\"thing\": \"a\", \"database\": \"1\"}", "{\"database\": \"1\", \"entities\": \"2\"}",
			"{\"thing\": \"a\", \"database\": \"1\", \"entities\": \"2\", \"changelog\": \"3\"}",
			"{\"thing\": \"a\", \"database\": \"1\", \"entities\": \"2\", \"other\": \"3\"}",
			"{\"thing\": \"a\", \"database\": \"1\", \"entities\": null}",
			"{\"thing\": \"a\", \"database\": \"1\", \"entities\": \"2\"} x",
			"{\"thing\": \"a\", \"thing\": \"a\", \"database\": \"1\", \"entities\": \"2\"}" })
	void unknownLineIsRefused(String line) {
		assertRefused(TEXT + line + "\n", "has a line that is no accepted difference (line 5);");
	}

	@Test
	void mergeMarkersAreRefused() {
		assertRefused(TEXT + "<<<<<<< HEAD\n", "has git merge markers (line 5); resolve the conflict.");
		assertRefused(TEXT + "=======\n", "has git merge markers (line 5)");
		assertRefused(">>>>>>> other\n" + TEXT, "has git merge markers (line 1)");
	}

	@Test
	void repeatedDifferenceIsRefused() {
		assertRefused(TEXT + TEXT.lines().toList().get(3).replace("\"reason\": \"\"", "\"reason\": \"r\"") + "\n",
				"repeats line 4 (line 5); remove one of the two.");
	}

	@Test
	void fileForOtherProductIsRefused() {
		assertRefused(TEXT.replace("h2", "mysql"),
				"has the accepted differences of a mysql database, and this one is h2 (line 1)");
		assertRefused(TEXT.lines().toList().get(3), "does not begin with the name of a product (line 1);"
				+ " its first line must be {\"product\": \"h2\"}.");
	}

	@ParameterizedTest
	@EnumSource
	void plainLiquibaseDoesNotReadTheFile(PlainLiquibase liquibase) {
		try (TestDatabase database = TestDatabases.h2()) {
			ChangelogFolder.withVersions(this.folder)
				.createTable("20260101000000", "book", "")
				.write("db/changelog/versions-accepted-differences.jsonl", TEXT + "no line of a changelog");
			liquibase.update(database, this.folder, "db/changelog/db.changelog-master.yaml");
			assertThat(liquibase.pending(database, this.folder, "db/changelog/db.changelog-master.yaml")).isZero();
		}
	}

	private static void assertRefused(String text, String message) {
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> AcceptedFile.parse(text, "db/x.jsonl", "h2"))
			.withMessageStartingWith("The file db/x.jsonl " + message)
			.withMessageEndingWith(" Nothing was written.");
	}

}
