package dev.migrate.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.ErrorCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each error code has a row in {@code docs/errors.md} and is the code of an
 * error.
 */
class ErrorsDocumentTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| \\S.+ \\| \\S.+ \\|$");

	private static final Pattern USE = Pattern.compile("\\bErrorCode\\.([A-Z_]+)\\b");

	private static final List<String> MODULES = List.of("migrate-spring-boot-autoconfigure", "migrate-maven-plugin",
			"migrate-test");

	@Test
	void codesAreDocumented() throws IOException {
		String page = Files.readString(Path.of("../docs/errors.md"));
		assertThat(ROW.matcher(page).results().map((row) -> row.group(1))).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorCode.values()).map(ErrorCode::toString).toList());
	}

	@Test
	void codesAreUsed() {
		assertThat(MODULES.stream().flatMap(ErrorsDocumentTests::codes).collect(Collectors.toSet()))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
	}

	private static Stream<String> codes(String module) {
		try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
			return files.filter(Files::isRegularFile)
				.flatMap((file) -> USE.matcher(read(file)).results().map((use) -> use.group(1)))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
