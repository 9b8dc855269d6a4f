package dev.migrate.authoring;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;

import org.springframework.util.StringUtils;

/**
 * Runs the hooks of an application after a file is written. No shell is involved, so that
 * file names are never interpreted.
 */
public final class Hooks {

	private final List<Hook> hooks;

	public Hooks(List<Hook> hooks) {
		this.hooks = hooks;
	}

	/**
	 * Reject hooks that cannot run, before anything is written.
	 */
	public void validate() {
		for (Hook hook : this.hooks) {
			if (!StringUtils.hasText(hook.name())) {
				throw new CannotProceedException(ErrorCode.SETTING_INVALID,
						"A hook has no name; set migrate.hooks[].name.");
			}
			if (hook.command().isEmpty() || !StringUtils.hasText(hook.command().get(0))) {
				throw new CannotProceedException(ErrorCode.SETTING_INVALID,
						"The hook '" + hook.name() + "' has no program to run; set migrate.hooks[].command.");
			}
			if (hook.directory() != null && !Files.isDirectory(Path.of(hook.directory()))) {
				throw new CannotProceedException(ErrorCode.SETTING_INVALID, "The hook '" + hook.name() + "' runs in "
						+ hook.directory() + ", which does not exist; correct migrate.hooks[].directory.");
			}
		}
	}

	/**
	 * Run the hooks.
	 * @param file the file that was written
	 * @param output where to print the progress and the output of the hooks
	 */
	public void run(Path file, PrintStream output) {
		this.hooks.forEach((hook) -> run(hook, file, output));
	}

	private void run(Hook hook, Path file, PrintStream output) {
		output.print("Running hook '" + hook.name() + "' … ");
		output.flush();
		List<String> command = hook.command()
			.stream()
			.map((part) -> part.replace(Hook.FILE, file.toAbsolutePath().toString()))
			.toList();
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		if (hook.directory() != null) {
			builder.directory(Path.of(hook.directory()).toFile());
		}
		int exitCode = -1;
		String printed = "";
		try {
			Process process = start(builder, hook, file, output);
			process.getOutputStream().close();
			printed = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
			exitCode = process.waitFor();
		}
		catch (IOException ex) {
			output.println("failed");
			throw new MigrationFailedException(ErrorCode.HOOK_FAILED, "The hook '" + hook.name()
					+ "' failed while it ran: " + ex.getMessage() + ". The file " + file + " is written.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MigrationFailedException(ErrorCode.HOOK_FAILED,
					"The hook '" + hook.name() + "' was interrupted. The file " + file + " is written.", ex);
		}
		output.println((exitCode == 0) ? "done" : "failed");
		printed.lines().forEach((line) -> output.println("  " + line));
		if (exitCode != 0) {
			throw new MigrationFailedException(ErrorCode.HOOK_FAILED,
					"The hook '" + hook.name() + "' ended with exit code " + exitCode + ". The file " + file
							+ " is written; run the hook by hand, or delete the file.",
					null);
		}
	}

	private static Process start(ProcessBuilder builder, Hook hook, Path file, PrintStream output) {
		try {
			return builder.start();
		}
		catch (IOException ex) {
			output.println("failed");
			throw new MigrationFailedException(ErrorCode.HOOK_FAILED,
					"The hook '" + hook.name() + "' cannot run: " + hook.command().get(0)
							+ " was not found or is not executable. Install it or correct migrate.hooks. The file "
							+ file + " is written.",
					ex);
		}
	}

}
