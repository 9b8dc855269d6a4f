package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests that shells understand the scripts that complete command lines.
 */
class CompletionTests {

	@TempDir
	private Path folder;

	@Test
	void completionNeedsNoApplication() {
		CommandResult result = run("completion", "zsh");
		assertThat(result.exitCode()).isZero();
		assertThat(result.err()).isEmpty();
		assertThat(result.out()).startsWith("#!/usr/bin/env bash").contains("bashcompinit");
	}

	@Test
	void completionRequiresShell() {
		CommandResult result = run("completion");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines(
				"Error [usage]: Specify the shell: bash or zsh. See 'migrate completion --help'.\n");
		assertThat(run("completion", "fish").err()).contains("fish", "bash, zsh");
	}

	@ParameterizedTest
	@CsvSource({ "up, upgrade", "br, branches", "upgrade --dr, --dry-run", "history --rev, --rev-range",
			"completion z, zsh" })
	void bashCompletes(String typed, String completed) throws Exception {
		assertThat(shell("bash", typed)).contains("complete -o default -F _complete_migrate migrate")
			.containsPattern("=> .*" + completed + "\\b");
	}

	@Test
	void zshCompletes() throws Exception {
		assertThat(shell("zsh", "up")).endsWith("=> upgrade\n");
	}

	private String shell(String shell, String typed) throws Exception {
		assumeThat(exists(shell)).as(shell + " is on this machine").isTrue();
		Path script = this.folder.resolve("migrate_completion");
		Files.writeString(script, run("completion", shell).out());
		List<String> words = List.of(("migrate " + typed).split(" "));
		String command = """
				source '%s' && complete -p migrate 2>&1
				COMP_WORDS=(%s); COMP_CWORD=%d; _complete_migrate; echo "=> ${COMPREPLY[*]}"
				""".formatted(script, String.join(" ", words), words.size() - 1);
		Process process = new ProcessBuilder(shell, "-c", command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		return new String(process.getInputStream().readAllBytes());
	}

	private static boolean exists(String shell) throws InterruptedException {
		try {
			return new ProcessBuilder(shell, "-c", "true").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static CommandResult run(String... arguments) {
		SpringApplication application = new SpringApplication(AbstractCommandTests.Empty.class);
		application.addInitializers((context) -> {
			throw new IllegalStateException("The application was started");
		});
		return CommandResult.of(application, AbstractCommandTests.migrate(arguments));
	}

}
