package dev.migrate.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.run.script.Scripts;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for runs in a default schema that is not the one of the connection.
 */
class DefaultSchemaTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "H2", "HSQLDB", "POSTGRESQL", "MYSQL", "MARIADB" })
	void sqlRunsInTheDefaultSchema(TestProduct product) throws Exception {
		assertSqlRunsInTheDefaultSchema(product,
				(bean, log) -> new MigrationRunner(MigrationTarget.of("main", bean), log).upgrade("head"));
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "HSQLDB", "POSTGRESQL", "MYSQL", "MARIADB" })
	void sqlRunsInTheDefaultSchemaOnStartup(TestProduct product) throws Exception {
		assertSqlRunsInTheDefaultSchema(product, (bean, log) -> {
			log.attach(bean, RunSettings.DEFAULT, List.of());
			bean.afterPropertiesSet();
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "HSQLDB", "POSTGRESQL", "MYSQL", "MARIADB" })
	void scriptRunsInTheDefaultSchema(TestProduct product) throws Exception {
		try (TestDatabase database = product.create(); Connection connection = database.connect()) {
			database.execute("create schema archive");
			SpringLiquibase bean = bean(connection);
			bean.setDefaultSchema("archive");
			Scripts scripts = new Scripts(MigrationTarget.of("main", bean));
			database.executeScript(scripts.upgrade("head", null).sql());
			database.execute("insert into archive.note values (1)");
			database.executeScript(scripts.downgrade("base", null).sql());
			assertThatIllegalStateException().isThrownBy(() -> database.execute("select * from archive.note"));
		}
	}

	private void assertSqlRunsInTheDefaultSchema(TestProduct product, Run run) throws Exception {
		try (TestDatabase database = product.create(); Connection connection = database.connect()) {
			database.execute("create schema archive");
			String schema = connection.getSchema();
			String catalog = connection.getCatalog();
			SpringLiquibase bean = bean(connection);
			bean.setDefaultSchema("archive");
			run.start(bean, new RunLog());
			database.execute("insert into archive.note values (1)");
			assertThat(connection.getSchema()).isEqualTo(schema);
			assertThat(connection.getCatalog()).isEqualTo(catalog);
		}
	}

	@Test
	void connectionKeepsItsSchemaIfTheDefaultSchemaIsMissing() throws Exception {
		try (TestDatabase database = TestProduct.H2.create(); Connection connection = database.connect()) {
			SpringLiquibase bean = bean(connection);
			bean.setDefaultSchema("archive");
			bean.setLiquibaseSchema("public");
			new MigrationRunner(MigrationTarget.of("main", bean), new RunLog()).upgrade("head");
			database.execute("insert into public.note values (1)");
		}
	}

	@Test
	void connectionReturnsToItsPoolIfItsSchemaIsGone() throws Exception {
		try (TestDatabase database = TestProduct.H2.create(); HikariDataSource pool = new HikariDataSource()) {
			database.execute("create schema archive", "create schema own");
			pool.setJdbcUrl(database.url() + ";SCHEMA=OWN");
			pool.setUsername(database.username());
			pool.setPassword(database.password());
			SpringLiquibase bean = bean(pool, "drop schema own");
			bean.setDefaultSchema("archive");
			new MigrationRunner(MigrationTarget.of("main", bean), new RunLog()).upgrade("head");
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	private SpringLiquibase bean(Connection connection) {
		return bean(new SingleConnectionDataSource(connection, true), "create table note (id integer)");
	}

	private SpringLiquibase bean(DataSource dataSource, String statement) {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder)
			.write("db/changelog/versions/20260101000000_create_note.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260101000000.1"
					      author: ada
					      changes:
					        - sql: %s
					      rollback:
					        - sql: drop table note
					""".formatted(statement));
		SpringLiquibase bean = new SpringLiquibase();
		bean.setDataSource(dataSource);
		bean.setResourceLoader(files.loader());
		bean.setChangeLog(ChangelogFolder.MASTER);
		return bean;
	}

	private interface Run {

		void start(SpringLiquibase bean, RunLog log) throws LiquibaseException, SQLException;

	}

}
