package dev.migrate.maven;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a tool, which is an option or the parameter of the command.
 */
enum McpParameter {

	DATABASE("database", Shape.TEXT, "database", false, "The name of one of several databases of the application."),

	MESSAGE("message", Shape.TEXT, "m", true, "What the revision is for, for example: Add price."),

	MESSAGE_OF_PLAN("message", Shape.TEXT, "m", false, "What the revision would be for."),

	REVISION("revision", Shape.TEXT, "rev", false,
			"An id, a part of one or of a message, head, or current. Without it, the head."),

	RENAMES("renames", Shape.TEXTS, "rename", false,
			"What was renamed, as the message of renames-unanswered has it: table.old:new for a column, old:new for"
					+ " a table."),

	NO_RENAME("no_rename", Shape.FLAG, "no-rename", false, "Nothing else was renamed."),

	DEFAULTS("defaults", Shape.TEXTS, "default", false,
			"Values of existing rows for columns that are not null: table.column=expression, where the expression"
					+ " is SQL."),

	DROPS("drops", Shape.TEXTS, "drop", false, "Objects to drop although no generated revision has created them."),

	FROM("from", Shape.TEXT, "from", false, "What the entities are compared with: database, or changelog.");

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

	/**
	 * Return the name of the option, or of the parameter, of the command.
	 * @return the name, without hyphens
	 */
	String option() {
		return this.option;
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
	 * Check a value that becomes an argument of the command: what begins with a hyphen
	 * would be another option, or a property of Spring.
	 * @param value the value
	 * @return the same value
	 * @throws IllegalArgumentException if it is empty, or would be an option
	 */
	String check(String value) {
		if (OPTION.matcher(value).matches() || value.isBlank()) {
			throw new IllegalArgumentException(
					"'%s' is no value of %s: it is empty, or begins with a hyphen.".formatted(value, this.key));
		}
		return value;
	}

	private static final class Shape {

		private static final Map<String, Object> TEXT = Map.of("type", "string");

		private static final Map<String, Object> FLAG = Map.of("type", "boolean");

		private static final Map<String, Object> TEXTS = Map.of("type", "array", "items", TEXT);

		private Shape() {
		}

	}

}
