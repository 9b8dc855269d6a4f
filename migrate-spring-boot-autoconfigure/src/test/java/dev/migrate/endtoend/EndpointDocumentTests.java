package dev.migrate.endtoend;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.migrate.actuate.MigrationsDescriptor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the reference page of the endpoint lists exactly its fields.
 */
class EndpointDocumentTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z.\\[\\]]+)` \\| .+ \\|$");

	@Test
	void everyFieldIsDocumented() throws IOException {
		String page = Files.readString(Path.of("../docs/endpoint.md"));
		List<String> documented = ROW.matcher(page).results().map((MatchResult row) -> row.group(1)).toList();
		List<String> fields = new ArrayList<>();
		addFields(MigrationsDescriptor.class, "", fields);
		assertThat(documented).containsExactlyInAnyOrderElementsOf(fields);
	}

	private static void addFields(Class<?> type, String prefix, List<String> fields) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + component.getName();
			fields.add(name);
			if (component.getGenericType() instanceof ParameterizedType list
					&& list.getActualTypeArguments()[0] instanceof Class<?> element && element.isRecord()) {
				addFields(element, name + "[].", fields);
			}
			else if (component.getType().isRecord()) {
				addFields(component.getType(), name + ".", fields);
			}
		}
	}

}
