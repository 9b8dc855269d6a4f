package dev.migrate.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.demo.Tutorial.Command;
import dev.migrate.demo.Tutorial.Edit;
import dev.migrate.demo.Tutorial.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page about coming from Alembic, whose commands run in the packaged shop.
 * With {@code -Ddemo.record=true} the output is written to the page.
 */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
@Execution(ExecutionMode.SAME_THREAD)
class ComingFromAlembicIT {

	private static final Path PAGE = Path.of(System.getProperty("demo.directory"))
		.resolveSibling("docs/coming-from-alembic.md");

	private static final Pattern READING = Pattern
		.compile("cat |migrate (branches|check|current|heads|history|show|status)\\b");

	@TempDir
	private Path directory;

	private final Map<String, String> environment = new HashMap<>();

	private String page = "";

	private int place;

	@BeforeEach
	void prepare() throws Exception {
		this.page = Files.readString(PAGE);
		Files.createSymbolicLink(this.directory.resolve("shop.jar"), Path.of(System.getProperty("demo.jar")));
		Path migrate = Files.createDirectory(this.directory.resolve("bin")).resolve("migrate");
		Files.writeString(migrate, """
				#!/bin/sh
				exec '%s' migrate "$@"
				""".formatted(String.join("' '", ExtractedShop.command())));
		assertThat(migrate.toFile().setExecutable(true)).isTrue();
		this.environment.put("PATH",
				migrate.getParent() + ":" + System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
	}

	@Test
	void commandsPrintTheDocumentedOutput() throws Exception {
		follow((address) -> address, (command) -> true, ComingFromAlembicIT::masked);
	}

	@Test
	void revisionsRunInTheSameOrderOnPostgresql() throws Exception {
		try (PostgresDatabases databases = PostgresDatabases.start()) {
			this.environment.putAll(databases.credentials());
			// Names and SQL differ on PostgreSQL
			follow((address) -> databases.create(), (command) -> !READING.matcher(command.line()).lookingAt(),
					(output) -> masked(output).lines()
						.filter((line) -> line.startsWith("Running "))
						.collect(Collectors.joining("\n")));
		}
	}

	private void follow(UnaryOperator<String> database, Predicate<Command> selection, UnaryOperator<String> essence)
			throws Exception {
		Tutorial tutorial = Tutorial.of(this.page);
		assertThat(tutorial.steps()).hasAtLeastOneElementOfType(Command.class).hasAtLeastOneElementOfType(Edit.class);
		for (Step step : tutorial.steps()) {
			if (step instanceof Edit edit) {
				fillIn(edit);
			}
			else if (step instanceof Command command && command.line().startsWith("export ")) {
				String[] variable = command.line().substring("export ".length()).split("=", 2);
				boolean address = variable[0].equals("SPRING_DATASOURCE_URL");
				this.environment.put(variable[0], address ? database.apply(variable[1]) : variable[1]);
			}
			else if (step instanceof Command command && !command.line().startsWith("alias ")
					&& selection.test(command)) {
				run(command, essence);
			}
		}
	}

	private void run(Command command, UnaryOperator<String> essence) throws Exception {
		try (MigrateProcess process = MigrateProcess.shell(this.directory, this.environment,
				"{ " + command.line() + "; } 2>&1")) {
			MigrateProcess.Result result = process.result();
			if (Boolean.getBoolean("demo.record")) {
				record(command, result.output());
				return;
			}
			assertThat(result.exitCode()).as(process.toString()).isZero();
			assertThat(essence.apply(result.output())).as(command.line()).isEqualTo(essence.apply(command.output()));
		}
	}

	private void record(Command command, String output) throws IOException {
		String documented = "$ " + command.line() + "\n" + command.output();
		int start = this.page.indexOf(documented, this.place);
		assertThat(start).as(documented).isPositive();
		String printed = "$ " + command.line() + "\n" + output;
		this.page = this.page.substring(0, start) + printed + this.page.substring(start + documented.length());
		this.place = start + printed.length();
		Files.writeString(PAGE, this.page);
	}

	private void fillIn(Edit edit) throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve("src/main/resources/db/changelog/versions"))) {
			Path newest = files.sorted().reduce((one, other) -> other).orElseThrow();
			String text = Files.readString(newest);
			Files.writeString(newest, text.substring(0, text.indexOf("      changes:")) + edit.text());
		}
	}

	/**
	 * Mask the parts of an output that depend on the time and the user.
	 */
	private static String masked(String output) {
		return output.replaceAll("\\b\\d{14}", "<revision>")
			.replaceAll("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?( ?(Z|UTC))?", "<time>")
			.replaceAll("'\\d{10}'", "<deployment>")
			.strip();
	}

}
