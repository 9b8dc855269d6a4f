package dev.migrate.command;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for commands of an application with several databases.
 */
class DatabaseOptionTests extends AbstractCommandTests {

	@Test
	void databaseIsAcceptedBeforeAndAfterCommand() {
		this.migrations.databases = List.of("main", "audit");
		run("--database", "audit", "history");
		run("history", "--database=audit");
		assertThat(this.migrations.calls).containsExactly("history audit :", "history audit :");
	}

	@Test
	void allDatabasesAreProcessedInOrder() {
		this.migrations.databases = List.of("main", "audit");
		assertThat(run("current").out()).isEqualToNormalizingNewlines("""
				Database main:
				20260101000000, create product
				Database audit:
				20260101000000, create product
				""");
		assertThat(run("current", "--check-heads").exitCode()).isEqualTo(1);
		JsonNode json = json(run("current", "--json"));
		assertThat(json.get("databases")).hasSize(2);
		assertThat(json.at("/databases/1/database").asText()).isEqualTo("audit");
	}

	@Test
	void preflightFailureOfOneDatabaseStopsAll() {
		this.migrations.databases = List.of("main", "audit");
		run("upgrade", "abc");
		assertThat(this.migrations.calls).extracting((call) -> call.split(" ")[1])
			.containsExactly("main", "audit", "main", "audit");
		assertThat(this.migrations.calls.get(1)).contains("true");
	}

	@Test
	void unknownDatabaseIsRejected() {
		this.migrations.databases = List.of("main", "audit");
		CommandResult result = run("history", "--database", "nope");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error [database-unknown]: There is no database 'nope': choose one of main, audit.\n");
	}

}
