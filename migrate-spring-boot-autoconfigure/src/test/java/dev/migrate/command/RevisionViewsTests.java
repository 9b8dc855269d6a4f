package dev.migrate.command;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrate.BranchView;
import dev.migrate.RevisionPhase;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.change.Risk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands that print revisions: {@code current}, {@code history},
 * {@code heads}, {@code branches}, {@code show} and {@code edit}.
 */
class RevisionViewsTests extends AbstractCommandTests {

	private static final RevisionView OTHER = new RevisionView("20260103000000", "add stock",
			List.of("20260101000000", "20260102000000"), List.of(), List.of("20260101000001"), List.of("api", "v2"),
			"db/changelog/versions/20260103000000_add_stock.yaml", RevisionPhase.BEFORE_START, null, true, false, null,
			Risk.Kind.LOSES_DATA, List.of(Risk.Kind.LOSES_DATA),
			List.of(changeset("20260103000000.1", "drop column a.b; loses data: all its values", Risk.Kind.LOSES_DATA),
					changeset("20260103000000.10", null, null)));

	private static final RevisionView BRANCH_POINT = new RevisionView("20260101000000", "create product", List.of(),
			List.of("20260102000000", "20260103000000"), List.of(), List.of(), "db/1.yaml", RevisionPhase.BEFORE_START,
			null, false, false, null, null, null, List.of());

	private static final RevisionView ONLY = new RevisionView("20260101000000", "create product", List.of(), List.of(),
			List.of(), List.of(), "db/1.yaml", RevisionPhase.BEFORE_START, RevisionState.APPLIED, true, true, null,
			null, null, List.of());

	@Test
	void currentShowsRevision() {
		assertThat(run("current").out()).isEqualToNormalizingNewlines("20260101000000, create product\n");
		this.migrations.revisions = List.of(ONLY);
		assertThat(run("current").out()).isEqualToNormalizingNewlines("20260101000000 (head), create product\n");
	}

	@Test
	void partlyAppliedRevisionIsMarkedAndNotAtHead() {
		this.migrations.revisions = List
			.of(new RevisionView(ONLY.id(), ONLY.message(), ONLY.parents(), ONLY.children(), ONLY.dependencies(),
					ONLY.labels(), ONLY.path(), RevisionPhase.BEFORE_START, RevisionState.PARTLY_APPLIED, true, true,
					ONLY.appliedAt(), ONLY.risk(), ONLY.risks(), ONLY.changesets()));
		this.migrations.heads = List.of("20260101000000");
		assertThat(run("current").out())
			.isEqualToNormalizingNewlines("20260101000000 (head) (partly applied), create product\n");
		assertThat(run("current", "--check-heads").exitCode()).isEqualTo(1);
	}

	@Test
	void currentCheckHeadsEndsWithOne() {
		CommandResult result = run("current", "--check-heads");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains("not at head");
		this.migrations.heads = List.of("20260101000000");
		assertThat(run("current", "--check-heads").exitCode()).isZero();
	}

	@Test
	void currentAsJson() {
		JsonNode json = json(run("--json", "current"));
		assertThat(json.get("database").asText()).isEqualTo("main");
		assertThat(json.at("/current/0").asText()).isEqualTo("20260101000000");
		assertThat(json.get("atHead").asBoolean()).isFalse();
	}

	@Test
	void historyListsNewestFirst() {
		assertThat(run("history").out()).isEqualToNormalizingNewlines("""
				20260101000000 -> 20260102000000 (head), add price
				base -> 20260101000000, create product
				""");
	}

	@Test
	void historyAcceptsRange() {
		run("history", "-r", "-3:current");
		run("history", "--rev-range=add_price:");
		assertThat(this.migrations.calls).containsExactly("history main -3:current", "history main add_price:");
	}

	@Test
	void historyMarksCurrentRevisionIfRequested() {
		assertThat(run("history", "-i").out()).isEqualToNormalizingNewlines("""
				20260101000000 -> 20260102000000 (head), add price
				base -> 20260101000000 (current), create product
				""");
		assertThat(this.migrations.calls).containsExactly("history main :", "status main");
		assertThat(json(run("history", "--json")).at("/revisions/0/state").isNull()).isTrue();
		assertThat(json(run("history", "--json", "-i")).at("/revisions/0/state").asText()).isEqualTo("PENDING");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-v", "--verbose" })
	void historyPrintsAllDetails(String option) {
		assertThat(run("history", option).out()).isEqualToNormalizingNewlines("""
				Revision:  20260102000000 (head)
				Parent:    20260101000000
				File:      db/changelog/versions/20260102000000_add_price.yaml
				Message:   add price

				Revision:  20260101000000
				Parent:    base
				Next:      20260102000000
				File:      db/changelog/versions/20260101000000_create_product.yaml
				Message:   create product
				  20260101000000.1  safe  create table product
				""");
	}

	@Test
	void headsAreRevisionsWithoutChildren() {
		assertThat(run("heads").out()).isEqualToNormalizingNewlines("20260102000000 (head), add price\n");
		assertThat(run("heads", "-v").out()).startsWith("Revision:  20260102000000 (head)").contains("Parent:");
		assertThat(this.migrations.calls).containsExactly("heads main", "heads main");
	}

	@Test
	void headWithDependentIsMarkedEffective() {
		this.migrations.revisions = List.of(StubMigrations.SECOND, OTHER);
		assertThat(run("heads").out()).isEqualToNormalizingNewlines("""
				20260102000000 (head), add price
				20260103000000 (api, v2) (effective head) (merge), add stock
				""");
		assertThat(run("heads", "--resolve-dependencies").out()).doesNotContain("20260103000000");
		assertThat(json(run("heads", "--json")).at("/effective/0").asText()).isEqualTo("20260103000000");
	}

	@Test
	void branchesListChildren() {
		assertThat(run("branches").out()).isEqualToNormalizingNewlines("The revisions do not branch.\n");
		this.migrations.branches = List.of(new BranchView(BRANCH_POINT, List.of(StubMigrations.SECOND, OTHER)));
		assertThat(run("branches").out()).isEqualToNormalizingNewlines("""
				20260101000000 (branch point), create product
				    -> 20260102000000 (head), add price
				    -> 20260103000000 (api, v2) (head) (merge), add stock
				""");
		assertThat(run("branches", "-v").out()).contains("Branches into:  20260102000000, 20260103000000");
	}

	@Test
	void showPrintsAllDetails() {
		this.migrations.revisions = List.of(OTHER, StubMigrations.FIRST);
		assertThat(run("show").out()).isEqualToNormalizingNewlines("""
				Revision:    20260103000000 (api, v2) (head) (merge)
				Merges:      20260101000000, 20260102000000
				Depends on:  20260101000001
				Labels:      api, v2
				File:        db/changelog/versions/20260103000000_add_stock.yaml
				Message:     add stock
				  20260103000000.1   loses data  drop column a.b; loses data: all its values
				  20260103000000.10  -

				Revision:  20260101000000 (current)
				Parent:    base
				Next:      20260102000000
				State:     applied
				Applied:   2026-01-01 10:00:00
				File:      db/changelog/versions/20260101000000_create_product.yaml
				Message:   create product
				  20260101000000.1  safe  create table product
				""");
		run("show", "current");
		assertThat(this.migrations.calls).containsExactly("show main head", "show main current");
	}

	@Test
	void currentPrintsUrlWithMaskedPassword() {
		CommandResult result = run("current", "-v");
		assertThat(result.out()).startsWith("Database main, jdbc:x://host/db?password=***:")
			.contains("Revision:  20260101000000 (current)", "Applied:   2026-01-01 10:00:00");
		assertThat(json(run("current", "-v", "--json")).get("address").asText()).startsWith("jdbc:x:");
		assertThat(json(run("current", "--json")).get("address").isNull()).isTrue();
	}

	@Test
	void timesAreInTheTimeZoneOfTheProperty() {
		assertThat(run("status", "--migrate.time-zone=Asia/Tokyo").out()).contains("2026-01-01 19:00:00");
		CommandResult result = run("status", "--migrate.time-zone=Mars/Olympus");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error [setting-invalid]: migrate.time-zone is 'Mars/Olympus', which is no time zone; use one such as Europe/Berlin or UTC.\n");
	}

	@Test
	void editRequiresTerminalAndEditor() {
		CommandResult result = run("edit");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error [terminal-missing]: An editor needs a terminal, and there is none; use show to find the file.\n");
		result = run(answers(), "edit");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error [editor-failed]: There is no editor: set the environment variable VISUAL or EDITOR, for example to vi.\n");
		assertThat(this.migrations.calls).isEmpty();
	}

}
