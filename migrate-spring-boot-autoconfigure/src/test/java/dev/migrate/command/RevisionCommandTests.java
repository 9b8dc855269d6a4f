package dev.migrate.command;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrate.ChangelogFormat;
import dev.migrate.Placement;
import dev.migrate.RevisionRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code revision} and {@code merge}.
 */
class RevisionCommandTests extends AbstractCommandTests {

	@Test
	void revisionReportsWrittenFileAndRunsHooks() {
		this.migrations.notes = List.of("The file is in YAML.");
		CommandResult result = run("revision", "-m", "by hand", "--head", "a", "--splice", "--branch-label", "l",
				"--branch-label", "m", "--rev-id", "i", "--depends-on", "d", "--version-path", "v", "--format", "sql",
				"--author", "ann");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).isEqualToNormalizingNewlines("""
				The file is in YAML.
				Wrote versions/20260103000000_by_hand.yaml
				""");
		assertThat(result.err()).isEqualToNormalizingNewlines("Running hook 'x' … done\n");
		assertThat(this.migrations.calls).containsExactly(
				"revision main " + new RevisionRequest("by hand", "ann", ChangelogFormat.SQL,
						new Placement(List.of("a"), true, List.of("l", "m"), "i", List.of("d"), "v"), false),
				"hooks main versions/20260103000000_by_hand.yaml");
	}

	@Test
	void revisionRequiresMessage() {
		CommandResult result = run("revision");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).contains("--message");
	}

	@Test
	void revisionDryRunPrintsOnlyFileAndRunsNoHooks() {
		CommandResult result = run("revision", "-m", "by hand", "--dry-run");
		assertThat(result.out()).isEqualTo("databaseChangeLog:\n- é\n");
		assertThat(result.err()).contains("Would write versions/20260103000000_by_hand.yaml");
		assertThat(this.migrations.calls).hasSize(1);
	}

	@Test
	void mergeAcceptsRevisionsAndReportsTables() {
		this.migrations.notes = List.of("Several branches touch table product: a, b.");
		assertThat(run("merge", "a", "b", "-m", "together", "--splice").out()).isEqualToNormalizingNewlines("""
				Several branches touch table product: a, b.
				Wrote versions/20260103000000_merge_a_and_b.yaml
				""");
		run("merge");
		assertThat(this.migrations.calls).containsSubsequence(
				"merge main " + new RevisionRequest("together", null, null,
						new Placement(List.of("a", "b"), true, List.of(), null, List.of(), null), false),
				"merge main " + new RevisionRequest(null, null, null, Placement.NONE, false));
	}

	@Test
	void mergeAsJson() {
		this.migrations.notes = List.of("No table is touched by several branches.");
		JsonNode json = json(run("merge", "--json", "--dry-run"));
		assertThat(json.at("/parents/1").asText()).isEqualTo("b");
		assertThat(json.at("/notes/0").asText()).contains("No table");
		assertThat(json.get("file").asText()).endsWith("_merge_a_and_b.yaml");
	}

}
