package dev.migrate.command;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrate.AcceptedView;
import dev.migrate.Answers;
import dev.migrate.Basis;
import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.GenerateRequest;
import dev.migrate.IncludeAccepted;
import dev.migrate.Placement;
import dev.migrate.RenamesUnansweredException.Question;
import dev.migrate.change.Risk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code generate-changeset}.
 */
class GenerateChangesetCommandTests extends AbstractCommandTests {

	private static final ChangeView ADD_PRICE = ChangeView.of("add column product.price", List.of());

	private static final ChangeView DROP_NAME = ChangeView.of("drop column product.name",
			List.of(new Risk(Risk.Kind.LOSES_DATA, "all its values")));

	private static final Question COST = new Question("column", "product.cost", "product.price", "product.cost:price");

	private static final Question ODD = new Question("table", "Odd one", "even", "\"Odd one\":even");

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
				new LeftAloneView("drop index i", "it is still used by table t", null));
		this.migrations.notes = List.of("The default of a.b could not be compared.");
		assertThat(run("generate-changeset", "-m", "add price", "--author", "ann", "--format", "XML").out())
			.isEqualToNormalizingNewlines("""
					add column product.price  safe
					drop column product.name  loses data: all its values
					2 changes: 1 safe, 1 loses data.
					Left alone: drop table legacy (no entity maps it): --drop legacy
					Left alone: drop index i (it is still used by table t)
					Note: The default of a.b could not be compared.
					Wrote versions/20260103000000_x.yaml
					""");
		assertThat(this.migrations.calls)
			.containsExactly("generate main GenerateRequest[message=add price, author=ann, format=xml, answers="
					+ Answers.NONE + ", placement=" + Placement.NONE + ", basis=database, accepted="
					+ IncludeAccepted.NONE + ", dryRun=false]", "hooks main versions/20260103000000_x.yaml");
	}

	@Test
	void generatedRevisionIsApplied() {
		this.migrations.changes = List.of(ADD_PRICE);
		assertThat(run("generate-changeset", "-m", "add price", "--upgrade").out())
			.contains("Wrote versions/20260103000000_x.yaml\n");
		assertThat(this.migrations.calls.subList(1, this.migrations.calls.size()))
			.containsExactly("hooks main versions/20260103000000_x.yaml", "upgrade main 20260103000000 false accepted");
	}

	@Test
	void revisionWithoutValuesOfExistingRowsIsNotApplied() {
		this.migrations.changes = List.of(ADD_PRICE);
		this.migrations.unfilled = List.of("product.price");
		CommandResult result = run("generate-changeset", "-m", "add price", "--upgrade");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err())
			.contains("written and not applied: write the values of product.price into it, and run upgrade.");
		assertThat(this.migrations.calls).noneMatch((call) -> call.startsWith("upgrade"));
		assertThat(run("generate-changeset", "-m", "x", "--upgrade", "--dry-run").err())
			.contains("--upgrade cannot be combined with --dry-run");
	}

	@Test
	void generateAcceptsPlacement() {
		run("generate-changeset", "-m", "x", "--head", "a", "--head", "b", "--splice", "--branch-label", "l",
				"--rev-id", "i", "--depends-on", "d", "--version-path", "v");
		assertThat(this.migrations.calls).containsExactly("generate main " + new GenerateRequest("x", null, null,
				Answers.NONE, new Placement(List.of("a", "b"), true, List.of("l"), "i", List.of("d"), "v"),
				Basis.DATABASE, IncludeAccepted.NONE, false));
	}

	@Test
	void generateComparesWithChangelogIfRequested() {
		run("generate-changeset", "-m", "x", "--from", "changelog");
		assertThat(this.migrations.calls).containsExactly(
				"generate main " + new GenerateRequest("x", null, null, Answers.NONE, false).from(Basis.CHANGELOG));
	}

	@Test
	void generateIncludesAcceptedDifferencesIfRequested() {
		GenerateRequest request = new GenerateRequest("x", null, null, Answers.NONE, false);
		run("generate-changeset", "-m", "x", "--include-accepted");
		run("generate-changeset", "--include-accepted", "-m", "x");
		run("generate-changeset", "-m", "x", "--include-accepted=product", "--include-accepted=book");
		assertThat(this.migrations.calls).containsExactly("generate main " + request.including(IncludeAccepted.ALL),
				"generate main " + request.including(IncludeAccepted.ALL),
				"generate main " + request.including(IncludeAccepted.of(List.of("product", "book"))));
	}

	@Test
	void generateCountsAcceptedDifferences() {
		this.migrations.accepted = new AcceptedView(2, List.of(), List.of(), List.of(), null);
		assertThat(run("generate-changeset", "-m", "x").out()).isEqualToNormalizingNewlines("""
				No changes detected.
				2 accepted differences are not listed.
				""");
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
		assertThat(result.err())
			.isEqualToNormalizingNewlines("Error [renames-unanswered]: These may be renames: column product.cost to"
					+ " product.price; table Odd one to even. Nothing was written. Use --rename product.cost:price --rename"
					+ " '\"Odd one\":even' for those that are, and --no-rename if the others are not.\n");
	}

	@Test
	void generateAsksAboutEachRenameOnce() {
		this.migrations.questions = List.of(COST, new Question("column", "product.cost", "product.fee", "cost:fee"),
				ODD);
		CommandResult result = run(answers("n", "what", "Yes", "no"), "generate-changeset", "-m", "x");
		assertThat(result.exitCode()).isZero();
		assertThat(result.err()).isEqualTo("Was column product.cost renamed to product.price? [y/n] "
				+ "Was column product.cost renamed to product.fee? [y/n] Enter y or n: "
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
		assertThat(result.err())
			.isEqualToNormalizingNewlines("Error [usage]: Missing required option: '--message=MESSAGE'. "
					+ "See 'migrate generate-changeset --help'.\n");
	}

	@Test
	void generateRejectsUnknownFormat() {
		CommandResult result = run("generate-changeset", "-m", "x", "--format", "toml");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).hasLineCount(1).containsIgnoringCase("yaml, xml, json, sql").contains("toml");
	}

}
