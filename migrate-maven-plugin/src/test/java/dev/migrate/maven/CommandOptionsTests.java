package dev.migrate.maven;

import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CommandOptions}.
 */
class CommandOptionsTests {

	@Test
	void valueBelongsToOptionOfTheName() {
		assertThat(arguments("generate-changeset", Map.of("m", "Add price", "rev-id", "20260101000000")))
			.containsExactlyInAnyOrder("-m", "Add price", "--rev-id", "20260101000000");
		assertThat(arguments("generate-changeset", Map.of("message", "-Add 'price'"))).containsExactly("--message",
				"-Add 'price'");
	}

	@Test
	void flagIsGivenUnlessItIsFalse() {
		assertThat(arguments("upgrade", Map.of("dry-run", "true"))).containsExactly("--dry-run");
		assertThat(arguments("upgrade", Map.of("dry-run", ""))).containsExactly("--dry-run");
		assertThat(arguments("upgrade", Map.of("dry-run", "false"))).isEmpty();
	}

	@Test
	void valueOfFlagIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> arguments("downgrade", Map.of("sql", "head:-1")))
			.withMessage("The option --sql takes no value, and -Dsql has the value 'head:-1'."
					+ " REV is a property too: -Drev=...");
		assertThatIllegalArgumentException().isThrownBy(() -> arguments("upgrade", Map.of("dry-run", "yes")));
		assertThat(arguments("upgrade", Map.of("dry-run", "TRUE"))).containsExactly("--dry-run");
	}

	@Test
	void optionMayHaveValue() {
		assertThat(arguments("generate-changeset", Map.of("include-accepted", "true")))
			.containsExactly("--include-accepted");
		assertThat(arguments("generate-changeset", Map.of("include-accepted", "book")))
			.containsExactly("--include-accepted", "book");
	}

	@Test
	void parameterOfCommandHasNameOfItsLabel() {
		assertThat(arguments("upgrade", Map.of("rev", "head"))).containsExactly("head");
		assertThat(arguments("downgrade", Map.of("rev", "-1"))).containsExactly("-1");
		assertThat(arguments("help", Map.of("command", "upgrade"))).containsExactly("upgrade");
	}

	@Test
	void optionsOfOtherCommandsAndOfMavenAreLeftAlone() {
		assertThat(arguments("status",
				Map.of("m", "text", "rev", "head", "skipTests", "true", "revision", "1.0", "maven.test.skip", "true")))
			.isEmpty();
	}

	@Test
	void propertiesOfSpringArePassed() {
		assertThat(arguments("status",
				Map.of("spring.datasource.url", "jdbc:h2:mem:a b", "migrate.time-zone", "UTC", "json", "true",
						"migrate.maven.skip", "false", "spring-boot.run.profiles", "none")))
			.containsExactly("--json", "--migrate.time-zone=UTC", "--spring.datasource.url=jdbc:h2:mem:a b");
	}

	private static List<String> arguments(String command, Map<String, String> properties) {
		Properties given = new Properties();
		given.putAll(properties);
		return CommandOptions.of(command, given);
	}

}
