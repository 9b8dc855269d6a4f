package dev.migrate.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.migrate.ChangeView;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.RevisionState;
import dev.migrate.change.Risk;
import dev.migrate.command.console.RiskText;
import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what commands look like on a terminal, and in a pipe.
 */
class TerminalTests extends AbstractCommandTests {

	private static final String ESCAPE = "\u001b[";

	private static final String GREEN = ESCAPE + "32m";

	private static final String YELLOW = ESCAPE + "33m";

	private static final String RED = ESCAPE + "31m";

	private static final ChangeView ADD = ChangeView.of("add column a.b", List.of());

	private static final ChangeView DROP = ChangeView.of("drop column a.c",
			List.of(new Risk(Risk.Kind.LOSES_DATA, "all its values")));

	@Test
	void statesAndRisksHaveColoursOnATerminal() {
		String shown = run(true, "status").out();
		assertThat(shown).contains(GREEN + "applied", YELLOW + "pending", GREEN + "safe");
		assertThat(withoutColours(shown)).isEqualTo(run(false, "status").out());
	}

	@Test
	void changesHaveTheColourOfTheirRisk() {
		this.migrations.changes = List.of(ADD, DROP);
		String shown = run(true, "check").out();
		assertThat(shown).contains(GREEN + "safe", RED + "loses data: all its values");
		assertThat(withoutColours(shown)).isEqualTo(run(false, "check").out());
		CommandResult dryRun = run(true, "generate-changeset", "-m", "x", "--dry-run");
		assertThat(dryRun.err()).contains(GREEN + "safe");
		assertThat(dryRun.out()).doesNotContain(ESCAPE);
	}

	@Test
	void lossesAndErrorsAreRed() {
		this.migrations.losses = List.of("1.1 drops a.c");
		CommandResult result = run(true, "downgrade");
		assertThat(result.err()).contains(RED + "Loses rows:", RED + "Error");
		assertThat(run(true, "upgrad").err()).startsWith(RED + "Error");
		assertThat(run(true, "downgrade", "--dry-run").out()).contains(RED + "Would lose rows:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "status", "status --json", "history", "current", "check", "--help", "help upgrade",
			"downgrade --dry-run", "generate-changeset -m x", "upgrad" })
	void pipedOutputHasNoEscapes(String arguments) {
		this.migrations.changes = List.of(ADD, DROP);
		this.migrations.losses = List.of("1.1 drops a.c");
		CommandResult result = run(false, arguments.split(" "));
		assertThat(result.out() + result.err()).isNotEmpty().doesNotContain("\u001b");
	}

	@Test
	void jsonHasNoColoursOnTerminal() {
		assertThat(run(true, "status", "--json").out()).doesNotContain("\u001b");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void controlCharactersInDataAreEscaped(boolean terminal) {
		String evil = "a\u001b]0;title\u0007b\u009b31mc\rd@|red e|@";
		this.migrations.changes = List.of(ChangeView.of(evil, List.of()),
				ChangeView.of("x", List.of(new Risk(Risk.Kind.LOSES_DATA, evil))));
		this.migrations.losses = List.of(evil);
		this.migrations.notes = List.of(evil);
		this.migrations.heads = List.of(evil);
		for (String command : List.of("check", "generate-changeset -m x", "downgrade --dry-run",
				evil.replace(" ", ""))) {
			CommandResult result = run(terminal, command.split(" "));
			assertThat(withoutColours(result.out() + result.err())).doesNotContain("\u001b", "\u0007", "\u009b", "\r")
				.contains("@|red");
		}
		this.migrations.failure = () -> new MigrationFailedException(ErrorCode.CHANGESET_FAILED, evil,
				new SQLException(evil));
		assertThat(withoutColours(run(terminal, "status", "--verbose").err()))
			.doesNotContain("\u001b", "\u0007", "\u009b", "\r")
			.contains("\tat ");
	}

	@Test
	void documentIsUnchangedInPipeAndHarmlessOnTerminal() {
		assertThat(document(false, "a\u001b[31m\u00e9")).isEqualTo("a\u001b[31m\u00e9\n");
		assertThat(document(true, "a\u001b[31m\u00e9\tb\n")).isEqualTo("a[31m\u00e9\tb\n");
	}

	@ParameterizedTest
	@CsvSource({ "true, '', '', '', xterm, true", "false, '', '', '', xterm, false", "true, 1, '', '', xterm, false",
			"true, 1, 1, '', xterm, false", "false, '', 1, '', xterm, true", "false, '', 0, '', xterm, false",
			"true, '', '', 0, xterm, false", "true, '', '', '', dumb, false" })
	void environmentOverridesTerminalDetection(boolean terminal, String no, String force, String hint, String term,
			boolean colours) {
		Map<String, String> environment = Map.of("NO_COLOR", no, "CLICOLOR_FORCE", force.isEmpty() ? "0" : force,
				"CLICOLOR", hint, "TERM", term);
		assertThat(new Screen(System.out, () -> terminal, environment).ansi().enabled()).isEqualTo(colours);
	}

	@ParameterizedTest
	@EnumSource
	void everyRiskHasAColourAndIsCounted(Risk.Kind kind) {
		assertThat(RiskText.of(Risk.Kind.union(List.of(List.of(kind))), "").toString()).startsWith(ESCAPE);
		ChangeView change = ChangeView.of("x",
				(kind == Risk.Kind.SAFE) ? List.of() : List.of(new Risk(kind, "because")));
		assertThat(RiskText.summary(List.of(change))).isEqualTo("1 change: 1 " + kind + ".");
		assertThat(RiskText.summary(List.of(change, change))).startsWith("2 changes: 2 ");
	}

	@ParameterizedTest
	@EnumSource
	void everyStateHasAColour(RevisionState state) {
		assertThat(Words.state(state).plainString()).isEqualTo(state.toString());
		assertThat(Words.state(state).toString()).startsWith(ESCAPE);
	}

	@Test
	void changesThatLoseDataAreCounted() {
		assertThat(RiskText.summary(List.of(DROP, ADD, DROP))).isEqualTo("3 changes: 1 safe, 2 lose data.");
	}

	@Test
	void changeNamesAndCountsForEachKindOfRisk() {
		ChangeView change = ChangeView.of("add unique key a (b)",
				List.of(new Risk(Risk.Kind.BLOCKS_WRITES, "writes wait"), new Risk(Risk.Kind.MAY_FAIL, "duplicates"),
						new Risk(Risk.Kind.MAY_FAIL, "nulls")));
		assertThat(RiskText.summary(List.of(change, ADD))).isEqualTo("2 changes: 1 safe, 1 blocks writes, 1 may fail.");
		this.migrations.changes = List.of(change);
		assertThat(run(false, "check").out())
			.contains("add unique key a (b)  may fail: duplicates; nulls; blocks writes: writes wait");
		assertThat(run(false, "check", "--json").out()).contains("""
				"risk":"may fail","reasons":["duplicates","nulls","writes wait"],"risks":[\
				{"kind":"may fail","reason":"duplicates"},{"kind":"may fail","reason":"nulls"},\
				{"kind":"blocks writes","reason":"writes wait"}]""");
	}

	private static String document(boolean terminal, String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new Screen(new PrintStream(bytes), () -> terminal, Map.of("NO_COLOR", "1")).document(text);
		return bytes.toString(StandardCharsets.UTF_8);
	}

	private static String withoutColours(String text) {
		return text.replaceAll("\u001b\\[[0-9;]*m", "");
	}

	private CommandResult run(boolean terminal, String... arguments) {
		return run(null, terminal, arguments);
	}

}
