package dev.migrate.badinput;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrate.badinput.BadInput.Outcome;
import dev.migrate.command.CommandResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what is said about bad inputs of which nothing useful was said before.
 */
class RejectedInputTests {

	@TempDir
	private Path folder;

	@Test
	void directoryThatIsNoPath() throws Exception {
		assertThat(reject("revision", "--message=x", "--migrate.resources-directory=a\u0000b"))
			.startsWith("Error [setting-invalid]: migrate.resources-directory is no path: Nul character not allowed.");
	}

	@Test
	void labelFilterThatIsNoExpression() throws Exception {
		assertThat(reject("check", "--spring.liquibase.label-filter=(")).startsWith(
				"Error [setting-invalid]: The label filter '(' is no expression of labels; correct spring.liquibase.label-filter.");
	}

	@Test
	void contextThatIsNoExpression() throws Exception {
		String file = Sandbox.VERSIONS + "20260103000000_x.yaml";
		String text = "databaseChangeLog: [{changeSet: {id: x.1, author: ada, context: \"(\", changes: []}}]";
		try (Sandbox sandbox = new Sandbox(this.folder)) {
			CommandResult result = sandbox.run(new BadInput("context", Map.of(file, text.getBytes(Sandbox.UTF_8)),
					List.of("status"), Outcome.REJECTED));
			assertThat(result.exitCode()).isEqualTo(3);
			assertThat(result.err()).startsWith("Error [changelog-invalid]: Changeset x.1 in ")
				.contains("has a context that is no expression: (.");
		}
	}

	@Test
	void propertyWithoutAName() throws Exception {
		String file = Sandbox.VERSIONS + "20260103000000_x.yaml";
		String text = "databaseChangeLog: [{property: {name: null, value: x, global: false}},"
				+ " {changeSet: {id: x.1, author: ada, changes: []}}]";
		try (Sandbox sandbox = new Sandbox(this.folder)) {
			CommandResult result = sandbox.run(new BadInput("property", Map.of(file, text.getBytes(Sandbox.UTF_8)),
					List.of("heads"), Outcome.REJECTED));
			assertThat(result.exitCode()).isEqualTo(3);
			assertThat(result.err())
				.startsWith("Error [changelog-invalid]: A property of the changelog has no name, in ");
		}
	}

	@Test
	void urlThatIsNoneOfADatabase() throws Exception {
		assertThat(reject("status", "--spring.datasource.url=http://127.0.0.1:1"))
			.startsWith("Error [application-not-started]: 'url' must start with \"jdbc\".");
	}

	private String reject(String... arguments) throws Exception {
		try (Sandbox sandbox = new Sandbox(this.folder)) {
			CommandResult result = sandbox.run(BadInput.ofArguments("one", Outcome.REJECTED, arguments));
			assertThat(result.exitCode()).isBetween(2, 3);
			assertThat(sandbox.changedFiles()).isEmpty();
			assertThat(sandbox.changedLines()).isEmpty();
			return result.err();
		}
	}

}
