package dev.migrate.command.console;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.ErrorCode;
import dev.migrate.ErrorView;
import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * Views as JSON: a member for each component of a record, in its order and under its
 * name, also where there is no value.
 */
public final class Json {

	/**
	 * The version of the JSON Schema that documents conform to, which is in the jar as
	 * {@code META-INF/migrate/output.schema.json}. A member that is added leaves it as it
	 * is.
	 */
	public static final int SCHEMA_VERSION = 1;

	private static final JsonWriter<Map<String, @Nullable Object>> WRITER = JsonWriter.standard();

	private Json() {
	}

	/**
	 * Write the document of a command that has succeeded.
	 * @param results the members of the results, one for each database
	 * @param several whether the command was for several databases
	 * @return the document
	 */
	public static String document(List<Map<String, @Nullable Object>> results, boolean several) {
		return WRITER.writeToString(contents(results, several));
	}

	/**
	 * Write the document of a command that has failed.
	 * @param results the members of the results before the failure
	 * @param several whether the command was for several databases
	 * @param code what kind of error it is
	 * @param message what is wrong and what to do
	 * @return the document
	 */
	public static String document(List<Map<String, @Nullable Object>> results, boolean several, ErrorCode code,
			String message) {
		Map<String, @Nullable Object> contents = contents(results, several);
		contents.put("error", members(new ErrorView(code, message)));
		return WRITER.writeToString(contents);
	}

	private static Map<String, @Nullable Object> contents(List<Map<String, @Nullable Object>> results,
			boolean several) {
		Map<String, @Nullable Object> contents = new LinkedHashMap<>();
		contents.put("schemaVersion", SCHEMA_VERSION);
		if (several) {
			contents.put("databases", results);
		}
		else {
			results.forEach(contents::putAll);
		}
		return contents;
	}

	public static Map<String, @Nullable Object> members(Record view) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		for (RecordComponent component : view.getClass().getRecordComponents()) {
			ReflectionUtils.makeAccessible(component.getAccessor());
			members.put(component.getName(), value(ReflectionUtils.invokeMethod(component.getAccessor(), view)));
		}
		return members;
	}

	private static @Nullable Object value(@Nullable Object value) {
		if (value instanceof Record view) {
			return members(view);
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> values = new ArrayList<>();
			collection.forEach((element) -> values.add(value(element)));
			return values;
		}
		if (value instanceof Enum<?> constant) {
			return text(constant);
		}
		Assert.state(!(value instanceof Map), "A view has components, not entries");
		return (value == null || value instanceof Number || value instanceof Boolean) ? value : value.toString();
	}

	/**
	 * Return how a constant is written.
	 * @param constant the constant
	 * @return its text where it has one for users, else its name
	 */
	public static String text(Enum<?> constant) {
		return (constant instanceof Risk.Kind || constant instanceof ErrorCode) ? constant.toString() : constant.name();
	}

}
