package dev.migrate.command.mode;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineArgumentsTests {

	@Test
	void onlyExactFirstArgumentEnablesCommandMode() {
		assertThat(CommandLineArguments.askForCommandMode("migrate")).isTrue();
		assertThat(CommandLineArguments.askForCommandMode("migrate", "upgrade")).isTrue();
		assertThat(CommandLineArguments.askForCommandMode()).isFalse();
		assertThat(CommandLineArguments.askForCommandMode("Migrate")).isFalse();
		assertThat(CommandLineArguments.askForCommandMode("--migrate")).isFalse();
		assertThat(CommandLineArguments.askForCommandMode("upgrade", "migrate")).isFalse();
		assertThat(CommandLineArguments.askForCommandMode("--server.port=1", "migrate")).isFalse();
	}

	@Test
	void optionWithDotAndValueIsPassedToSpring() {
		CommandLineArguments arguments = CommandLineArguments.of(List.of("--spring.datasource.url=jdbc:x:y?a=b",
				"upgrade", "--json", "--spring.profiles.active=dev", "head"));
		assertThat(arguments.command()).containsExactly("upgrade", "--json", "head");
		assertThat(arguments.properties()).containsExactly("--spring.datasource.url=jdbc:x:y?a=b",
				"--spring.profiles.active=dev");
	}

	@Test
	void otherArgumentsArePassedToCommand() {
		CommandLineArguments arguments = CommandLineArguments.of(List.of("generate-changeset", "--message=see a.b=c",
				"--database", "main", "-m", "a.b=c", "--dotted.without-value", "--debug=true"));
		assertThat(arguments.command()).containsExactly("generate-changeset", "--message=see a.b=c", "--database",
				"main", "-m", "a.b=c", "--dotted.without-value", "--debug=true");
		assertThat(arguments.properties()).isEmpty();
	}

}
