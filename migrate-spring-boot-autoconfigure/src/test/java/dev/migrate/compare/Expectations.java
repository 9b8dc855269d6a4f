package dev.migrate.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files with reviewed lines, which are compared with the result, or rewritten with
 * {@code -Dmigrate.expectations=rewrite} outside of build servers.
 *
 * @param rewrite whether to rewrite the files
 */
record Expectations(boolean rewrite) {

	private static final String PROPERTY = "migrate.expectations";

	/**
	 * Read the mode from the properties.
	 * @param properties the properties of this JVM
	 * @param environment the variables of the environment
	 * @return the expectations
	 * @throws IllegalStateException if a build server is to rewrite expectations
	 */
	static Expectations of(Properties properties, Map<String, String> environment) {
		boolean rewrite = "rewrite".equals(properties.getProperty(PROPERTY));
		if (rewrite && environment.containsKey("CI")) {
			throw new IllegalStateException("Expectations are not rewritten where CI is set: run with -D" + PROPERTY
					+ "=rewrite on your own machine, and review what it wrote.");
		}
		return new Expectations(rewrite);
	}

	/**
	 * Compare lines with a file, or rewrite the file.
	 * @param file the file
	 * @param lines the lines
	 */
	void check(Path file, List<String> lines) {
		try {
			if (this.rewrite) {
				Files.write(file, lines);
			}
			assertThat(file).as("expectation, to be written with -D" + PROPERTY + "=rewrite").exists();
			assertThat(lines).as(file.toString()).containsExactlyElementsOf(Files.readAllLines(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
