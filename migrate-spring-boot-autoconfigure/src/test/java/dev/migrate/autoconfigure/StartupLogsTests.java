package dev.migrate.autoconfigure;

import java.util.Set;

import dev.migrate.changelog.revision.Changeset;
import dev.migrate.run.RunLog;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupLogs}.
 */
class StartupLogsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class,
				MigrateAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:startup-logs;DB_CLOSE_DELAY=-1",
				"spring.liquibase.change-log=classpath:existing/other.yaml");

	private final Changeset changeset = new Changeset("1", "eve", "existing/other.yaml", null, false, false, null,
			Set.of());

	@Test
	void onlyChangesetsOfThisProcessHaveExecutionTime() {
		this.runner.run((context) -> assertThat(log(context).took(this.changeset)).isPresent());
		this.runner.run((context) -> assertThat(log(context).took(this.changeset)).isEmpty());
	}

	private static RunLog log(ApplicationContext context) {
		return context.getBean(StartupLogs.class).of(context.getBean(SpringLiquibase.class));
	}

}
