package dev.migrate.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for every command of the packaged shop with invalid arguments and with a broken
 * changelog, each in a process of its own: nothing is written.
 */
@Tag("long")
class RejectedCommandsIT extends ShopCommands {

	/**
	 * Commands that read neither the changelog nor a database.
	 */
	private static final Set<String> STANDALONE = Set.of("help", "completion", "list-templates");

	/**
	 * Commands that do their work without a valid changelog.
	 */
	private static final Set<String> WITHOUT_CHANGELOG = Set.of("init", "ensure-version", "release-lock", "edit",
			"doctor");

	@Test
	void nothingIsWritten() throws Exception {
		this.url = "jdbc:h2:file:" + this.directory.resolve("data/shop");
		connect("sa", "");
		done("init");
		rejectInvalidArguments();
		rejectBrokenFile();
		assertThatEveryExitCodeWasSeen();
	}

	private void rejectInvalidArguments() throws Exception {
		Map<String, String> files = files();
		for (String command : commands()) {
			assertThat(refused(mistyped(command))).contains("nonsense'");
		}
		assertThat(refused("upgrad")).contains("upgrade");
		assertThat(refused("status", "--database", "nonsense")).contains("main");
		assertThat(refused("downgrade", "nowhere")).contains("'nowhere'");
		assertThat(files()).isEqualTo(files);
	}

	private void rejectBrokenFile() throws Exception {
		Path broken = master().resolveSibling("versions/20990101000000_broken.yaml");
		Files.writeString(broken, "databaseChangeLog:\n<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> other\n");
		Map<String, String> files = files();
		for (String command : commands()) {
			if (!STANDALONE.contains(command) && !WITHOUT_CHANGELOG.contains(command)) {
				assertThat(failed(withMessage(command))).contains(broken.getFileName().toString());
			}
		}
		assertThat(different("doctor")).contains("[changelog-invalid]", broken.getFileName() + ":2");
		assertThat(files()).isEqualTo(files);
		Files.delete(broken);
		this.url = "jdbc:h2:tcp://localhost:1/x";
		connect("sa", "");
		assertThat(failed("ensure-version")).contains("cannot be reached");
		assertThat(failed("release-lock")).contains("cannot be reached");
		Files.delete(master());
		Files.createDirectory(master());
		failed("init");
	}

	private void assertThatEveryExitCodeWasSeen() throws Exception {
		for (String command : commands()) {
			Set<Integer> codes = new TreeSet<>(Set.of(CANNOT_PROCEED));
			// An editor needs a terminal, which the process of a test lacks
			if (!STANDALONE.contains(command) && !Set.of("edit", "doctor").contains(command)) {
				codes.add(FAILED);
			}
			assertThat(this.seen.getOrDefault(command, Set.of())).as(command).containsAll(codes);
		}
	}

	private static String[] mistyped(String command) {
		return switch (command) {
			case "help", "completion" -> new String[] { command, "nonsense" };
			default -> Stream.concat(Stream.of(withMessage(command)), Stream.of("--nonsense")).toArray(String[]::new);
		};
	}

	private Map<String, String> files() throws IOException {
		Map<String, String> contents = new TreeMap<>();
		try (Stream<Path> files = Files.walk(this.directory)) {
			files.filter((file) -> Files.isRegularFile(file) && !file.toString().contains("data"))
				.forEach((file) -> contents.put(this.directory.relativize(file).toString(), text(file)));
		}
		return contents;
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
