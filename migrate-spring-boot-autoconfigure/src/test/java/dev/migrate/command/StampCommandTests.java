package dev.migrate.command;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code stamp}, {@code ensure-version} and {@code release-lock}.
 */
class StampCommandTests extends AbstractCommandTests {

	@Test
	void stampReportsChanges() {
		this.migrations.moved = List.of(StubMigrations.FIRST);
		this.migrations.unstamped = List.of(StubMigrations.SECOND);
		this.migrations.left = List.of("a.yaml::1::ann");
		assertThat(run("stamp", "20260101", "x_y", "--tag", "v1").out()).isEqualToNormalizingNewlines("""
				Removed 20260102000000, add price
				Stamped 20260101000000, create product
				Left in the history: a.yaml::1::ann, which is in no file any more; --purge deletes it.
				Tagged 20260102000000 with v1.
				""");
		assertThat(run("stamp", "--purge", "--dry-run").out()).startsWith("Would delete 3 rows of the history.")
			.contains("Would remove 20260102000000", "Would stamp 20260101000000");
		assertThat(json(run("stamp", "--json")).at("/added/0/id").asText()).isEqualTo("20260101000000");
		assertThat(this.migrations.calls).containsExactly("stamp main 20260101 x_y v1 false false",
				"stamp main head null true true", "stamp main head null false false");
	}

	@Test
	void stampReportsNothingToDo() {
		assertThat(run("stamp").out())
			.isEqualToNormalizingNewlines("Nothing to stamp: the database is at 20260102000000.\n");
	}

	@Test
	void releaseLockReportsTheHolder() {
		assertThat(run("release-lock").out())
			.isEqualToNormalizingNewlines("Released the lock of process 4711 on node-7 (10.0.0.7).\n");
		assertThat(json(run("release-lock", "--yes", "--json")).at("/state").asText()).isEqualTo("ABANDONED");
		assertThat(this.migrations.calls).containsExactly("releaseLock main false", "releaseLock main true");
	}

	@Test
	void ensureVersionReportsCreatedTables() {
		assertThat(run("ensure-version").out()).isEqualToNormalizingNewlines("Nothing to create: the tables exist.\n");
		this.migrations.created = List.of("DATABASECHANGELOG");
		assertThat(run("ensure-version").out()).isEqualToNormalizingNewlines("Created table DATABASECHANGELOG.\n");
		assertThat(json(run("ensure-version", "--json")).at("/created/0").asText()).isEqualTo("DATABASECHANGELOG");
	}

}
