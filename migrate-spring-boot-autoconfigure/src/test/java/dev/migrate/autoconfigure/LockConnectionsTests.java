package dev.migrate.autoconfigure;

import java.sql.Connection;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.dialect.Rows;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LockConnections}.
 */
class LockConnectionsTests {

	@Test
	void connectionIsBesideThePoolAndHasItsProperties() throws Exception {
		try (TestDatabase database = TestProduct.POSTGRESQL.create(); HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(database.url());
			pool.setUsername(database.username());
			pool.setPassword(database.password());
			pool.setMaximumPoolSize(1);
			pool.setConnectionTimeout(500);
			pool.addDataSourceProperty("ApplicationName", "shop");
			try (Connection taken = pool.getConnection();
					Connection connection = new LockConnections(new DelegatingDataSource(pool)).open().orElseThrow()) {
				assertThat(Rows.first(connection, "select current_setting('application_name')")).isEqualTo("shop");
				assertThat(Rows.first(connection, "select pg_backend_pid()"))
					.isNotEqualTo(Rows.first(taken, "select pg_backend_pid()"));
			}
		}
	}

	@Test
	void dataSourceThatOpensConnectionsIsAsked() throws Exception {
		try (TestDatabase database = TestProduct.H2.create();
				Connection connection = new LockConnections(
						new DriverManagerDataSource(database.url(), database.username(), database.password()))
					.open()
					.orElseThrow()) {
			assertThat(connection.isValid(1)).isTrue();
		}
	}

	@Test
	void dataSourceOfUnknownKindIsNotAsked() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			SingleConnectionDataSource single = new SingleConnectionDataSource(database.url(), database.username(),
					database.password(), true);
			assertThat(new LockConnections(single).open()).isEmpty();
			assertThat(new LockConnections(new PGSimpleDataSource()).open()).isEqualTo(Optional.empty());
		}
	}

	@Test
	void applicationWithOneConnectionStarts() throws Exception {
		RealLocks.use(() -> {
			try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
				runner(database)
					.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1",
							"spring.datasource.hikari.connection-timeout=500")
					.run((context) -> {
						assertThat(context).hasSingleBean(SpringLiquibase.class);
						assertThat(holder(database)).isNull();
					});
			}
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, mode = EnumSource.Mode.EXCLUDE, names = "HSQLDB")
	void everythingCanBeDroppedFirst(TestProduct product) throws Exception {
		RealLocks.use(() -> {
			try (TestDatabase database = product.create()) {
				for (int i = 0; i < 2; i++) {
					runner(database).withPropertyValues("spring.liquibase.drop-first=true").run((context) -> {
						assertThat(context).hasNotFailed();
						assertThat(holder(database)).isNull();
					});
				}
			}
		});
	}

	@Test
	void propertiesAreUsedOnStartup() throws Exception {
		RealLocks.use(() -> {
			try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
				runner(database).run((context) -> assertThat(context).hasNotFailed());
				database.execute("delete from databasechangelog",
						"update databasechangeloglock set locked = true, lockedby = 'node-7', lockgranted = now()");
				runner(database).withPropertyValues("migrate.lock.timeout=600ms")
					.run((context) -> assertThat(context).getFailure()
						.rootCause()
						.hasMessageStartingWith("The lock of migrations is held by node-7, for ")
						.hasMessageEndingWith("and did not become free within 0 s."));
			}
		});
	}

	private static String holder(TestDatabase database) throws Exception {
		try (Connection connection = database.connect()) {
			return Rows.first(connection, "select LOCKEDBY from DATABASECHANGELOGLOCK");
		}
	}

	private static ApplicationContextRunner runner(TestDatabase database) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					LiquibaseAutoConfiguration.class, MigrateAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password(),
					"spring.liquibase.change-log=classpath:existing/changelog.yaml");
	}

}
