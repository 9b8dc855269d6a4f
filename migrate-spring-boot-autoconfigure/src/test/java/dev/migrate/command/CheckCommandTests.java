package dev.migrate.command;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.AcceptedDifference;
import dev.migrate.AcceptedView;
import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.CheckRequest;
import dev.migrate.ComparisonView;
import dev.migrate.change.Risk;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code check}.
 */
class CheckCommandTests extends AbstractCommandTests {

	private static final ChangeView ADD_PRICE = ChangeView.of("add column product.price", List.of());

	private static final ChangeView DROP_NAME = ChangeView.of("drop column product.name",
			List.of(new Risk(Risk.Kind.LOSES_DATA, "all its values")));

	private static final AcceptedDifference TITLE = new AcceptedDifference("product.title type", "varchar(100)", null,
			"varchar(200)", "");

	@Test
	void checkAgrees() {
		CommandResult result = run("check");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).isEqualToNormalizingNewlines("The entities, the changelog and the database agree.\n");
	}

	@Test
	void checkReportsMissingJpa() {
		this.migrations.compared = false;
		assertThat(run("check").out()).contains("no JPA", "The changelog and the database agree.");
	}

	@Test
	void checkNamesBothSidesOfEachDifference() {
		this.migrations.changes = List.of(DROP_NAME);
		LeftAloneView legacy = new LeftAloneView("drop table legacy", "no revision created it", null);
		this.migrations.changelog = new ComparisonView(List.of(ADD_PRICE), List.of(legacy));
		this.migrations.drift = new ComparisonView(List.of(ADD_PRICE), List.of(legacy));
		CommandResult result = run("check");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).isEqualToNormalizingNewlines("""
				The entities require changes that the changelog does not contain:
				add column product.price  safe
				1 change: 1 safe.
				The changelog contains changes that the database does not have:
				add column product.price  safe
				1 change: 1 safe.
				The entities require changes that the database does not have:
				drop column product.name  loses data: all its values
				1 change: 1 loses data.
				Left alone: drop table legacy (no revision created it)
				""");
		this.migrations.changes = List.of();
		this.migrations.changelog = new ComparisonView(List.of(), List.of(legacy));
		assertThat(run("check").exitCode()).isEqualTo(1);
		this.migrations.drift = null;
		assertThat(run("check").exitCode()).isZero();
		assertThat(json(run("check", "--json")).at("/changelog/leftAlone/0/description").asText())
			.isEqualTo("drop table legacy");
	}

	@Test
	void checkCountsAcceptedDifferencesAndNamesOutdatedOnes() {
		this.migrations.accepted = new AcceptedView(12, List.of(TITLE), List.of(), List.of(), null);
		CommandResult result = run("check");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).isEqualToNormalizingNewlines(
				"""
						12 accepted differences are not listed.
						No longer true: product.title type, database: varchar(100), entities: varchar(200). To take it out: check --forget 'product.title type'
						The entities, the changelog and the database agree.
						""");
		assertThat(this.migrations.calls).containsExactly("check main " + CheckRequest.DEFAULT);
		assertThat(json(run("check", "--json")).at("/accepted/outdated/0/thing").asText())
			.isEqualTo("product.title type");
	}

	@Test
	void checkAcceptsDifferences() {
		Path file = Path.of("db/versions-accepted-differences.jsonl");
		this.migrations.accepted = new AcceptedView(1, List.of(), List.of(TITLE), List.of(), file);
		assertThat(run("check", "--accept").out()).isEqualToNormalizingNewlines("""
				Wrote db/versions-accepted-differences.jsonl: 1 accepted difference added
				1 accepted difference is not listed.
				The entities, the changelog and the database agree.
				""");
		assertThat(run("check", "--accept", "--dry-run").out())
			.startsWith("Would write db/versions-accepted-differences.jsonl: 1 accepted difference added");
		this.migrations.accepted = AcceptedView.NONE;
		assertThat(run("check", "--accept").out()).startsWith("Nothing to accept: there is no other difference.");
		assertThat(this.migrations.calls).containsExactly("check main " + CheckRequest.accepting(),
				"check main " + new CheckRequest(true, List.of(), true, null),
				"check main " + CheckRequest.accepting());
	}

	@Test
	void checkForgetsAcceptedDifferences() {
		Path file = Path.of("db/versions-accepted-differences.jsonl");
		this.migrations.accepted = new AcceptedView(0, List.of(), List.of(), List.of(TITLE), file);
		assertThat(run("check", "--forget", "product.title type", "--forget", "b").out())
			.startsWith("Forgot product.title type, database: varchar(100), entities: varchar(200)"
					+ System.lineSeparator() + "Wrote db/versions-accepted-differences.jsonl" + System.lineSeparator());
		assertThat(this.migrations.calls)
			.containsExactly("check main " + CheckRequest.forgetting("product.title type", "b"));
		assertThat(run("check", "--forget", "a", "--accept").exitCode()).isEqualTo(2);
		assertThat(run("check", "--dry-run").exitCode()).isEqualTo(2);
		assertThat(this.migrations.calls).hasSize(1);
	}

	@Test
	void checkEndsWithOneOnADifference() {
		this.migrations.changes = List.of(ADD_PRICE);
		CommandResult result = run("check");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).contains("add column product.price");
	}

	@Test
	void checkEndsWithOneOnPendingAndOnSeveralHeads() {
		this.migrations.pending = List.of("20260102000000");
		assertThat(run("check").exitCode()).isEqualTo(1);
		this.migrations.pending = List.of();
		this.migrations.heads = List.of("a", "b");
		CommandResult result = run("check", "--json");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(json(result).get("agrees").asBoolean()).isFalse();
	}

}
