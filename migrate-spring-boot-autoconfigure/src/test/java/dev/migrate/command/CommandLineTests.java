package dev.migrate.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Terminal;
import org.apache.commons.text.StringTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests for the command line: help, suggestions and invalid arguments.
 */
class CommandLineTests extends AbstractCommandTests {

	@Test
	void unknownCommandPrintsSuggestion() {
		CommandResult result = run("upgrad");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error [usage]: There is no command 'upgrad'. Did you mean upgrade? See 'migrate --help'.\n");
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
		assertThat(run(typed).err()).isEqualToNormalizingNewlines("Error [usage]: There is no command '" + typed
				+ "'. Did you mean " + meant + "? See 'migrate --help'.\n");
		assertThat(run("help", typed).err()).contains("Did you mean " + meant + "?");
		assertThat(this.migrations.calls).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "--jsn, --json", "--databse=x, --database", "--chek-heads, --check-heads", "--verb, --verbose" })
	void mistypedOptionIsSuggestedAndNotUsed(String typed, String meant) {
		assertThat(run("current", typed).err())
			.startsWith("Error [usage]: There is no option '" + typed + "'. Did you mean " + meant + "? See");
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
		this.migrations.failure = () -> new CannotProceedException(ErrorCode.REVISIONS_PENDING, "Run upgrade first.");
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
			.contains("init, list-templates, generate-changeset, revise, revision, merge");
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

	@Test
	void helpListsAllCommands() {
		CommandResult result = run("--help");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).contains("init", "generate-changeset", "upgrade", "downgrade", "current", "history",
				"status", "check", "--json", "Exit codes");
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

}
