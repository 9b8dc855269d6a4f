package dev.migrate.diagnosis;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The properties with which Hibernate changes the schema when an application starts.
 */
public final class SchemaGeneration {

	private static final List<String> PROPERTIES = List.of("spring.jpa.hibernate.ddl-auto",
			"spring.jpa.properties.hibernate.hbm2ddl.auto",
			"spring.jpa.properties.jakarta.persistence.schema-generation.database.action", "spring.jpa.generate-ddl");

	private static final Set<String> HARMLESS = Set.of("none", "validate", "false", "");

	private SchemaGeneration() {
	}

	/**
	 * Find the properties that let Hibernate change the schema.
	 * @param application the application
	 * @return the properties; empty if Hibernate changes nothing
	 */
	public static Stream<Setting> in(ApplicationFacts application) {
		return PROPERTIES.stream()
			.flatMap((name) -> application.setting(name).stream())
			.filter((setting) -> !HARMLESS.contains(setting.value()));
	}

}
