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
		assertThat(ProcessArguments.of("com.App migrate status", "a:b",
				List.of("-cp", "a:b", "com.App", "migrate", "status")))
			.containsExactly("migrate", "status");
		assertThat(ProcessArguments.of("com.App", "migrate", List.of("-cp", "migrate", "com.App"))).isEmpty();
	}

	@Test
	void argumentsFollowAJarWithBlanksInItsPath() {
		assertThat(ProcessArguments.of("my migrate app.jar migrate revision -m a b", "my migrate app.jar",
				List.of("-Xmx1g", "-jar", "my migrate app.jar", "migrate", "revision", "-m", "a b")))
			.containsExactly("migrate", "revision", "-m", "a b");
		assertThat(ProcessArguments.of("my migrate app.jar serve", "my migrate app.jar",
				List.of("-jar", "my migrate app.jar", "serve")))
			.containsExactly("serve");
	}

	@Test
	void wordsOfTheCommandCountWhereTheSystemReportsNoArguments() {
		assertThat(ProcessArguments.of("com.App migrate status", "a:b", List.of())).containsExactly("migrate",
				"status");
		assertThat(ProcessArguments.of("com.App migrate", "a:b", List.of("@arguments"))).containsExactly("migrate");
		String jar = "C:\\Data migrate tool\\app.jar";
		assertThat(ProcessArguments.of(jar, jar, List.of())).isEmpty();
		assertThat(ProcessArguments.of(jar + " migrate upgrade", jar, List.of())).containsExactly("migrate", "upgrade");
		assertThat(ProcessArguments.of(jar, "a:b", List.of())).isEmpty();
		assertThat(ProcessArguments.of("", "", List.of())).isEmpty();
	}

}
