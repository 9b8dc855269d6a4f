package dev.migrate.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the documentation has each problem that {@link Doctor} finds.
 */
class DoctorDocumentTests {

	private static final Path PAGE = Path.of("../docs/doctor.md");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\w+) \\| .+ \\|$");

	@Test
	void everyProblemIsDocumented() throws IOException {
		List<String> documented = ROW.matcher(Files.readString(PAGE))
			.results()
			.map((row) -> row.group(1) + " " + row.group(2))
			.toList();
		assertThat(documented).containsExactlyElementsOf(
				Stream.of(Problem.values()).map((problem) -> problem.code() + " " + problem.severity()).toList());
	}

}
