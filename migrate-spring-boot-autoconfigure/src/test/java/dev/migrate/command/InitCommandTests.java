package dev.migrate.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrate.AdoptRequest;
import dev.migrate.ChangelogFormat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code init} and {@code list-templates}.
 */
class InitCommandTests extends AbstractCommandTests {

	@Test
	void initReportsWrittenFiles() {
		CommandResult result = run("init");
		assertThat(result.exitCode()).isZero();
		assertThat(result.err()).isEmpty();
		assertThat(result.out()).isEqualToNormalizingNewlines("""
				Wrote db/changelog/versions
				Changed db/changelog/db.changelog-master.yaml
				Kept db/changelog/old.xml
				Add this line by hand.
				""");
		assertThat(this.migrations.calls).containsExactly("init main false");
	}

	@Test
	void initDryRunWritesNothing() {
		assertThat(run("init", "--dry-run").out()).startsWith("Would write db/changelog/versions");
		assertThat(this.migrations.calls).containsExactly("init main true");
	}

	@Test
	void initAcceptsTemplate() {
		assertThat(run("init", "--template", "xml", "--dry-run").out()).startsWith("Would write db/changelog/versions");
		assertThat(this.migrations.calls).containsExactly("init main xml true");
		CommandResult mistyped = run("init", "-t", "yml");
		assertThat(mistyped.exitCode()).isEqualTo(2);
		assertThat(mistyped.err())
			.contains("There is no template 'yml'. Did you mean yaml? The templates are yaml, xml.");
		assertThat(this.migrations.calls).hasSize(1);
	}

	@Test
	void templatesAreListed() {
		assertThat(run("list-templates").out()).isEqualToNormalizingNewlines("""
				yaml  In YAML.
				xml   In XML.
				""");
		assertThat(json(run("list-templates", "--json")).at("/templates/1/name").asText()).isEqualTo("xml");
	}

	@Test
	void initFromDatabaseReportsRemainingSteps() {
		CommandResult result = run("init", "--from-database");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).isEqualToNormalizingNewlines(
				"""
						Wrote db.changelog-master.yaml
						Wrote versions/20260103000000_baseline.yaml: 12 tables, 3 of them mapped by entities, as of Flyway's version 2.1
						A replay of it builds the same schema. The database is at 20260103000000.
						Wrote versions-accepted-differences.jsonl: 4 accepted differences
						Not in the baseline: view cheap.
						Next steps:
						- Remove Flyway.
						- Stamp the others.
						""");
		assertThat(this.migrations.calls).containsExactly("adopt main " + AdoptRequest.DEFAULT,
				"hooks main versions/20260103000000_baseline.yaml");
	}

	@Test
	void initFromFlywayAcceptsBaselineOptions() {
		CommandResult result = run("init", "--from-flyway", "-m", "x", "--author", "ann", "--format", "xml",
				"--dry-run");
		assertThat(result.out()).isEqualTo("databaseChangeLog:\n");
		assertThat(result.err()).contains("Would write versions/20260103000000_baseline.yaml");
		assertThat(this.migrations.calls)
			.containsExactly("adopt main " + new AdoptRequest("x", "ann", ChangelogFormat.XML, true, true));
		assertThat(json(run("init", "--from-flyway", "--json", "--dry-run")).at("/baseline/flyway").asText())
			.isEqualTo("2.1");
	}

	@Test
	void baselineAndTemplateAreMutuallyExclusive() {
		CommandResult both = run("init", "--from-database", "--template", "xml");
		assertThat(both.exitCode()).isEqualTo(2);
		assertThat(both.err()).contains("--template cannot be combined with --from-database");
		CommandResult neither = run("init", "--author", "ann");
		assertThat(neither.exitCode()).isEqualTo(2);
		assertThat(neither.err()).contains("add --from-database or --from-flyway");
		assertThat(this.migrations.calls).isEmpty();
	}

	@Test
	void initAsJson() {
		JsonNode json = json(run("init", "--json"));
		assertThat(json.at("/written/0").asText()).isEqualTo("db/changelog/versions");
		assertThat(json.at("/advice/0").asText()).isEqualTo("Add this line by hand.");
	}

}
