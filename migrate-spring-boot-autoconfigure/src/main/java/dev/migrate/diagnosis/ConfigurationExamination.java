package dev.migrate.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.registry.Dialects;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

import org.springframework.util.PatternMatchUtils;

/**
 * Examines the properties of an application, without access to a database.
 */
final class ConfigurationExamination {

	private static final List<String> SCHEMA_GENERATION = List.of("spring.jpa.hibernate.ddl-auto",
			"spring.jpa.properties.hibernate.hbm2ddl.auto",
			"spring.jpa.properties.jakarta.persistence.schema-generation.database.action", "spring.jpa.generate-ddl");

	private static final Set<String> HARMLESS = Set.of("none", "validate", "false", "");

	private static final List<String> LIQUIBASE = List.of("spring.liquibase", "migrate.databases.*");

	/**
	 * The auto-configurations of other tools, by the property that switches them off.
	 */
	private static final Map<String, String> OTHER_TOOLS = Map.of("spring.flyway.enabled",
			"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration");

	private static final int NEAR = 3;

	private final ApplicationFacts application;

	private final Findings findings;

	ConfigurationExamination(ApplicationFacts application, Findings findings) {
		this.application = application;
		this.findings = findings;
	}

	void examine() {
		schemaGeneration();
		startup();
		scripts();
		otherTools();
		urls();
		unknownProperties();
	}

	private void schemaGeneration() {
		SCHEMA_GENERATION.stream()
			.flatMap((name) -> this.application.setting(name).stream())
			.filter((setting) -> !HARMLESS.contains(setting.value()))
			.forEach((setting) -> this.findings.add(Problem.DDL_AUTO, setting.location(),
					setting.name() + " is " + setting.value()
							+ ": Hibernate changes the database whenever the application starts. What it has added is"
							+ " missing from every other database, and a revision that adds it fails.",
					"Set the property to none or validate, and let revisions change the database."));
	}

	private void startup() {
		report(Problem.DROP_FIRST, "drop-first", "true",
				"every start of the application drops all objects of the schema, with their rows.",
				"Remove the property.");
		report(Problem.CLEAR_CHECKSUMS, "clear-checksums", "true",
				"every start of the application forgets what the applied changesets were, so that nobody notices when"
						+ " one is edited.",
				"Remove the property.");
		report(Problem.TEST_ROLLBACK, "test-rollback-on-update", "true",
				"every start of the application undoes each new changeset, with the rows that it has written, and"
						+ " applies it again.",
				"Set the property in the configuration of tests only.");
		report(Problem.LIQUIBASE_DISABLED, "enabled", "false",
				"the application does not migrate on startup; only commands do.", null);
		find("spring.main.lazy-initialization", "true"::equals).ifPresent((setting) -> this.findings.add(
				Problem.LAZY_INITIALIZATION, setting.location(),
				setting.name() + " is true: the database is migrated when a bean first needs it, not on startup, so"
						+ " that a failure shows up in a request.",
				"Remove the property, or exclude the beans of SpringLiquibase with a LazyInitializationExcludeFilter."));
	}

	private void report(Problem problem, String name, String value, String consequence, @Nullable String action) {
		LIQUIBASE.stream()
			.flatMap((prefix) -> settings(prefix, name))
			.filter((setting) -> setting.value().equals(value))
			.forEach((setting) -> this.findings.add(problem, setting.location(),
					setting.name() + " is " + value + ": " + consequence, action));
	}

	private Stream<Setting> settings(String prefix, String name) {
		if (!prefix.endsWith(".*")) {
			return this.application.setting(prefix + "." + name).stream();
		}
		return this.application.settingsBelow(prefix.substring(0, prefix.length() - 2))
			.stream()
			.filter((setting) -> PatternMatchUtils.simpleMatch(prefix + "." + uniform(name), uniform(setting.name())));
	}

	private void scripts() {
		String mode = this.application.setting("spring.sql.init.mode").map(Setting::value).orElse("embedded");
		boolean inProcess = url().filter((url) -> dialects((dialect) -> dialect.isInProcess(url.value()))).isPresent();
		if (!mode.equals("always") && !(mode.equals("embedded") && inProcess)) {
			return;
		}
		List<Setting> configured = Stream
			.concat(this.application.setting("spring.sql.init.schema-locations").stream(),
					this.application.settingsBelow("spring.sql.init.schema-locations").stream())
			.toList();
		boolean standard = configured.isEmpty() && !this.application.resources("schema.sql").isEmpty();
		if (standard || !configured.isEmpty()) {
			this.findings.add(Problem.SCHEMA_SCRIPT,
					this.application.setting("spring.sql.init.mode")
						.map(Setting::location)
						.orElse(configured.isEmpty() ? null : configured.get(0).location()),
					"Spring Boot runs " + (standard ? "schema.sql" : configured.get(0).value())
							+ " on startup, before the migrations: what the script creates is in no revision.",
					"Move the statements to a revision, and set spring.sql.init.mode to never.");
		}
	}

	private void otherTools() {
		OTHER_TOOLS.forEach((property, autoConfiguration) -> {
			boolean enabled = find(property, "false"::equals).isEmpty();
			if (enabled && this.application.hasClass(autoConfiguration)) {
				this.findings.add(Problem.OTHER_MIGRATION_TOOL,
						find(property, (value) -> true).map(Setting::location).orElse(null),
						"Two tools migrate the database on startup: Liquibase and the one of " + autoConfiguration
								+ ". Which one is first is not defined.",
						"Run init --from-database to take over what the other one has applied, and set " + property
								+ " to false.");
			}
		});
	}

	private void urls() {
		url().ifPresent((url) -> Dialects.all()
			.stream()
			.flatMap((dialect) -> dialect.inspection().missingBindAddress(url.value()).stream())
			.forEach((property) -> this.findings.add(Problem.OPEN_TO_NETWORK, url.location(),
					"The database of " + url.name() + " listens on all network interfaces while the application runs.",
					"Set the system property " + property + " to 127.0.0.1 before the application starts.")));
		url().filter((url) -> dialects((dialect) -> dialect.isInProcess(url.value())))
			.ifPresent((url) -> this.findings.add(Problem.IN_MEMORY, url.location(), "The database of " + url.name()
					+ " ends with the process: each command starts with an empty one," + " and upgrades it first.",
					null));
	}

	/**
	 * Return the URL that migrations use.
	 * @return the property; empty if the application gets its database in another way
	 */
	Optional<Setting> url() {
		return Stream.of("spring.liquibase.url", "spring.datasource.url")
			.flatMap((name) -> this.application.setting(name).stream())
			.findFirst();
	}

	private static boolean dialects(Predicate<Dialect> predicate) {
		return Dialects.all().stream().anyMatch(predicate);
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
		return documented.stream().anyMatch((known) -> PatternMatchUtils.simpleMatch(uniform(known), uniform(name)));
	}

	// Spring Boot's relaxed binding ignores case and dashes.
	private static String uniform(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

	private static Optional<String> nearest(String name, Set<String> documented) {
		LevenshteinDistance distance = new LevenshteinDistance(NEAR);
		return documented.stream()
			.filter((known) -> distance.apply(name, known) >= 0)
			.min((one, other) -> Integer.compare(distance.apply(name, one), distance.apply(name, other)));
	}

	private Optional<Setting> find(String name, Predicate<String> value) {
		return this.application.setting(name).filter((setting) -> value.test(setting.value()));
	}

}
