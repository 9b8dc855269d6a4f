package dev.migrate.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.Migrations;
import dev.migrate.command.console.Json;
import dev.migrate.command.console.Suggestion;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

import org.springframework.util.Assert;

/**
 * The {@code migrate} command with its subcommands and their common options.
 */
@Command(name = "migrate", synopsisSubcommandLabel = "COMMAND", versionProvider = Versions.class,
		header = "Migrates the database to the schema of the entities, and back.", optionListHeading = "%nOptions:%n",
		commandListHeading = "%nCommands:%n",
		footer = { "", "Options with a dot in their name are Spring's: --spring.datasource.url=...",
				"Exit codes: 0 success, 1 difference found, 2 request rejected, 3 failure." },
		subcommands = { InitCommand.class, ListTemplatesCommand.class, GenerateChangesetCommand.class,
				ReviseCommand.class, RevisionCommand.class, MergeCommand.class, SquashCommand.class, PlanCommand.class,
				UpgradeCommand.class, DowngradeCommand.class, StampCommand.class, EnsureVersionCommand.class,
				ReleaseLockCommand.class, CurrentCommand.class, HistoryCommand.class, HeadsCommand.class,
				BranchesCommand.class, ShowCommand.class, EditCommand.class, StatusCommand.class, CheckCommand.class,
				AdoptDriftCommand.class, RevertDriftCommand.class, IgnoreDriftCommand.class, DoctorCommand.class,
				CompletionCommand.class, HelpCommand.class })
public class MigrateCommand {

	private static final int WIDTH = 100;

	@Option(names = "--database", paramLabel = "NAME", scope = ScopeType.INHERIT,
			description = "One of several databases. Default: all, in turn.")
	private @Nullable String database;

	@Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
	private boolean json;

	@Option(names = "--verbose", scope = ScopeType.INHERIT,
			description = "Log as the application does, show stack traces and the details of each revision.")
	private boolean verbose;

	@Option(names = { "-q", "--quiet" }, scope = ScopeType.INHERIT, description = "Print no text on standard output.")
	private boolean quiet;

	@Option(names = "--version", versionHelp = true, description = "Show the versions of Migrate and its libraries.")
	private boolean version;

	@Option(names = { "-h", "--help" }, usageHelp = true, scope = ScopeType.INHERIT,
			description = "Show the help of a command.")
	private boolean help;

	private @Nullable ViewCommand<?> chosen;

	private final List<Map<String, @Nullable Object>> results = new ArrayList<>();

	private boolean several;

	/**
	 * Parse a command line.
	 * @param arguments the arguments
	 * @param terminal where help is printed
	 * @return whether only help was requested
	 * @throws ParameterException if the arguments cannot be parsed
	 */
	public boolean parse(List<String> arguments, Terminal terminal) {
		CommandLine commandLine = new CommandLine(this);
		commandLine.setColorScheme(Help.defaultColorScheme(terminal.results().ansi()));
		commandLine.setUsageHelpWidth(WIDTH);
		commandLine.setExpandAtFiles(false);
		commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		commandLine.setOut(new PrintWriter(terminal.out(), true));
		commandLine.setErr(new PrintWriter(terminal.err(), true));
		ParseResult result;
		try {
			result = commandLine.parseArgs(arguments.toArray(String[]::new));
		}
		catch (ParameterException ex) {
			this.json = arguments.contains("--json");
			throw ex;
		}
		Integer helped = CommandLine.executeHelpRequest(result);
		if (helped != null) {
			return true;
		}
		ParseResult subcommand = result.subcommand();
		if (subcommand == null) {
			throw new ParameterException(commandLine,
					"Specify a command: " + String.join(", ", commandLine.getSubcommands().keySet()) + ".");
		}
		this.chosen = (ViewCommand<?>) subcommand.commandSpec().userObject();
		return false;
	}

	/**
	 * Run the parsed command.
	 * @param migrations the migrations
	 * @param terminal the terminal to print to
	 * @return the exit code
	 */
	public int run(Migrations migrations, Terminal terminal) {
		Assert.state(this.chosen != null, "No command was understood");
		List<String> names = databases(migrations);
		this.several = names.size() > 1;
		int exitCode = this.chosen.run(names.stream().map(migrations::database).toList(),
				(this.quiet || this.json) ? terminal.quiet() : terminal, this.json, this.results::add);
		if (this.json) {
			terminal.document(Json.document(this.results, this.several));
		}
		return exitCode;
	}

	/**
	 * Report why the command failed: to users in a line, and with {@code --json} also to
	 * programs, with the results of what was done before.
	 * @param code what kind of error it is
	 * @param sentence what is wrong and what to do
	 * @param terminal the terminal to print to
	 */
	public void fail(ErrorCode code, String sentence, Terminal terminal) {
		terminal.error(code, sentence);
		if (this.json) {
			terminal.document(Json.document(this.results, this.several, code, sentence));
		}
	}

	public boolean verbose() {
		return this.verbose;
	}

	private List<String> databases(Migrations migrations) {
		List<String> names = migrations.names();
		if (names.isEmpty()) {
			throw new CannotProceedException(ErrorCode.DATA_SOURCE_MISSING,
					"This application has no database to migrate: configure a data source.");
		}
		if (this.database == null) {
			return names;
		}
		if (!names.contains(this.database)) {
			throw new CannotProceedException(ErrorCode.DATABASE_UNKNOWN,
					"There is no database '%s': choose one of %s.%s".formatted(this.database, String.join(", ", names),
							Suggestion.of(this.database, names)
								.map((name) -> " Did you mean " + name + "?")
								.orElse("")));
		}
		return List.of(this.database);
	}

}
