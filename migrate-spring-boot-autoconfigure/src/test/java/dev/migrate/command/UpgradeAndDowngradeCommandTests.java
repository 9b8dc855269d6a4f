package dev.migrate.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import dev.migrate.FindingView;
import dev.migrate.FindingView.Severity;
import dev.migrate.RevisionView;
import dev.migrate.command.console.ProgressLines;
import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code upgrade} and {@code downgrade}.
 */
class UpgradeAndDowngradeCommandTests extends AbstractCommandTests {

	@Test
	void upgradeReportsAppliedRevisions() {
		this.migrations.moved = List.of(StubMigrations.FIRST, StubMigrations.SECOND);
		assertThat(run("upgrade").out()).isEqualToNormalizingNewlines("""
				Running upgrade base -> 20260101000000, create product (1 of 2)
				Running upgrade 20260101000000 -> 20260102000000, add price (2 of 2)
				""");
		assertThat(this.migrations.calls).containsExactly("upgrade main head false");
	}

	@Test
	void upgradeReportsNothingToDo() {
		CommandResult result = run("upgrade");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out())
			.isEqualToNormalizingNewlines("Nothing to upgrade: the database is at 20260102000000.\n");
	}

	@Test
	void planShowsWhatIsAppliedAndWhatPreventsIt() {
		assertThat(run("plan", "+1").out()).isEqualToNormalizingNewlines("""
				From 20260101000000 to 20260102000000, on H2 2.4.240:

				20260102000000, add price (may fail)
				  -- 20260102000000.1
				  ALTER TABLE product ADD price INTEGER;
				""");
		this.migrations.findings = List.of(new FindingView(Severity.ERROR, "database-read-only", null, null,
				"The database is a replica.", "Use another one."));
		CommandResult prevented = run("plan");
		assertThat(prevented.exitCode()).isEqualTo(ExitCode.DIFFERENCE);
		assertThat(prevented.out())
			.endsWith("error [database-read-only]%n  The database is a replica.%n  Use another one.%n".formatted());
		assertThat(this.migrations.calls).containsExactly("plan main +1", "plan main head");
	}

	@Test
	void upgradeAppliesAPlan(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("a plan.json");
		Files.writeString(file, run("plan", "--json").out());
		this.migrations.moved = List.of(StubMigrations.SECOND);
		assertThat(run("upgrade", "--plan", file.toString()).out()).startsWith("Running upgrade");
		this.migrations.databases = List.of("main", "other");
		Files.writeString(file, run("plan", "--json").out());
		run("upgrade", "--plan", file.toString(), "--database", "other");
		assertThat(this.migrations.calls).contains("upgrade main head false by 0123abcd accepted",
				"upgrade other head false by 0123abcd accepted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "nonsense", "{\"database\":\"main\"}", "{\"revisions\":[1]}", "\0",
			"{\"databases\":[1]}" })
	void upgradeRejectsAFileThatIsNoPlan(String content, @TempDir Path directory) throws Exception {
		Path file = directory.resolve("plan.json");
		Files.writeString(file, content);
		CommandResult result = run("upgrade", "--plan", file.toString());
		assertThat(result.exitCode()).isEqualTo(ExitCode.CANNOT_PROCEED);
		assertThat(result.err()).startsWith("Error [plan-invalid]: The file ")
			.contains("is not a plan; write one with plan --json.");
		assertThat(run("upgrade", "--plan", directory.resolve("missing").toString()).err())
			.contains("cannot be read; write one with plan --json.");
		assertThat(this.migrations.calls).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "head", "--dry-run", "--sql", "--tag=v1", "--yes" })
	void upgradeByAPlanHasNoOtherOptions(String option) {
		CommandResult result = run("upgrade", "--plan", "plan.json", option);
		assertThat(result.exitCode()).isEqualTo(ExitCode.CANNOT_PROCEED);
		assertThat(result.err()).contains("--plan says what is applied; omit REV and the other options.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "+1", "+2", "-1", "head", "add_price", "20260101000000+1", "base" })
	void upgradeAcceptsRevision(String revision) {
		CommandResult result = run("upgrade", revision, "--dry-run");
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(this.migrations.calls).containsExactly("upgrade main " + revision + " true");
	}

	@Test
	void downgradeUndoesOneRevisionByDefault() {
		this.migrations.moved = List.of(StubMigrations.SECOND);
		CommandResult result = run("downgrade");
		assertThat(result.out())
			.isEqualToNormalizingNewlines("Running downgrade 20260102000000 -> 20260101000000, add price\n");
		assertThat(this.migrations.calls).containsExactly("downgrade main -1 true", "downgrade main -1 false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "-2", "-10", "base", "20260102000000-1" })
	void downgradeAcceptsRevision(String revision) {
		CommandResult result = run("downgrade", "--yes", revision);
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(this.migrations.calls).containsExactly("downgrade main " + revision + " false");
	}

	@Test
	void downgradeThatLosesRowsIsRejectedWithoutTerminal() {
		this.migrations.losses = List.of("20260102000000.1 drops product.price");
		CommandResult result = run("downgrade");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).contains("20260102000000.1 drops product.price", "--yes");
		assertThat(this.migrations.calls).containsExactly("downgrade main -1 true");
	}

	@Test
	void downgradeThatLosesRowsAsks() {
		this.migrations.losses = List.of("20260102000000.1 drops product.price");
		assertThat(run(() -> "n", "downgrade").exitCode()).isEqualTo(2);
		assertThat(this.migrations.calls).containsExactly("downgrade main -1 true");
		assertThat(run(() -> "y", "downgrade").exitCode()).isZero();
		assertThat(this.migrations.calls).last().isEqualTo("downgrade main -1 false");
	}

	@Test
	void downgradeDryRunShowsLosses() {
		this.migrations.losses = List.of("20260102000000.1 drops product.price");
		CommandResult result = run("downgrade", "--dry-run");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).contains("Would lose rows: 20260102000000.1 drops product.price");
	}

	@Test
	void upgradeAndDowngradeTag() {
		assertThat(run("upgrade", "--tag", "v1").out()).contains("Tagged 20260102000000 with v1.");
		assertThat(run("downgrade", "--yes", "--tag", "v0").out()).contains("Tagged base with v0.");
		assertThat(this.migrations.calls).containsExactly("upgrade main head false v1", "downgrade main -1 false v0");
	}

	@Test
	void upgradeShowsTimeOnTerminalAndOnlyJsonForPrograms() {
		this.migrations.moved = List.of(StubMigrations.FIRST, StubMigrations.SECOND);
		assertThat(run(() -> "y", "upgrade").out()).contains("create product (1 of 2)\n")
			.contains("add price (2 of 2, 0 s)");
		assertThat(json(run("upgrade", "--json")).at("/revisions")).hasSize(2);
	}

	@Test
	void slowChangesetIsNamed() throws Exception {
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Terminal terminal = new Terminal(Screen.ofStandardOutput(),
				new Screen(new PrintStream(err, true), () -> false, Map.of()), null, (code) -> {
				}, ZoneOffset.UTC);
		try (ProgressLines progress = new ProgressLines(terminal, RevisionView::id, Duration.ofMillis(20))) {
			progress.changesetStarting("quick");
			progress.changesetEnded("quick");
			progress.changesetStarting("slow");
			for (int i = 0; i < 200 && err.size() == 0; i++) {
				Thread.sleep(10);
			}
		}
		assertThat(err.toString()).startsWith("Still running changeset slow (0 s)").doesNotContain("quick");
		assertThat(Thread.getAllStackTraces().keySet())
			.filteredOn((thread) -> thread.getName().equals("migrate-progress"))
			.allSatisfy((thread) -> thread.join(2000))
			.noneMatch(Thread::isAlive);
	}

}
