package dev.migrate.command;

import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.ComparisonView;
import dev.migrate.change.Risk;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code check}.
 */
class CheckCommandTests extends AbstractCommandTests {

	private static final ChangeView ADD_PRICE = new ChangeView("add column product.price", Risk.Level.SAFE, List.of());

	private static final ChangeView DROP_NAME = new ChangeView("drop column product.name", Risk.Level.LOSES_DATA,
			List.of("all its values"));

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
