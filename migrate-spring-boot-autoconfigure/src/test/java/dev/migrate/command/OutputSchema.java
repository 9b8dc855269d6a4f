package dev.migrate.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.migrate.ErrorCode;
import dev.migrate.ErrorView;
import dev.migrate.ScriptView;
import dev.migrate.command.console.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON Schema of what commands print: the one in the jar, and the one that the views
 * have.
 */
final class OutputSchema {

	static final Path FILE = Path.of("src/main/resources/META-INF/migrate/output.schema.json");

	private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

	private final Map<String, Object> definitions = new TreeMap<>();

	private OutputSchema() {
	}

	/**
	 * Check that what a command has printed conforms to the schema in the jar, if it is
	 * JSON: to the definition of the command, unless it has failed or was for several
	 * databases.
	 * @param output what it has printed
	 * @param arguments its arguments, with its name as the first that is no option
	 */
	static void assertConforms(String output, String... arguments) {
		if (output.startsWith("{\"schemaVersion\"")) {
			String command = Arrays.stream(arguments)
				.filter((argument) -> !argument.startsWith("-") && !argument.equals("migrate"))
				.findFirst()
				.orElseThrow();
			boolean isResult = !output.contains(",\"error\":{") && !output.startsWith(",\"databases\":[", 18);
			Schema schema = isResult ? SCHEMAS.computeIfAbsent(command, OutputSchema::ofCommand)
					: SCHEMAS.computeIfAbsent("", (none) -> schema(read()));
			assertThat(schema.validate(output, InputFormat.JSON,
					(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true))))
				.as(output)
				.isEmpty();
		}
	}

	private static Schema ofCommand(String command) {
		ObjectNode schema = read();
		schema.remove("anyOf");
		schema.put("$ref", "#/$defs/" + command);
		return schema(schema);
	}

	private static Schema schema(ObjectNode schema) {
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(schema.toString(), InputFormat.JSON);
	}

	private static ObjectNode read() {
		try {
			return (ObjectNode) new ObjectMapper().readTree(Files.readString(FILE));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write the schema that the views have.
	 * @return the schema
	 * @throws IOException never
	 */
	static String ofViews() throws IOException {
		DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
		printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
		return new ObjectMapper().writer(printer).writeValueAsString(new OutputSchema().schema()) + "\n";
	}

	private Map<String, Object> schema() {
		Map<String, Object> results = new TreeMap<>();
		new CommandLine(new MigrateCommand()).getSubcommands().forEach((name, command) -> {
			if (command.getCommandSpec().userObject() instanceof ViewCommand<?> viewCommand) {
				Class<?> view = ResolvableType.forClass(viewCommand.getClass())
					.as(ViewCommand.class)
					.getGeneric()
					.toClass();
				results.put(name, result(name, view));
			}
		});
		define(ErrorView.class);
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
		schema.put("$id", "urn:dev.migrate:output:" + Json.SCHEMA_VERSION);
		schema.put("title", "What a command of Migrate prints with --json");
		schema.put("type", "object");
		schema.put("properties", ordered("schemaVersion", Map.of("const", Json.SCHEMA_VERSION), "databases",
				ordered("type", "array", "items", reference("result")), "error", reference("Error")));
		schema.put("required", List.of("schemaVersion"));
		schema.put("anyOf", List.of(reference("result"), Map.of("required", List.of("databases")),
				Map.of("required", List.of("error"))));
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("result", Map.of("anyOf", results.keySet().stream().map(OutputSchema::reference).toList()));
		all.putAll(results);
		all.putAll(this.definitions);
		schema.put("$defs", all);
		return schema;
	}

	private Map<String, Object> result(String command, Class<?> view) {
		Class<?> run = CommandsDocumentTests.RUN_OR_SCRIPT.get(command);
		return (run != null) ? Map.of("anyOf", List.of(define(run), define(ScriptView.class))) : define(view);
	}

	private Map<String, Object> define(Class<?> view) {
		String name = view.getSimpleName().replaceAll("View$", "");
		if (!this.definitions.containsKey(name)) {
			Map<String, Object> properties = new LinkedHashMap<>();
			Map<String, Object> definition = ordered("type", "object", "properties", properties, "required",
					Arrays.stream(view.getRecordComponents()).map(RecordComponent::getName).toList());
			this.definitions.put(name, definition);
			for (RecordComponent component : view.getRecordComponents()) {
				properties.put(component.getName(), type(component.getAnnotatedType()));
			}
		}
		return reference(name);
	}

	private Map<String, Object> type(AnnotatedType type) {
		Map<String, Object> schema = notNull(type);
		if (!type.isAnnotationPresent(Nullable.class)) {
			return schema;
		}
		if (schema.containsKey("$ref") || schema.containsKey("enum")) {
			return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
		}
		schema.put("type", List.of(schema.get("type"), "null"));
		return schema;
	}

	private Map<String, Object> notNull(AnnotatedType type) {
		Class<?> raw = ResolvableType.forType(type.getType()).toClass();
		if (Collection.class.isAssignableFrom(raw)) {
			AnnotatedType element = ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0];
			return ordered("type", "array", "items", type(element));
		}
		if (raw.isRecord()) {
			return define(raw);
		}
		if (raw == ErrorCode.class) {
			// More are to come.
			return ordered("type", "string");
		}
		if (raw.isEnum()) {
			return ordered("enum",
					Stream.of(raw.getEnumConstants()).map((constant) -> Json.text((Enum<?>) constant)).toList());
		}
		if (raw == boolean.class || raw == Boolean.class) {
			return ordered("type", "boolean");
		}
		if (raw == Instant.class) {
			return ordered("type", "string", "format", "date-time");
		}
		if (raw == Duration.class) {
			return ordered("type", "string", "format", "duration");
		}
		if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
			return ordered("type", "integer");
		}
		assertThat(raw).isIn(String.class, Path.class);
		return ordered("type", "string");
	}

	private static Map<String, Object> reference(String definition) {
		return Map.of("$ref", "#/$defs/" + definition);
	}

	private static Map<String, Object> ordered(Object... entries) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put((String) entries[i], entries[i + 1]);
		}
		return map;
	}

}
