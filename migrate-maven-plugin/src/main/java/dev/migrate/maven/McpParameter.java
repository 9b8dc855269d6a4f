package dev.migrate.maven;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a tool, which is an option or the parameter of the command.
 */
enum McpParameter {

	DATABASE("database", Shape.TEXT, "--database", false, "The name of one of several databases of the application."),

	MESSAGE("message", Shape.TEXT, "--message", true, "What the revision is for, for example: Add price."),

	MESSAGE_OF_PLAN("message", Shape.TEXT, "--message", false, "What the revision would be for."),

	REVISION("revision", Shape.TEXT, "", false,
			"An id, a part of one or of a message, head, or current. Without it, the head."),

	RENAMES("renames", Shape.TEXTS, "--rename", false,
			"What was renamed, as the message of renames-unanswered has it: table.old:new for a column, old:new for"
					+ " a table."),

	NO_RENAME("no_rename", Shape.FLAG, "--no-rename", false, "Nothing else was renamed."),

	DEFAULTS("defaults", Shape.TEXTS, "--default", false,
			"Values of existing rows for columns that are not null: table.column=expression, where the expression"
					+ " is SQL."),

	DROPS("drops", Shape.TEXTS, "--drop", false, "Objects to drop although no generated revision has created them.");

	private static final Pattern OPTION = Pattern.compile("-(?!\\d+$).*", Pattern.DOTALL);

	private final String key;

	private final Map<String, Object> shape;

	private final String option;

	private final boolean required;

	private final String description;

	McpParameter(String key, Map<String, Object> shape, String option, boolean required, String description) {
		this.key = key;
		this.shape = shape;
		this.option = option;
		this.required = required;
		this.description = description;
	}

	String key() {
		return this.key;
	}

	boolean isRequired() {
		return this.required;
	}

	/**
	 * Return the value where a call has none.
	 * @return the value; {@code null} if the option is then left out
	 */
	@Nullable Object defaultValue() {
		return (this == MESSAGE_OF_PLAN) ? "Plan" : null;
	}

	/**
	 * Return the JSON Schema of the values.
	 * @return the schema
	 */
	Map<String, Object> schema() {
		Map<String, Object> schema = new LinkedHashMap<>(this.shape);
		schema.put("description", this.description);
		return schema;
	}

	/**
	 * Return the arguments of the command for a value. A value is a part of the argument
	 * that names its option, so that it cannot be another one, or a property of Spring.
	 * @param value the value
	 * @return the arguments
	 * @throws IllegalArgumentException if the value is none of this parameter
	 */
	List<String> arguments(Object value) {
		if (this.shape == Shape.FLAG && value instanceof Boolean isSet) {
			return isSet ? List.of(this.option) : List.of();
		}
		if (this.shape == Shape.TEXTS && value instanceof List<?> values) {
			return values.stream().map(this::argument).toList();
		}
		if (this.shape == Shape.TEXT) {
			return List.of(argument(value));
		}
		throw new IllegalArgumentException("'%s' is no value of %s.".formatted(value, this.key));
	}

	private String argument(Object value) {
		if (!(value instanceof String text) || text.isBlank()) {
			throw new IllegalArgumentException("A value of %s has to be text, and not empty.".formatted(this.key));
		}
		if (this.option.isEmpty() && OPTION.matcher(text).matches()) {
			throw new IllegalArgumentException("'%s' is no %s: it begins with a hyphen.".formatted(text, this.key));
		}
		// A program on Windows would take what is between quotes for further arguments.
		if (text.contains("\"") && File.separatorChar == '\\') {
			throw new IllegalArgumentException(
					"'%s' has a double quote, which %s cannot have on Windows.".formatted(text, this.key));
		}
		String line = text.replaceAll("\\R", " ");
		return this.option.isEmpty() ? line : this.option + "=" + line;
	}

	private static final class Shape {

		private static final Map<String, Object> TEXT = Map.of("type", "string");

		private static final Map<String, Object> FLAG = Map.of("type", "boolean");

		private static final Map<String, Object> TEXTS = Map.of("type", "array", "items", TEXT);

		private Shape() {
		}

	}

}
