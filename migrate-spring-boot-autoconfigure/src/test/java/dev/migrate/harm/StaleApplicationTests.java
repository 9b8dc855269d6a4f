package dev.migrate.harm;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.migrate.CannotProceedException;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that an application that was built before the last revision does not generate it
 * again.
 */
class StaleApplicationTests {

	@TempDir
	private Path folder;

	@Test
	void unknownRevisionStopsGeneration() throws Exception {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.H2, this.folder).init()
			.map(First.CLASSES)) {
			shop.release("create all");
			Path versions = this.folder.resolve("db/changelog/versions");
			// An application that was built before the newer file existed.
			shop.files().write("db/changelog/db.changelog-master.yaml", """
					databaseChangeLog:
					  - include:
					      file: versions/%s
					      relativeToChangelogFile: true
					""".formatted(String.valueOf(versions.toFile().list()[0])));
			Files.writeString(versions.resolve("20991231235959_newer.yaml"), """
					databaseChangeLog:
					  - changeSet: { id: "20991231235959.1", author: bob, changes: [ { empty: { } } ] }
					""");
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.generate("again"))
				.withMessageContaining("20991231235959_newer.yaml")
				.withMessageContaining("build the application again");
		}
	}

}
