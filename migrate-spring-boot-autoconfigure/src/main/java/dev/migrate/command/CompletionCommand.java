package dev.migrate.command;

import java.io.PrintWriter;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpCommandInitializable2;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import org.springframework.util.Assert;

/**
 * Prints a script with which a shell completes the names of commands and options.
 * <p>
 * Like help it is printed before the application starts.
 */
@Command(name = "completion", helpCommand = true, header = "Print a shell completion script.",
		description = { "The script completes a command named migrate: a wrapper or an alias.",
				"In the current shell: source <(migrate completion bash)" },
		footer = { "", "Example: migrate completion bash" })
class CompletionCommand implements IHelpCommandInitializable2, Runnable {

	@Parameters(paramLabel = "SHELL", arity = "0..1", description = "The shell: ${COMPLETION-CANDIDATES}.")
	private @Nullable Shell shell;

	private @Nullable CommandLine commandLine;

	private @Nullable PrintWriter out;

	@Override
	public void init(CommandLine helpCommandLine, ColorScheme colorScheme, PrintWriter out, PrintWriter err) {
		this.commandLine = helpCommandLine;
		this.out = out;
	}

	@Override
	public void run() {
		Assert.state(this.commandLine != null && this.out != null, "Completion was not initialised");
		if (this.shell == null) {
			throw new ParameterException(this.commandLine, "Specify the shell: bash or zsh.");
		}
		// One script does for both: it tells zsh to understand what bash does
		this.out.print(AutoComplete.bash("migrate", this.commandLine.getParent()));
		this.out.flush();
	}

	/**
	 * The shells that there is a script for.
	 */
	enum Shell {

		// Named as on the command line
		bash, zsh

	}

}
