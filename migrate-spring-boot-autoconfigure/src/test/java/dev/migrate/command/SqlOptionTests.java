package dev.migrate.command;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the option {@code --sql}.
 */
class SqlOptionTests extends AbstractCommandTests {

	@Test
	void onlySqlIsPrinted() {
		this.migrations.sql = "create table é (id int);\n";
		this.migrations.losses = List.of("the rows of é");
		for (List<String> command : List.of(List.of("upgrade", "--sql", "base:head"), List.of("stamp", "--sql", "a:b"),
				List.of("downgrade", "--sql", "head:-1", "--tag", "v1"), List.of("ensure-version", "--sql"))) {
			CommandResult result = run(command.toArray(String[]::new));
			assertThat(result.exitCode()).isZero();
			assertThat(result.out()).isEqualTo("create table é (id int);\n");
			assertThat(result.err()).isEqualToNormalizingNewlines("Would lose rows: the rows of é\n");
		}
		assertThat(this.migrations.calls).containsExactly("upgradeSql main base:head null", "stampSql main a:b null",
				"downgradeSql main head:-1 v1", "ensureVersionSql main");
		assertThat(json(run("upgrade", "--sql", "--json")).at("/sql").asText()).isEqualTo("create table é (id int);\n");
		this.migrations.sql = "";
		this.migrations.losses = List.of();
		CommandResult nothing = run("upgrade", "--sql");
		assertThat(nothing.out()).isEmpty();
		assertThat(nothing.err()).contains("Nothing to upgrade: the database is at 20260102000000.");
	}

	@Test
	void sqlRejectsOptionsThatNeedDatabase() {
		for (List<String> command : List.of(List.of("upgrade", "--sql", "--dry-run"),
				List.of("downgrade", "--sql", "--dry-run"), List.of("stamp", "--sql", "--purge"))) {
			CommandResult result = run(command.toArray(String[]::new));
			assertThat(result.exitCode()).isEqualTo(2);
			assertThat(result.err()).contains("--sql and --").contains("cannot be combined");
		}
		assertThat(this.migrations.calls).isEmpty();
	}

}
