package dev.migrate.autoconfigure;

import java.util.UUID;

import javax.sql.DataSource;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import liquibase.exception.LiquibaseException;
import liquibase.exception.LockException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LiquibaseFailureAnalyzer}.
 */
class LiquibaseFailureAnalyzerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class))
		.withBean(StartupLogs.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
				"spring.liquibase.change-log=classpath:existing/other.yaml");

	@Test
	void changelogThatDoesNotParseIsNamed() {
		FailureAnalysis analysis = start("spring.liquibase.change-log=classpath:existing/broken.yaml");
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).startsWith("[changelog-invalid] The changelog cannot be read: ")
			.contains("existing/broken.yaml", "createTabel");
	}

	@Test
	void changelogThatIsMissingIsWrittenByInit() {
		FailureAnalysis analysis = start("spring.liquibase.change-log=classpath:existing/nowhere.yaml");
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription())
			.startsWith("[changelog-missing] There is no changelog at 'classpath:existing/nowhere.yaml'");
		assertThat(analysis.getAction()).contains("migrate init", "spring.liquibase.enabled");
	}

	@Test
	void changesetThatWasEditedIsNamed() {
		execute("update databasechangelog set md5sum = '9:00000000000000000000000000000000'");
		FailureAnalysis analysis = start();
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).startsWith("[changeset-edited] ")
			.contains("edited after they had been applied", "existing/other.yaml");
	}

	@Test
	void lockThatIsHeldIsNamed() {
		String sentence = "The lock of migrations is held by process 4711 on node-7, and did not become free.";
		FailureAnalysis analysis = new LiquibaseFailureAnalyzer().analyze(new LiquibaseException(
				new LockException(sentence, new MigrationFailedException(ErrorCode.LOCKED, sentence, null))));
		assertThat(analysis.getDescription()).isEqualTo("[locked] " + sentence);
		assertThat(analysis.getAction()).contains("release-lock");
	}

	@Test
	void lockOfAnotherLockServiceIsNamed() {
		Exception failure = new LiquibaseException(new LockException("Currently locked by another machine"));
		assertThat(new LiquibaseFailureAnalyzer().analyze(failure).getDescription()).startsWith("[lock-failed] ")
			.contains("another machine");
	}

	@Test
	void changesetThatFailsIsNamedWithWhatIsApplied() {
		FailureAnalysis analysis = start("spring.liquibase.change-log=classpath:existing/failing.yaml");
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription())
			.startsWith("[changeset-failed] Changeset existing/failing.yaml::bad::bob failed: ")
			.contains("create table good (id bigint)", "Applied by this run: changesets good. Not applied: bad");
		assertThat(analysis.getAction()).contains("start the application again", "downgrade");
	}

	@Test
	void preconditionThatDoesNotHoldIsNamed() {
		FailureAnalysis analysis = start("spring.liquibase.change-log=classpath:existing/guarded.yaml");
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo(
				"[precondition-not-met] Nothing has been migrated: A precondition does not hold: The table has 3 rows without a name.");
	}

	@Test
	void analyzerIsRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, FailureHandler.handleMessage((message, failure) -> {
			}))).hasAtLeastOneElementOfType(LiquibaseFailureAnalyzer.class);
	}

	private void execute(String sql) {
		this.runner.run((context) -> new JdbcTemplate(context.getBean(DataSource.class)).execute(sql));
	}

	private @Nullable FailureAnalysis start(String... properties) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.runner.withPropertyValues(properties).run((context) -> {
			assertThat(context).hasFailed();
			analysis[0] = new LiquibaseFailureAnalyzer().analyze(context.getStartupFailure());
		});
		return analysis[0];
	}

}
