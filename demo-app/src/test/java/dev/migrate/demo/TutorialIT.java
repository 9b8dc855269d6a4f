package dev.migrate.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the tutorial of the README and its continuation, whose steps are applied to a
 * copy of the sources while the shop is running.
 */
@DisabledOnOs(OS.WINDOWS)
@Tag("long")
class TutorialIT {

	private static final Path REPOSITORY = Path.of(System.getProperty("demo.directory")).getParent();

	private static final String START = "demo-app/run";

	private static final Set<String> NOT_SOURCES = Set.of(".git", ".migrate", "docs", "target", "test");

	// The database of the shop.
	private static final Path DATA = REPOSITORY.resolve("demo-app/data");

	@TempDir
	private Path directory;

	@BeforeEach
	void copySources() throws IOException {
		Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
				boolean isOther = NOT_SOURCES.contains(source.getFileName().toString()) || source.equals(DATA);
				if (isOther && !source.equals(REPOSITORY)) {
					return FileVisitResult.SKIP_SUBTREE;
				}
				Files.createDirectories(inCopy(source));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
				Files.copy(source, inCopy(source), StandardCopyOption.COPY_ATTRIBUTES);
				return FileVisitResult.CONTINUE;
			}

			private Path inCopy(Path source) {
				return TutorialIT.this.directory.resolve(REPOSITORY.relativize(source));
			}

		});
	}

	@Test
	void commandsPrintTheDocumentedOutput() throws Exception {
		List<Step> steps = steps();
		assertThat(steps).hasAtLeastOneElementOfType(Command.class).hasAtLeastOneElementOfType(Edit.class);
		assertThat(steps.get(0)).isEqualTo(new Command(START, ""));
		try (MigrateProcess shop = MigrateProcess.shell(this.directory, "exec " + START + " --server.port=0")) {
			shop.awaitOutput(Pattern.compile("Started ShopApplication"));
			for (Step step : steps.subList(1, steps.size())) {
				if (step instanceof Command command) {
					run(command);
				}
				else if (step instanceof Edit edit) {
					apply(edit);
				}
			}
		}
	}

	private static List<Step> steps() throws IOException {
		String readme = Files.readString(REPOSITORY.resolve("README.md"));
		String continuation = Files.readString(REPOSITORY.resolve("docs/tutorial.md"));
		return Stream
			.of(Tutorial.inside(readme, "Tutorial"), Tutorial.inside(continuation, "Where the database stands"),
					Tutorial.inside(continuation, "Downgrade"))
			.flatMap((tutorial) -> tutorial.steps().stream())
			.toList();
	}

	private void run(Command command) throws Exception {
		try (MigrateProcess process = MigrateProcess.shell(this.directory, command.line())) {
			MigrateProcess.Result result = process.result();
			assertThat(result.exitCode()).as(process.toString()).isZero();
			assertThat(masked(result.output())).as(command.line()).isEqualTo(masked(command.output()));
		}
	}

	private void apply(Edit edit) throws IOException {
		Path file = this.directory.resolve(edit.file());
		String source = Files.readString(file);
		int constructor = source.indexOf("\t@SuppressWarnings(\"NullAway.Init\")");
		assertThat(constructor).as("the first constructor of " + edit.file()).isPositive();
		Files.writeString(file, source.substring(0, constructor) + edit.text() + "\n" + source.substring(constructor));
	}

	/**
	 * Mask the parts of an output that depend on the time and the user.
	 */
	private static String masked(String output) {
		return output.replaceAll("\\b\\d{14}", "<revision>")
			.replaceAll("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?( ?(Z|UTC))?", "<time>")
			.replaceAll("author: .*", "author: <author>")
			.strip();
	}

}
