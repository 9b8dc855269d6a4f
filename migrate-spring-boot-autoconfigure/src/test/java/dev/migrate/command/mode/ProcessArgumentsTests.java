package dev.migrate.command.mode;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessArguments}.
 */
class ProcessArgumentsTests {

	@Test
	void argumentsFollowTheMainClass() {
		assertThat(ProcessArguments.of("com.App migrate status", List.of("-cp", "a:b", "com.App", "migrate", "status")))
			.containsExactly("migrate", "status");
		assertThat(ProcessArguments.of("com.App", List.of("-cp", "migrate", "com.App"))).isEmpty();
	}

	@Test
	void argumentsFollowAJarWithBlanksInItsPath() {
		assertThat(ProcessArguments.of("my migrate app.jar migrate revision -m a b",
				List.of("-Xmx1g", "-jar", "my migrate app.jar", "migrate", "revision", "-m", "a b")))
			.containsExactly("migrate", "revision", "-m", "a b");
		assertThat(ProcessArguments.of("my migrate app.jar serve", List.of("-jar", "my migrate app.jar", "serve")))
			.containsExactly("serve");
	}

	@Test
	void wordsOfTheCommandCountWhereTheSystemReportsNoArguments() {
		assertThat(ProcessArguments.of("com.App migrate status", List.of())).containsExactly("migrate", "status");
		assertThat(ProcessArguments.of("com.App migrate", List.of("@arguments"))).containsExactly("migrate");
		assertThat(ProcessArguments.of("", List.of())).isEmpty();
	}

}
