package dev.migrate.command;

import java.io.PrintWriter;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpCommandInitializable2;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

import org.springframework.util.Assert;

/**
 * Shows what a command does.
 */
@Command(name = "help", helpCommand = true, header = "Show the help of a command.",
		footer = { "", "Example: migrate help upgrade" })
class HelpCommand implements IHelpCommandInitializable2, Runnable {

	@Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command. Default: all commands.")
	private @Nullable String command;

	private @Nullable CommandLine commandLine;

	private @Nullable PrintWriter out;

	@Override
	public void init(CommandLine helpCommandLine, ColorScheme colorScheme, PrintWriter out, PrintWriter err) {
		this.commandLine = helpCommandLine;
		this.out = out;
	}

	@Override
	public void run() {
		Assert.state(this.commandLine != null && this.out != null, "Help was not initialised");
		CommandLine all = this.commandLine.getParent();
		CommandLine one = (this.command != null) ? all.getSubcommands().get(this.command) : all;
		if (one == null) {
			throw new UnmatchedArgumentException(all, List.of(String.valueOf(this.command)));
		}
		one.usage(this.out);
	}

}
