package dev.migrate.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrate.AdoptRequest;
import dev.migrate.Answers;
import dev.migrate.Basis;
import dev.migrate.BranchView;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.ChangelogFormat;
import dev.migrate.ChangesetView;
import dev.migrate.ComparisonView;
import dev.migrate.GenerateRequest;
import dev.migrate.MigrationFailedException;
import dev.migrate.Migrations;
import dev.migrate.Placement;
import dev.migrate.RenamesUnansweredException.Question;
import dev.migrate.RevisionRequest;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.change.Risk;
import dev.migrate.command.console.ProgressLines;
import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Terminal;
import org.apache.commons.text.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class CommandsTests {

	private static final ChangeView ADD_PRICE = new ChangeView("add column product.price", Risk.Level.SAFE, List.of());

	private static final ChangeView DROP_NAME = new ChangeView("drop column product.name", Risk.Level.LOSES_DATA,
			List.of("all its values"));

	private static final RevisionView OTHER = new RevisionView("20260103000000", "add stock",
			List.of("20260101000000", "20260102000000"), List.of(), List.of("20260101000001"), List.of("api", "v2"),
			"db/changelog/versions/20260103000000_add_stock.yaml", null, true, false, null, Risk.Level.LOSES_DATA,
			List.of(changeset("20260103000000.1", "drop column a.b; loses data: all its values", Risk.Level.LOSES_DATA),
					changeset("20260103000000.10", null, null)));

	private static final RevisionView BRANCH_POINT = new RevisionView("20260101000000", "create product", List.of(),
			List.of("20260102000000", "20260103000000"), List.of(), List.of(), "db/1.yaml", null, false, false, null,
			null, List.of());

	private static final RevisionView ONLY = new RevisionView("20260101000000", "create product", List.of(), List.of(),
			List.of(), List.of(), "db/1.yaml", RevisionState.APPLIED, true, true, null, null, List.of());

	private static final Question COST = new Question("column", "product.cost", "product.price", "product.cost:price");

	private static final Question ODD = new Question("table", "Odd one", "even", "\"Odd one\":even");

	private final StubMigrations migrations = new StubMigrations();

	private final TimeZone timeZone = TimeZone.getDefault();

	@BeforeEach
	void useUtc() {
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
	}

	@AfterEach
	void useTimeZoneOfMachine() {
		TimeZone.setDefault(this.timeZone);
	}

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
						Not in the baseline: view cheap.
						What is left to do:
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
		assertThat(both.err()).contains("--template begins without a database");
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

	@Test
	void generateReportsNoDifferences() {
		CommandResult result = run("generate-changeset", "-m", "nothing");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).isEqualToNormalizingNewlines("No changes detected.\n");
	}

	@Test
	void generateListsChangesWithRiskAndUnmanagedObjects() {
		this.migrations.changes = List.of(ADD_PRICE, DROP_NAME);
		this.migrations.leftAlone = List.of(
				new LeftAloneView("drop table legacy", "no entity maps it", "--drop legacy"),
				new LeftAloneView("drop index i", "table t, which stays, uses it", null));
		this.migrations.notes = List.of("The default of a.b could not be compared.");
		assertThat(run("generate-changeset", "-m", "add price", "--author", "ann", "--format", "XML").out())
			.isEqualToNormalizingNewlines("""
					add column product.price  safe
					drop column product.name  loses data: all its values
					2 changes: 1 safe, 1 loses data.
					Left alone: drop table legacy (no entity maps it): --drop legacy
					Left alone: drop index i (table t, which stays, uses it)
					Note: The default of a.b could not be compared.
					Wrote versions/20260103000000_x.yaml
					""");
		assertThat(this.migrations.calls).containsExactly(
				"generate main GenerateRequest[message=add price, author=ann, format=xml, answers=" + Answers.NONE
						+ ", placement=" + Placement.NONE + ", basis=database, dryRun=false]",
				"hooks main versions/20260103000000_x.yaml");
	}

	@Test
	void generateAcceptsPlacement() {
		run("generate-changeset", "-m", "x", "--head", "a", "--head", "b", "--splice", "--branch-label", "l",
				"--rev-id", "i", "--depends-on", "d", "--version-path", "v");
		assertThat(this.migrations.calls).containsExactly("generate main " + new GenerateRequest("x", null, null,
				Answers.NONE, new Placement(List.of("a", "b"), true, List.of("l"), "i", List.of("d"), "v"),
				Basis.DATABASE, false));
	}

	@Test
	void generateComparesWithChangelogIfRequested() {
		run("generate-changeset", "-m", "x", "--from", "changelog");
		assertThat(this.migrations.calls).containsExactly(
				"generate main " + new GenerateRequest("x", null, null, Answers.NONE, false).from(Basis.CHANGELOG));
	}

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

	@Test
	void generateDryRunPrintsOnlyFile() {
		this.migrations.changes = List.of(ADD_PRICE);
		CommandResult result = run("generate-changeset", "-m", "x", "--dry-run");
		assertThat(result.out()).isEqualTo("databaseChangeLog:\n- é\n");
		assertThat(result.err()).contains("add column product.price", "Would write versions/20260103000000_x.yaml");
	}

	@Test
	void generateAsJsonHasAllMembers() {
		JsonNode json = json(run("generate-changeset", "-m", "x", "--json"));
		assertThat(json.has("revision")).isTrue();
		assertThat(json.get("revision").isNull()).isTrue();
		assertThat(json.get("changes").isArray()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../etc/passwd", "it's \"quoted\"", "two\nlines", "\uD83D\uDE80 emoji", "@file",
			"${user.home}", "a=b", "see a.b=c", "-1", "" })
	void messageIsNotInterpreted(String message) {
		CommandResult result = run("generate-changeset", "-m", message);
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(this.migrations.calls).singleElement().asString().contains("message=" + message + ", author");
	}

	@Test
	void longMessageIsNotInterpreted() {
		String message = "x".repeat(300);
		run("generate-changeset", "--message=" + message);
		assertThat(this.migrations.calls).singleElement().asString().contains(message);
	}

	@Test
	void generateAcceptsRenamesAndDefaultsUnchanged() {
		run("generate-changeset", "-m", "x", "--rename", "product.cost:price", "--rename=\"a.b\":\"c:d\"", "--default",
				"product.price=-1", "--default=product.note='a, b=c'", "--no-rename");
		assertThat(this.migrations.calls).singleElement()
			.asString()
			.contains(Answers.NONE.withRenames(List.of("product.cost:price", "\"a.b\":\"c:d\""))
				.withDefaults(List.of("product.price=-1", "product.note='a, b=c'"))
				.withoutOtherRenames()
				.toString());
	}

	@Test
	void generateNamesOptionsWithoutTerminal() {
		this.migrations.questions = List.of(COST, ODD);
		CommandResult result = run("generate-changeset", "-m", "x");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines("Error: These may be renames: column product.cost to"
				+ " product.price; table Odd one to even. Nothing was written. Say --rename product.cost:price --rename"
				+ " '\"Odd one\":even' for those that are, and --no-rename if others are none.\n");
	}

	@Test
	void generateAsksAboutEachRenameOnce() {
		this.migrations.questions = List.of(COST, new Question("column", "product.cost", "product.fee", "cost:fee"),
				ODD);
		CommandResult result = run(answers("n", "what", "Yes", "no"), "generate-changeset", "-m", "x");
		assertThat(result.exitCode()).isZero();
		assertThat(result.err()).isEqualTo("Was column product.cost renamed to product.price? [y/n] "
				+ "Was column product.cost renamed to product.fee? [y/n] Say y or n: "
				+ "Was table Odd one renamed to even? [y/n] ");
		assertThat(this.migrations.calls).hasSize(3)
			.last()
			.asString()
			.contains(Answers.NONE.withRenames(List.of("cost:fee")).withoutOtherRenames().toString());
	}

	@Test
	void generateDoesNotAskAboutUsedNewName() {
		this.migrations.questions = List.of(COST, new Question("column", "product.cost", "product.fee", "cost:fee"));
		assertThat(run(answers("y"), "generate-changeset", "-m", "x").err())
			.isEqualTo("Was column product.cost renamed to product.price? [y/n] ");
	}

	@Test
	void generateDropsNothingAtEndOfInput() {
		this.migrations.questions = List.of(COST);
		CommandResult result = run(answers(), "generate-changeset", "-m", "x");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).contains("Nothing was written.");
		assertThat(this.migrations.calls).hasSize(1);
	}

	@Test
	void generateRequiresMessage() {
		CommandResult result = run("generate-changeset");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error: Missing required option: '--message=MESSAGE'. " + "See 'migrate generate-changeset --help'.\n");
	}

	@Test
	void generateRejectsUnknownFormat() {
		CommandResult result = run("generate-changeset", "-m", "x", "--format", "toml");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).hasLineCount(1).containsIgnoringCase("yaml, xml, json, sql").contains("toml");
	}

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

	@Test
	void stampReportsChanges() {
		this.migrations.moved = List.of(StubMigrations.FIRST);
		this.migrations.unstamped = List.of(StubMigrations.SECOND);
		this.migrations.left = List.of("a.yaml::1::ann");
		assertThat(run("stamp", "20260101", "x_y", "--tag", "v1").out()).isEqualToNormalizingNewlines("""
				Removed 20260102000000, add price
				Stamped 20260101000000, create product
				Left in the history: a.yaml::1::ann, which no file has any more; --purge deletes it.
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
			assertThat(result.err()).contains("--sql and --").contains("do not go together");
		}
		assertThat(this.migrations.calls).isEmpty();
	}

	@Test
	void ensureVersionReportsCreatedTables() {
		assertThat(run("ensure-version").out())
			.isEqualToNormalizingNewlines("Nothing to create: the history is there.\n");
		this.migrations.created = List.of("DATABASECHANGELOG");
		assertThat(run("ensure-version").out()).isEqualToNormalizingNewlines("Created table DATABASECHANGELOG.\n");
		assertThat(json(run("ensure-version", "--json")).at("/created/0").asText()).isEqualTo("DATABASECHANGELOG");
	}

	@Test
	void currentShowsRevision() {
		assertThat(run("current").out()).isEqualToNormalizingNewlines("20260101000000, create product\n");
		this.migrations.revisions = List.of(ONLY);
		assertThat(run("current").out()).isEqualToNormalizingNewlines("20260101000000 (head), create product\n");
	}

	@Test
	void partlyAppliedRevisionIsMarkedAndNotAtHead() {
		this.migrations.revisions = List.of(new RevisionView(ONLY.id(), ONLY.message(), ONLY.parents(), ONLY.children(),
				ONLY.dependencies(), ONLY.labels(), ONLY.path(), RevisionState.PARTLY_APPLIED, true, true,
				ONLY.appliedAt(), ONLY.risk(), ONLY.changesets()));
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
				"Error: migrate.time-zone is 'Mars/Olympus', and there is no such time zone; name one such as Europe/Berlin or UTC.\n");
	}

	@Test
	void editRequiresTerminalAndEditor() {
		CommandResult result = run("edit");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error: An editor needs a terminal, and there is none; show says which file it is.\n");
		result = run(answers(), "edit");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error: There is no editor: set the environment variable VISUAL or EDITOR, for example to vi.\n");
		assertThat(this.migrations.calls).isEmpty();
	}

	@Test
	void statusIsOneTable() {
		assertThat(run("status").out()).isEqualToNormalizingNewlines("""
				Database main is at 20260101000000, 1 revision is pending.

				Revision               State    Applied              Risk  Message
				20260101000000         applied  2026-01-01 10:00:00  safe  create product
				20260102000000 (head)  pending                             add price
				""");
	}

	@Test
	void statusAsJsonHasInstantsAndNulls() {
		JsonNode json = json(run("status", "--json"));
		assertThat(json.at("/revisions/0/appliedAt").asText()).isEqualTo("2026-01-01T10:00:00Z");
		assertThat(json.at("/revisions/0/state").asText()).isEqualTo("APPLIED");
		assertThat(json.at("/revisions/0/changesets/0/order").asInt()).isEqualTo(1);
		assertThat(json.at("/revisions/1").has("appliedAt")).isTrue();
		assertThat(json.at("/revisions/1/appliedAt").isNull()).isTrue();
	}

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
		LeftAloneView legacy = new LeftAloneView("drop table legacy", "no revision made it", null);
		this.migrations.changelog = new ComparisonView(List.of(ADD_PRICE), List.of(legacy));
		this.migrations.drift = new ComparisonView(List.of(ADD_PRICE), List.of(legacy));
		CommandResult result = run("check");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).isEqualToNormalizingNewlines("""
				The entities ask for what the changelog does not build:
				add column product.price  safe
				1 change: 1 safe.
				The changelog builds what the database has not:
				add column product.price  safe
				1 change: 1 safe.
				The entities ask for what the database has not:
				drop column product.name  loses data: all its values
				1 change: 1 loses data.
				Left alone: drop table legacy (no revision made it)
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
		assertThat(result.err())
			.isEqualToNormalizingNewlines("Error: There is no database 'nope': choose one of main, audit.\n");
	}

	@Test
	void cannotProceedEndsWithTwo() {
		this.migrations.failure = () -> new CannotProceedException("Run upgrade first.");
		CommandResult result = run("upgrade");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines("Error: Run upgrade first.\n");
	}

	@Test
	void failureEndsWithThree() {
		this.migrations.failure = () -> new MigrationFailedException("It\nbroke.", new SQLException("deep"));
		CommandResult result = run("upgrade");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).isEqualToNormalizingNewlines("Error: It broke.\n");
	}

	@Test
	void unexpectedErrorReportsMostSpecificCauseWithMaskedSecrets() {
		this.migrations.failure = () -> new IllegalStateException("outer",
				new RuntimeException("middle", new SQLException(
						"No luck with jdbc:x://ann:geheim@host/db?password=geheim&ssl=1", new IOException("refused"))));
		CommandResult result = run("upgrade");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).hasLineCount(1).contains("No luck with").doesNotContain("geheim", "\tat ");
	}

	@Test
	void verboseAddsTheTrace() {
		this.migrations.failure = () -> new MigrationFailedException("It broke.", new SQLException("deep"));
		assertThat(run("upgrade", "--verbose").err()).startsWith("Error: It broke.")
			.contains("\tat ", "SQLException: deep");
	}

	@Test
	void unknownCommandPrintsSuggestion() {
		CommandResult result = run("upgrad");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error: There is no command 'upgrad'. Did you mean upgrade? See 'migrate --help'.\n");
	}

	@Test
	void unknownOptionPrintsSuggestion() {
		CommandResult result = run("current", "--jsn");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).hasLineCount(1).contains("There is no option '--jsn'", "--json");
	}

	@ParameterizedTest
	@CsvSource({ "upgrad, upgrade", "histroy, history", "stauts, status", "generate, generate-changeset",
			"migrate, generate-changeset", "chekc, check", "down, downgrade" })
	void mistypedCommandIsSuggestedAndNotRun(String typed, String meant) {
		assertThat(run(typed).err()).isEqualToNormalizingNewlines(
				"Error: There is no command '" + typed + "'. Did you mean " + meant + "? See 'migrate --help'.\n");
		assertThat(run("help", typed).err()).contains("Did you mean " + meant + "?");
		assertThat(this.migrations.calls).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "--jsn, --json", "--databse=x, --database", "--chek-heads, --check-heads", "--verb, --verbose" })
	void mistypedOptionIsSuggestedAndNotUsed(String typed, String meant) {
		assertThat(run("current", typed).err())
			.startsWith("Error: There is no option '" + typed + "'. Did you mean " + meant + "? See");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "--x", "nonsense", "--nonsense" })
	void dissimilarNameHasNoSuggestion(String typed) {
		assertThat(run(typed).err()).contains("'" + typed + "'. See 'migrate --help'.");
	}

	@Test
	void quietPrintsOnlyErrorsAndJson() {
		CommandResult result = run("current", "--check-heads", "--quiet");
		assertThat(result.out()).isEmpty();
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains("not at head");
		assertThat(run("-q", "status").out()).isEmpty();
		assertThat(json(run("-q", "status", "--json")).has("revisions")).isTrue();
		this.migrations.failure = () -> new CannotProceedException("Run upgrade first.");
		assertThat(run("-q", "upgrade").err()).contains("Run upgrade first.");
	}

	@Test
	void versionNamesLibraries() {
		CommandResult result = run("--version");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).contains("Migrate ", "Liquibase ", "Hibernate ", "Spring Boot ", "Java ");
		assertThat(result.out()).containsPattern("Liquibase \\d+\\.\\d+").containsPattern("Hibernate \\d+\\.\\d+");
		assertThat(this.migrations.calls).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--debug=true", "--dotted.option", "-x", "-D" })
	void unknownOptionOrPropertyIsRejected(String option) {
		CommandResult result = run("current", option);
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).hasLineCount(1).contains("There is no option '");
	}

	@Test
	void tooManyArgumentsAreRejected() {
		CommandResult result = run("upgrade", "one", "two");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).hasLineCount(1).contains("two");
	}

	@Test
	void missingCommandIsRejected() {
		CommandResult result = run();
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).hasLineCount(1)
			.contains("init, list-templates, generate-changeset, revision, merge, upgrade");
	}

	@ParameterizedTest
	@MethodSource("commands")
	void everyCommandHasHelpWithAnExample(CommandLine command) {
		String name = command.getCommandName();
		CommandResult result = run(name, "--help");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).contains("Usage: migrate " + name, "Example");
		assertThat(result.err()).isEmpty();
		assertThat(run("help", name).out()).isEqualTo(result.out());
		assertThat(this.migrations.calls).isEmpty();
		assertThat(command.getCommandSpec().usageMessage().header()).as("header").isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void everyExampleIsParsed(String example) {
		List<String> words = new StringTokenizer(example, ' ', '"').getTokenList();
		assertThat(words).first().isEqualTo("migrate");
		Screen screen = new Screen(new PrintStream(OutputStream.nullOutputStream()), () -> false, Map.of());
		Terminal terminal = new Terminal(screen, screen, null, (code) -> {
		}, ZoneOffset.UTC);
		assertThatCode(() -> new MigrateCommand().parse(words.subList(1, words.size()), terminal))
			.doesNotThrowAnyException();
	}

	static Stream<CommandLine> commands() {
		return new CommandLine(new MigrateCommand()).getSubcommands().values().stream();
	}

	static Stream<String> examples() {
		return commands().flatMap((command) -> {
			List<String> examples = Arrays.stream(command.getCommandSpec().usageMessage().footer())
				.filter((line) -> !line.isBlank())
				.map((line) -> line.replaceFirst("^(Examples?:)? *", "").replaceFirst(" > .*", ""))
				.toList();
			assertThat(examples).as(command.getCommandName()).isNotEmpty();
			return examples.stream();
		});
	}

	@Test
	void helpListsAllCommands() {
		CommandResult result = run("--help");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).contains("init", "generate-changeset", "upgrade", "downgrade", "current", "history",
				"status", "check", "--json", "Exit codes");
	}

	private CommandResult run(String... arguments) {
		return run(null, arguments);
	}

	private CommandResult run(@Nullable Supplier<String> answers, String... arguments) {
		SpringApplication application = new SpringApplication(Empty.class);
		ApplicationContextInitializer<GenericApplicationContext> initializer = (context) -> context
			.registerBean(Migrations.class, () -> this.migrations);
		application.addInitializers(initializer);
		String[] all = new String[arguments.length + 1];
		all[0] = "migrate";
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		return CommandResult.of(application, answers, all);
	}

	private static ChangesetView changeset(String id, @Nullable String comment, Risk.@Nullable Level risk) {
		return new ChangesetView(id, "ann", "db/1.yaml", comment, risk, null, null, null, null, null, null);
	}

	private static Supplier<String> answers(String... lines) {
		Iterator<String> left = List.of(lines).iterator();
		return () -> left.hasNext() ? left.next() : null;
	}

	private static JsonNode json(CommandResult result) {
		try {
			assertThat(result.err()).isEmpty();
			return new ObjectMapper().readTree(result.out());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
