package dev.migrate.command.mode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * The properties that command mode adds to the environment of an application.
 */
final class CommandModeProperties {

	private static final String SILENCED = "migrateSilentLogs";

	// These report a failure with its trace before they throw it, at whatever level the
	// application has chosen for them.
	private static final Map<String, Object> SILENT_LOGS = Map.of("logging.level.com.zaxxer.hikari", "OFF",
			"logging.level.liquibase", "OFF", "logging.level.org.hibernate.engine.jdbc", "OFF",
			"logging.level.org.hibernate.orm.jdbc.error", "OFF");

	private final List<String> commandLine;

	private final boolean verbose;

	CommandModeProperties(List<String> commandLine, boolean verbose) {
		this.commandLine = commandLine;
		this.verbose = verbose;
	}

	void addTo(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		if (!this.verbose) {
			sources.addFirst(new MapPropertySource(SILENCED, SILENT_LOGS));
		}
		if (!this.commandLine.isEmpty()) {
			sources.addFirst(new SimpleCommandLinePropertySource(this.commandLine.toArray(String[]::new)));
		}
		sources.addFirst(new MapPropertySource(CommandMode.PROPERTY_SOURCE, overrides()));
		if (!this.verbose) {
			DefaultPropertiesPropertySource.addOrMerge(quietLogs(sources), sources);
		}
	}

	/**
	 * Move the properties that must not be overridden to the front.
	 * @param environment the environment
	 */
	void moveToFront(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		sources.remove(CommandMode.PROPERTY_SOURCE);
		sources.addFirst(new MapPropertySource(CommandMode.PROPERTY_SOURCE, overrides()));
	}

	private Map<String, Object> overrides() {
		Map<String, Object> overrides = new HashMap<>();
		overrides.put("spring.main.web-application-type", "none");
		overrides.put("spring.main.banner-mode", "off");
		overrides.put("spring.main.log-startup-info", "false");
		overrides.put("spring.main.keep-alive", "false");
		overrides.put("spring.jmx.enabled", "false");
		overrides.put("spring.application.admin.enabled", "false");
		overrides.put("spring.devtools.restart.enabled", "false");
		overrides.put("spring.devtools.livereload.enabled", "false");
		overrides.put("spring.liquibase.drop-first", "false");
		overrides.put("spring.liquibase.clear-checksums", "false");
		overrides.put("spring.liquibase.test-rollback-on-update", "false");
		overrides.put("spring.sql.init.mode", "never");
		overrides.put("spring.jpa.generate-ddl", "false");
		overrides.put("spring.jpa.hibernate.ddl-auto", "none");
		overrides.put("spring.jpa.properties.hibernate.hbm2ddl.auto", "none");
		overrides.put("spring.jpa.properties.jakarta.persistence.schema-generation.database.action", "none");
		overrides.put("spring.jpa.properties.jakarta.persistence.schema-generation.scripts.action", "none");
		overrides.put("spring.flyway.enabled", "false");
		overrides.put("spring.batch.job.enabled", "false");
		overrides.put("spring.batch.jdbc.initialize-schema", "never");
		overrides.put("spring.integration.jdbc.initialize-schema", "never");
		overrides.put("spring.quartz.auto-startup", "false");
		overrides.put("spring.quartz.jdbc.initialize-schema", "never");
		overrides.put("spring.session.jdbc.initialize-schema", "never");
		overrides.put("spring.modulith.events.jdbc.schema-initialization.enabled", "false");
		return overrides;
	}

	private Map<String, Object> quietLogs(MutablePropertySources sources) {
		PropertySource<?> defaults = sources.get(DefaultPropertiesPropertySource.NAME);
		Map<String, Object> quietLogs = new HashMap<>();
		// Libraries log a trace before they throw: the failure would be reported twice
		quietLogs.put("logging.level.root", "OFF");
		quietLogs.put("logging.level.dev.migrate", "WARN");
		quietLogs.put("logging.level.dev.migrate.command", "OFF");
		quietLogs.keySet().removeIf((name) -> defaults != null && defaults.containsProperty(name));
		return quietLogs;
	}

}
