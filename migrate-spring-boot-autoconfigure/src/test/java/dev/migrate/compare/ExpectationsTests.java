package dev.migrate.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Expectations}.
 */
class ExpectationsTests {

	@TempDir
	Path folder;

	@Test
	void rewritingIsRejectedOnBuildServers() {
		assertThatIllegalStateException().isThrownBy(() -> Expectations.of(rewrite(), Map.of("CI", "true")))
			.withMessageContaining("CI is set");
		assertThatIllegalStateException().isThrownBy(() -> Expectations.of(rewrite(), Map.of("CI", "")));
	}

	@Test
	void comparesByDefault() throws IOException {
		Path file = this.folder.resolve("expected.txt");
		Files.write(file, List.of("old"));
		Expectations expectations = Expectations.of(new Properties(), Map.of("CI", "true"));
		expectations.check(file, List.of("old"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> expectations.check(file, List.of("new")));
		assertThat(file).hasContent("old");
	}

	@Test
	void rewritesOnRequest() {
		Path file = this.folder.resolve("expected.txt");
		Expectations.of(rewrite(), Map.of()).check(file, List.of("new", "lines"));
		assertThat(file).hasContent("new\nlines");
	}

	private static Properties rewrite() {
		Properties properties = new Properties();
		properties.setProperty("migrate.expectations", "rewrite");
		return properties;
	}

}
