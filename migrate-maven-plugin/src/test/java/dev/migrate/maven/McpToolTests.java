package dev.migrate.maven;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.command.MigrateCommand;
import org.codehaus.plexus.util.cli.CommandLineUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link McpTool}.
 */
class McpToolTests {

	@Test
	void onlyOneToolWrites() {
		assertThat(McpTool.all(false)).extracting(McpTool::toString)
			.containsExactly("status", "check", "plan", "show", "doctor");
		assertThat(McpTool.all(true)).filteredOn((tool) -> !tool.isReadOnly()).containsExactly(McpTool.GENERATE);
	}

	@ParameterizedTest
	@EnumSource(McpParameter.class)
	void parametersAreThoseOfCommands(McpParameter parameter) {
		List<CommandSpec> commands = Stream.of(McpTool.values())
			.filter((tool) -> properties(tool).containsKey(parameter.key()))
			.map((tool) -> new CommandLine(new MigrateCommand()).getSubcommands().get(tool.goal()).getCommandSpec())
			.toList();
		assertThat(commands).isNotEmpty().allSatisfy((command) -> {
			List<String> names = Stream
				.concat(command.optionsMap().keySet().stream().map((name) -> name.replaceFirst("^-+", "")),
						command.positionalParameters().stream().map((other) -> other.paramLabel().toLowerCase()))
				.toList();
			assertThat(names).contains(parameter.option());
		});
	}

	@Test
	void argumentsBecomePropertiesOfMaven() throws Exception {
		List<String> properties = McpTool.PLAN.properties(Map.of("message", "Add \"it's\"", "no_rename", true,
				"renames", List.of("book.title:name", "book.\"it's\":code"), "defaults", List.of("book.name='x'")));
		assertThat(properties).startsWith("-Ddry-run", "-Dm=Add \"it's\"", "-Dno-rename").hasSize(4);
		assertThat(CommandLineUtils.translateCommandline(properties.get(3).substring("-Dargs=".length())))
			.containsExactly("--rename=book.title:name", "--rename=book.\"it's\":code", "--default=book.name='x'");
	}

	@Test
	void planNeedsNoMessage() {
		assertThat(McpTool.PLAN.properties(Map.of())).containsExactly("-Ddry-run", "-Dm=Plan");
		assertThat(McpTool.GENERATE.inputSchema()).containsEntry("required", List.of("message"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--spring.datasource.url=jdbc:h2:mem:x", "--verbose", "-v", "-", "", " " })
	void optionsAreNoValues(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> McpTool.SHOW.properties(Map.of("revision", value)))
			.withMessageContaining("revision");
		assertThatIllegalArgumentException().isThrownBy(() -> McpTool.PLAN.properties(Map.of("drops", List.of(value))));
	}

	@Test
	void relativeRevisionIsValue() {
		assertThat(McpTool.SHOW.properties(Map.of("revision", "-1"))).containsExactly("-Drev=-1");
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> properties(McpTool tool) {
		return (Map<String, Object>) tool.inputSchema().get("properties");
	}

}
