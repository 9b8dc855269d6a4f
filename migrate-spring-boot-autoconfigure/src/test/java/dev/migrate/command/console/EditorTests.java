package dev.migrate.command.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrate.CannotProceedException;
import dev.migrate.MigrationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Editor}.
 */
class EditorTests {

	@TempDir
	private Path folder;

	@Test
	void visualTakesPrecedenceOverEditor() {
		assertThat(Editor.of(Map.of("VISUAL", "code", "EDITOR", "vi")).words()).containsExactly("code");
		assertThat(Editor.of(Map.of("VISUAL", " ", "EDITOR", "vi")).words()).containsExactly("vi");
	}

	@Test
	void variableMayHaveOptionsAndQuotes() {
		assertThat(words("code --wait")).containsExactly("code", "--wait");
		assertThat(words("\"/opt/my editor/bin\" -w")).containsExactly("/opt/my editor/bin", "-w");
		assertThat(words("'C:\\Program Files\\e.exe'  -n")).containsExactly("C:\\Program Files\\e.exe", "-n");
	}

	@Test
	void missingEditorReportsVariables() {
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> Editor.of(Map.of("EDITOR", "")))
			.withMessageContaining("set the environment variable VISUAL or EDITOR");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void fileNameIsNotInterpreted() throws IOException {
		Path file = Files.createFile(this.folder.resolve("a b; touch $(echo evil) 'c\".yaml"));
		Path seen = this.folder.resolve("seen");
		Path script = this.folder.resolve("my editor.sh");
		Files.writeString(script, "printf '%s|' \"$@\" > '" + seen + "'\n");
		new Editor("EDITOR", words("sh '" + script + "' --wait")).open(file);
		assertThat(seen).hasContent("--wait|" + file + "|");
		assertThat(this.folder.resolve("evil")).doesNotExist();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void failingEditorIsReported() {
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> new Editor("EDITOR", List.of("false")).open(Path.of("x.yaml")))
			.withMessage("The editor false ended with exit code 1 on x.yaml.");
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new Editor("EDITOR", List.of("/no/such/editor")).open(Path.of("x.yaml")))
			.withMessage("The editor /no/such/editor cannot be started: correct the environment variable EDITOR.");
	}

	private static List<String> words(String variable) {
		return Editor.of(Map.of("EDITOR", variable)).words();
	}

}
