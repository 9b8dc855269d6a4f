package dev.migrate.maven;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.command.MigrateCommand;
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
			List<String> options = parameter.arguments(sample(parameter))
				.stream()
				.map((argument) -> argument.replaceFirst("=.*", ""))
				.toList();
			if (parameter == McpParameter.REVISION) {
				assertThat(command.positionalParameters()).isNotEmpty();
			}
			else {
				assertThat(command.optionsMap().keySet()).containsAll(options);
			}
		});
	}

	private static Object sample(McpParameter parameter) {
		return switch ((String) parameter.schema().get("type")) {
			case "array" -> List.of("a");
			case "boolean" -> true;
			default -> "a";
		};
	}

	@Test
	void valuesArePartsOfArguments() {
		assertThat(McpTool.PLAN.arguments(Map.of("message", "Add \"it's\" ${env.HOME}\n--upgrade", "no_rename", true,
				"renames", List.of("--upgrade", "book.title:name"), "defaults", List.of("book.name='x'"))))
			.containsExactly("--dry-run", "--message=Add \"it's\" ${env.HOME} --upgrade", "--rename=--upgrade",
					"--rename=book.title:name", "--no-rename", "--default=book.name='x'");
	}

	@Test
	void planNeedsNoMessage() {
		assertThat(McpTool.PLAN.arguments(Map.of())).containsExactly("--dry-run", "--message=Plan");
		assertThatIllegalArgumentException().isThrownBy(() -> McpTool.GENERATE.arguments(Map.of()))
			.withMessage("generate needs the argument message.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--spring.datasource.url=jdbc:h2:mem:x", "--verbose", "-v", "-", "", " " })
	void optionIsNoRevision(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> McpTool.SHOW.arguments(Map.of("revision", value)))
			.withMessageContaining("revision");
	}

	@Test
	void argumentsHaveNamesAndTypes() {
		assertThat(McpTool.SHOW.arguments(Map.of("revision", "-1"))).containsExactly("-1");
		assertThatIllegalArgumentException().isThrownBy(() -> McpTool.SHOW.arguments(Map.of("upgrade", true)))
			.withMessage("show has no argument upgrade.");
		assertThatIllegalArgumentException().isThrownBy(() -> McpTool.PLAN.arguments(Map.of("renames", "a:b")))
			.withMessage("'a:b' is no value of renames.");
		assertThatIllegalArgumentException().isThrownBy(() -> McpTool.PLAN.arguments(Map.of("renames", List.of(1))));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> properties(McpTool tool) {
		return (Map<String, Object>) tool.inputSchema().get("properties");
	}

}
