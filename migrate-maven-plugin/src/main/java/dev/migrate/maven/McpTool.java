package dev.migrate.maven;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A tool that assistants can call: a command that changes no database.
 */
enum McpTool {

	STATUS("status", List.of(), true,
			"Show where the database stands: each revision of the changelog, whether it is"
					+ " applied or pending, and the risks of each. Reads the database and changes nothing.",
			McpParameter.DATABASE),

	CHECK("check", List.of(), true,
			"Check that the JPA entities, the changelog and the database agree, and list each difference. The member"
					+ " agrees of the result has the answer. Changes nothing.",
			McpParameter.DATABASE),

	PLAN("generate-changeset", List.of("--dry-run"), true, "Show the revision that would be generated from the"
			+ " difference between the JPA entities and the database: its changes, the risks of each for rows and for"
			+ " other sessions, and the content of the file. Writes nothing. If it fails with the code"
			+ " renames-unanswered, ask the user whether something was renamed, and call it again with renames or"
			+ " no_rename.", McpParameter.MESSAGE_OF_PLAN, McpParameter.RENAMES, McpParameter.NO_RENAME,
			McpParameter.DEFAULTS, McpParameter.DROPS, McpParameter.DATABASE),

	SHOW("show", List.of(), true,
			"Show the details of a revision: its parents, its changesets, their risks and its state.",
			McpParameter.REVISION, McpParameter.DATABASE),

	DOCTOR("doctor", List.of(), true,
			"Find what is wrong with the configuration of the application, the changelog and"
					+ " the database. Each finding has a code, a file, and what to do. Changes nothing.",
			McpParameter.DATABASE),

	GENERATE("generate-changeset", List.of(), false,
			"Write the revision that plan shows into the sources, as a file for review. The database is not changed:"
					+ " the user applies the revision. Call plan before, and show the user what loses data.",
			McpParameter.MESSAGE, McpParameter.RENAMES, McpParameter.NO_RENAME, McpParameter.DEFAULTS,
			McpParameter.DROPS, McpParameter.DATABASE);

	private final String goal;

	private final List<String> arguments;

	private final boolean readOnly;

	private final String description;

	private final List<McpParameter> parameters;

	McpTool(String goal, List<String> arguments, boolean readOnly, String description, McpParameter... parameters) {
		this.goal = goal;
		this.arguments = arguments;
		this.readOnly = readOnly;
		this.description = description;
		this.parameters = List.of(parameters);
	}

	/**
	 * Return the tools of a server.
	 * @param writing whether a tool may write files
	 * @return the tools
	 */
	static List<McpTool> all(boolean writing) {
		return Arrays.stream(values()).filter((tool) -> tool.readOnly || writing).toList();
	}

	/**
	 * Return the goal of the plugin that the tool runs.
	 * @return the name of the goal
	 */
	String goal() {
		return this.goal;
	}

	/**
	 * Return whether the tool writes no file.
	 * @return whether it changes nothing at all
	 */
	boolean isReadOnly() {
		return this.readOnly;
	}

	/**
	 * Return what the tool does, for the assistant.
	 * @return whole sentences
	 */
	String description() {
		return this.description;
	}

	/**
	 * Return the JSON Schema of the arguments.
	 * @return the schema
	 */
	Map<String, Object> inputSchema() {
		Map<String, Object> properties = new LinkedHashMap<>();
		this.parameters.forEach((parameter) -> properties.put(parameter.key(), parameter.schema()));
		return Map.of("type", "object", "properties", properties, "required",
				this.parameters.stream()
					.filter((parameter) -> parameter.isRequired())
					.map((parameter) -> parameter.key())
					.toList(),
				"additionalProperties", false);
	}

	/**
	 * Return the arguments of the command for a call.
	 * @param arguments the arguments of the call
	 * @return the arguments, without the name of the command
	 * @throws IllegalArgumentException if the tool cannot be called so
	 */
	List<String> arguments(Map<String, Object> arguments) {
		Set<String> unknown = new TreeSet<>(arguments.keySet());
		List<String> result = new ArrayList<>(this.arguments);
		for (McpParameter parameter : this.parameters) {
			unknown.remove(parameter.key());
			Object value = arguments.get(parameter.key());
			if (value == null) {
				value = parameter.defaultValue();
			}
			if (value != null) {
				result.addAll(parameter.arguments(value));
			}
			else if (parameter.isRequired()) {
				throw new IllegalArgumentException("%s needs the argument %s.".formatted(this, parameter.key()));
			}
		}
		if (!unknown.isEmpty()) {
			throw new IllegalArgumentException("%s has no argument %s.".formatted(this, String.join(", ", unknown)));
		}
		return result;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
