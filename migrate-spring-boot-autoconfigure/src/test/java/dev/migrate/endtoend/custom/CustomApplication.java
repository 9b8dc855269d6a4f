package dev.migrate.endtoend.custom;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.ChangesCustomizer;
import dev.migrate.SchemaFilter;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Index;
import dev.migrate.schema.Table;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * An application with its own filter and customizers.
 */
@SpringBootApplication(proxyBeanMethods = false,
		excludeName = { "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
				"org.springframework.modulith.events.config.EventPublicationAutoConfiguration" })
public class CustomApplication {

	/**
	 * The names of the created beans, in order.
	 */
	public static final List<String> TRACES = new ArrayList<>();

	@Bean
	SchemaFilter withoutSecrets() {
		TRACES.add("filter");
		return (object) -> !object.name().name().startsWith("SECRET");
	}

	@Bean
	@Order(2)
	ChangesCustomizer failing(@Value("${custom.failure:}") String failure) {
		TRACES.add("failing");
		return (changes, context) -> {
			TRACES.add("second");
			if (failure.equals("null")) {
				return null;
			}
			if (!failure.isEmpty()) {
				throw new IllegalStateException(failure);
			}
			return changes;
		};
	}

	@Bean
	@Order(1)
	ChangesCustomizer indexing() {
		TRACES.add("indexing");
		return (changes, context) -> {
			TRACES.add("first " + context.database() + " " + context.product());
			List<Change> edited = new ArrayList<>();
			// The wrong order, which the generator corrects
			changes.stream()
				.filter((change) -> change instanceof Create create && create.element() instanceof Table)
				.map((change) -> ((Create) change).object())
				.forEach((table) -> edited.add(Create.of(table,
						new Index("NAME_IDX", List.of(Index.Part.of("NAME")), false, Expression.NONE, null, null))));
			changes.forEach(edited::add);
			return Changes.of(edited);
		};
	}

	@Entity(name = "product")
	static class Product {

		@Id
		Long id;

		String name;

		String secretCode;

	}

	@Entity(name = "secret")
	static class Secret {

		@Id
		Long id;

	}

}
