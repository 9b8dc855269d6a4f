package dev.migrate.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.EnsureVersionView;
import dev.migrate.ErrorView;
import dev.migrate.MovedView;
import dev.migrate.ScriptView;
import dev.migrate.StampView;
import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Terminal;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the documented help and JSON members of the commands match their output.
 * With {@code -Ddocs.update} the help is written again.
 */
class CommandsDocumentTests {

	private static final Path PAGE = Path.of("../docs/commands.md");

	private static final Pattern HELP = Pattern
		.compile("(?s)(```console\n\\$ java -jar app.jar migrate ([a-z -]*)--help\n)(.*?)(```)");

	private static final Pattern MEMBERS = Pattern.compile("(?m)^\\| (`[a-z-]+`(?:, `[a-z-]+`)*) \\| (.+) \\|$");

	private static final Pattern SHAPE = Pattern.compile("(?ms)^### ([A-Z][a-z ]+)\n(.*?)(?=^##)");

	private static final Pattern MEMBERS_OF_SHAPE = Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\| .+ \\|$");

	private static final Pattern NAME = Pattern.compile("`([a-z][a-zA-Z-]*)`");

	private static final Set<String> VALUES = Set.of("null", "true", "false");

	// With --sql these commands have a script instead
	static final Map<String, Class<?>> RUN_OR_SCRIPT = Map.of("upgrade", MovedView.class, "downgrade", MovedView.class,
			"stamp", StampView.class, "ensure-version", EnsureVersionView.class);

	private final Map<String, Set<String>> shapes = new TreeMap<>();

	@Test
	void documentedHelpMatchesOutput() throws IOException {
		String page = Files.readString(PAGE);
		String printed = HELP.matcher(page)
			.replaceAll((block) -> Matcher.quoteReplacement(block.group(1) + help(block.group(2)) + block.group(4)));
		if (System.getProperty("docs.update") != null) {
			Files.writeString(PAGE, printed);
		}
		else {
			assertThat(page).isEqualTo(printed);
		}
	}

	@Test
	void documentedJsonMatchesViews() throws IOException {
		String json = Files.readString(PAGE).replaceAll("(?s)^.*\n## JSON\n", "").replaceAll("(?s)\n## .*$", "\n## ");
		Map<String, Set<String>> commands = new TreeMap<>();
		new CommandLine(new MigrateCommand()).getSubcommands().forEach((name, command) -> {
			if (command.getCommandSpec().userObject() instanceof ViewCommand<?> viewCommand) {
				ResolvableType view = ResolvableType.forClass(viewCommand.getClass())
					.as(ViewCommand.class)
					.getGeneric();
				commands.put(name, members(RUN_OR_SCRIPT.getOrDefault(name, view.toClass())));
				commands.get(name).remove("database");
			}
		});
		addShapes(ResolvableType.forClass(ScriptView.class));
		addShapes(ResolvableType.forClass(ErrorView.class));
		Map<String, Set<String>> documented = new TreeMap<>();
		MEMBERS.matcher(json.replaceAll("(?s)\n### .*", "")).results().forEach((row) -> {
			for (String command : names(row.group(1))) {
				documented.put(command, names(row.group(2)));
			}
		});
		assertThat(documented).isEqualTo(commands);
		Map<String, Set<String>> documentedShapes = new TreeMap<>();
		SHAPE.matcher(json).results().forEach((shape) -> documentedShapes.put(shape.group(1), rows(shape.group(2))));
		assertThat(documentedShapes).isEqualTo(this.shapes);
	}

	@Test
	void schemaInJarMatchesViews() throws IOException {
		if (System.getProperty("docs.update") != null) {
			Files.createDirectories(OutputSchema.FILE.getParent());
			Files.writeString(OutputSchema.FILE, OutputSchema.ofViews());
		}
		assertThat(OutputSchema.FILE).content().isEqualTo(OutputSchema.ofViews());
	}

	private Set<String> members(Class<?> view) {
		Set<String> members = new TreeSet<>();
		for (RecordComponent component : view.getRecordComponents()) {
			members.add(component.getName());
			addShapes(ResolvableType.forType(component.getGenericType()));
		}
		return members;
	}

	private void addShapes(ResolvableType type) {
		Arrays.stream(type.getGenerics()).forEach(this::addShapes);
		Class<?> raw = type.toClass();
		if (raw.isRecord()) {
			String words = raw.getSimpleName().replaceAll("View$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
			String title = words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
			if (!this.shapes.containsKey(title)) {
				this.shapes.put(title, new TreeSet<>());
				this.shapes.get(title).addAll(members(raw));
			}
		}
	}

	private static Set<String> names(String text) {
		return NAME.matcher(text)
			.results()
			.map((name) -> name.group(1))
			.filter((name) -> !VALUES.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> rows(String table) {
		return MEMBERS_OF_SHAPE.matcher(table)
			.results()
			.map((row) -> row.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String help(String command) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), () -> false, Map.of());
		List<String> words = new ArrayList<>(List.of((command + "--help").split(" ")));
		new MigrateCommand().parse(words, new Terminal(screen, screen, null, (code) -> {
		}, ZoneOffset.UTC));
		return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
	}

}
