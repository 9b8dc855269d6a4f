package dev.migrate.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

import org.springframework.util.PatternMatchUtils;

/**
 * Examines the properties of an application.
 */
final class ConfigurationExamination {

	private static final String SCRIPTS = "spring.sql.init.schema-locations";

	private static final List<String> STANDARD_SCRIPTS = List.of("schema.sql", "schema-all.sql");

	/**
	 * The auto-configurations of other tools, by the property that switches them off.
	 */
	private static final Map<String, String> OTHER_TOOLS = Map.of("spring.flyway.enabled",
			"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration");

	private static final int NEAR = 3;

	private final ApplicationFacts application;

	private final DatabaseSettings database;

	private final Findings findings;

	ConfigurationExamination(ApplicationFacts application, DatabaseSettings database, Findings findings) {
		this.application = application;
		this.database = database;
		this.findings = findings;
	}

	/**
	 * Examine what concerns the application as a whole.
	 */
	void examineApplication() {
		schemaGeneration();
		find("spring.main.lazy-initialization", "true")
			.ifPresent((setting) -> this.findings.add(Problem.LAZY_INITIALIZATION, setting.location(), setting.name()
					+ " is true: the database is migrated when a bean first needs it, not on startup, so that a failure"
					+ " shows up in a request.",
					"Remove the property, or exclude the beans of SpringLiquibase with a"
							+ " LazyInitializationExcludeFilter."));
		otherTools();
		unknownProperties();
	}

	/**
	 * Examine what concerns the startup of one database.
	 */
	void examineDatabase() {
		report(Problem.DROP_FIRST, "drop-first", "true",
				"every start of the application drops all objects of the schema, with their rows.",
				"Remove the property.");
		report(Problem.CLEAR_CHECKSUMS, "clear-checksums", "true",
				"every start of the application clears the recorded checksums, so that an edited changeset is not"
						+ " detected.",
				"Remove the property.");
		report(Problem.TEST_ROLLBACK, "test-rollback-on-update", "true",
				"every start of the application undoes each new changeset, with the rows that it has written, and"
						+ " applies it again.",
				"Set the property in the configuration of tests only.");
		report(Problem.LIQUIBASE_DISABLED, "enabled", "false",
				"unless the application has a bean of its own for that, it does not migrate this database on startup;"
						+ " only commands do.",
				null);
	}

	private void report(Problem problem, String name, String value, String consequence, @Nullable String action) {
		this.database.find(name)
			.filter((setting) -> setting.value().equals(value))
			.ifPresent((setting) -> this.findings.add(problem, setting.location(),
					setting.name() + " is " + value + ": " + consequence, action));
	}

	private void schemaGeneration() {
		SchemaGeneration.in(this.application)
			.forEach((setting) -> this.findings.add(Problem.DDL_AUTO, setting.location(),
					setting.name() + " is " + setting.value()
							+ ": Hibernate changes the database whenever the application starts. What it has added is"
							+ " missing from every other database, and a revision that adds it fails.",
					"Set the property to none or validate, and let revisions change the database."));
	}

	/**
	 * Examine the scripts that Spring Boot runs on startup.
	 * @param embedded whether the database is one that Spring Boot takes for an embedded
	 * one
	 */
	void examineScripts(boolean embedded) {
		String mode = this.application.setting("spring.sql.init.mode").map(Setting::value).orElse("embedded");
		if (!mode.equals("always") && !(mode.equals("embedded") && embedded)) {
			return;
		}
		Optional<Setting> configured = Stream
			.concat(this.application.setting(SCRIPTS).stream(), this.application.settingsBelow(SCRIPTS).stream())
			.findFirst();
		configured.map(Setting::value)
			.or(() -> STANDARD_SCRIPTS.stream()
				.filter((name) -> !this.application.resources(name).isEmpty())
				.findFirst())
			.ifPresent((script) -> this.findings.add(Problem.SCHEMA_SCRIPT,
					configured.or(() -> this.application.setting("spring.sql.init.mode"))
						.map(Setting::location)
						.orElse(null),
					"Spring Boot runs " + script
							+ " on startup, beside the migrations: what the script creates is in no" + " revision.",
					"Move the statements to a revision, and set spring.sql.init.mode to never."));
	}

	private void otherTools() {
		if (find("spring.liquibase.enabled", "false").isPresent()) {
			return;
		}
		OTHER_TOOLS.forEach((property, autoConfiguration) -> {
			if (find(property, "false").isEmpty() && this.application.hasAutoConfiguration(autoConfiguration)) {
				this.findings.add(Problem.OTHER_MIGRATION_TOOL,
						this.application.setting(property).map(Setting::location).orElse(null),
						"Two tools migrate the database on startup: Liquibase and the one of " + autoConfiguration
								+ ". Which one is first is not defined.",
						"Run init --from-database to take over what the other one has applied, and set " + property
								+ " to false.");
			}
		});
	}

	private void unknownProperties() {
		Set<String> documented = this.application.documentedSettings();
		if (documented.isEmpty()) {
			return;
		}
		// Spring Boot rejects unknown properties of its own support of Liquibase.
		this.application.settingsBelow("migrate")
			.stream()
			.filter((setting) -> !isKnown(setting.name(), documented))
			.forEach((setting) -> this.findings.add(Problem.PROPERTY_UNKNOWN, setting.location(),
					"Nothing reads the property " + setting.name() + ".",
					nearest(setting.name(), documented)
						.map((name) -> "Correct its name: " + name + " is the nearest one.")
						.orElse("Remove it, or correct its name.")));
	}

	private static boolean isKnown(String name, Set<String> documented) {
		String uniform = DatabaseSettings.uniform(name);
		return documented.stream()
			.anyMatch((known) -> PatternMatchUtils.simpleMatch(DatabaseSettings.uniform(known), uniform));
	}

	private static Optional<String> nearest(String name, Set<String> documented) {
		LevenshteinDistance distance = new LevenshteinDistance(NEAR);
		return documented.stream()
			.filter((known) -> !known.contains("*") && distance.apply(name, known) >= 0)
			.min(Comparator.<String>comparingInt((known) -> distance.apply(name, known))
				.thenComparing(Comparator.naturalOrder()));
	}

	private Optional<Setting> find(String name, String value) {
		return this.application.setting(name).filter((setting) -> setting.value().equals(value));
	}

}
