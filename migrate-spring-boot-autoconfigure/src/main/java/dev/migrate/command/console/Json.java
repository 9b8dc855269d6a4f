package dev.migrate.command.console;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

	private static final JsonWriter<Map<String, @Nullable Object>> WRITER = JsonWriter.standard();

	private Json() {
	}

	public static String write(Map<String, @Nullable Object> members) {
		return WRITER.writeToString(members);
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
		if (value instanceof Risk.Kind kind) {
			return kind.toString();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		Assert.state(!(value instanceof Map), "A view has components, not entries");
		return (value == null || value instanceof Number || value instanceof Boolean) ? value : value.toString();
	}

}
