package dev.migrate.demo;

import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for every command of the packaged shop: output, files and database after a
 * process of its own.
 */
@Tag("long")
class EveryCommandIT extends ShopCommands {

	private static final Set<String> REPORTING_DIFFERENCE = Set.of("check", "current", "doctor");

	@Test
	void onFileDatabase() throws Exception {
		this.url = "jdbc:h2:file:" + this.directory.resolve("data/shop");
		commandsThatChangeTheDatabase("sa", "");
		otherCommands("sa", "");
		// Without a terminal, and with a changelog in a file, they do nothing else
		assertThat(done("edit", "--help")).contains("Usage: migrate edit");
		assertThat(done("squash", "--help")).contains("Usage: migrate squash");
		assertThat(done("help", "upgrade")).contains("Usage: migrate upgrade");
		assertThat(done("completion", "bash")).contains("complete ");
		assertThat(done("--version")).containsIgnoringCase("migrate");
		assertThatEveryCommandWasDone();
	}

	private void assertThatEveryCommandWasDone() throws Exception {
		for (String command : commands()) {
			assertThat(this.seen.getOrDefault(command, Set.of())).as(command)
				.containsAll(REPORTING_DIFFERENCE.contains(command) ? Set.of(DONE, DIFFERENCE) : Set.of(DONE));
		}
	}

}
