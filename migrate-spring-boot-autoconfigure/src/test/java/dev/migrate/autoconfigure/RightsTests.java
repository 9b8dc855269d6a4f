package dev.migrate.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.FindingView.Severity;
import dev.migrate.LockState;
import dev.migrate.MigrationException;
import dev.migrate.Migrations;
import dev.migrate.StampRequest;
import dev.migrate.actuate.MigrationsEndpoint;
import dev.migrate.dialect.Rows;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that the migrations can have another user than the application, with the roles of
 * {@code docs/operations.md}.
 */
class RightsTests {

	private static final Pattern BLOCK = Pattern
		.compile("(?s)\n## Rights\n.*?```sql\n(.*?)```.*?```properties\n(.*?)```");

	private static final String A = "20260101000000";

	private static final String B = "20260102000000";

	@TempDir
	private Path folder;

	@Test
	void userOfTheMigrationsAltersTheSchemaAndThatOfTheApplicationUsesIt() throws Exception {
		run((database) -> database.runner(files()).withPropertyValues(database.properties()).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(database
				.ask("select string_agg(distinct tableowner, ',') from pg_tables where schemaname = 'public'"))
				.isEqualTo(database.name("shop_owner"));
			JdbcTemplate application = new JdbcTemplate(context.getBean(DataSource.class));
			assertThat(application.queryForObject("select current_user", String.class))
				.isEqualTo(database.name("shop_app"));
			assertThat(application.update("insert into a (id) values (1), (2)")).isEqualTo(2);
			assertThat(application.update("update a set id = 3 where id = 2")).isEqualTo(1);
			assertThat(application.update("delete from a where id = 1")).isEqualTo(1);
			assertThat(application.queryForObject("select id from a", Integer.class)).isEqualTo(3);
			for (String sql : List.of("create table x (id int)", "alter table a add b int", "drop table a",
					"truncate a", "create index on a (id)")) {
				assertThat(refused(application, sql)).as(sql).isEqualTo("42501");
			}
		}));
	}

	@Test
	void everythingWorksThroughTheApi() throws Exception {
		run((database) -> {
			ChangelogFolder files = files();
			database.runner(files).withPropertyValues(database.properties()).run((context) -> {
				DatabaseMigrations migrations = migrations(context);
				assertThat(migrations.status().current()).containsExactly(A);
				files.createTable(B, "b", A);
				assertThat(migrations.upgrade("head").to()).containsExactly(B);
				assertThat(migrations.check().pending()).isEmpty();
				assertThat(migrations.doctor().findings()).noneMatch((finding) -> finding.severity() == Severity.ERROR);
				assertThat(migrations.downgrade("-1").to()).containsExactly(A);
				assertThat(migrations.stamp(new StampRequest(List.of(B), null, false, false)).to()).containsExactly(B);
				assertThat(migrations.releaseLock(false).state()).isEqualTo(LockState.FREE);
				assertThat(context.getBean(MigrationsEndpoint.class).migrations().databases()).singleElement()
					.satisfies((descriptor) -> {
						assertThat(descriptor.error()).isNull();
						assertThat(descriptor.current()).containsExactly(B);
					});
			});
		});
	}

	@Test
	void poolCanChooseTheRoleOfTheOwner() throws Exception {
		run((database) -> {
			database.execute("alter role shop_migrations in database shop reset role");
			database.runner(files())
				.withPropertyValues(database.properties())
				.withPropertyValues("owner=" + database.name("shop_owner"))
				.withUserConfiguration(PoolOfMigrations.class)
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(database.ask("select tableowner from pg_tables where tablename = 'a'"))
						.isEqualTo(database.name("shop_owner"));
					try (Connection lock = new LockConnections(
							context.getBean("dataSourceOfMigrations", DataSource.class))
						.open()
						.orElseThrow()) {
						assertThat(Rows.first(lock, "select current_user")).isEqualTo(database.name("shop_owner"));
					}
				});
		});
	}

	@ParameterizedTest
	@EnumSource
	void userWithoutTheRightsIsToldWhatIsMissing(Missing missing) throws Exception {
		run((database) -> {
			ChangelogFolder files = files();
			if (missing != Missing.CREATE_HISTORY) {
				database.runner(files)
					.withPropertyValues(database.properties())
					.run((context) -> assertThat(context).hasNotFailed());
				files.createTable(B, "b", A);
			}
			database.execute(missing.revoked);
			List<String> before = database.state();
			database.runner(files).run((context) -> {
				FailureAnalysis analysis = new LiquibaseFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).startsWith("[privilege-missing] ")
					.contains(missing.sentence, "spring.liquibase.user", "grant it");
			});
			assertThat(database.state()).isEqualTo(before);
			database.runner(files).withPropertyValues("spring.liquibase.enabled=false").run((context) -> {
				DatabaseMigrations migrations = migrations(context);
				MigrationException ex = catchThrowableOfType(MigrationException.class,
						() -> migrations.upgrade("head"));
				assertThat(ex.code()).isEqualTo(ErrorCode.PRIVILEGE_MISSING);
				assertThat(ex).hasMessageContaining(missing.sentence).hasMessageContaining("spring.liquibase.user");
				assertThat(migrations.doctor().findings())
					.anyMatch((finding) -> finding.code().equals("privilege-missing"));
			});
			assertThat(database.state()).isEqualTo(before);
		});
	}

	@Test
	void userWhoMayNotConnectIsToldSo() throws Exception {
		run((database) -> {
			database.execute("revoke connect on database shop from public");
			database.runner(files()).withPropertyValues("spring.liquibase.enabled=false").run((context) -> {
				DatabaseMigrations migrations = migrations(context);
				assertThatExceptionOfType(MigrationException.class).isThrownBy(migrations::status)
					.withMessageContaining("permission denied for database")
					.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.PRIVILEGE_MISSING));
			});
		});
	}

	private void run(Consumer<Roles> test) throws Exception {
		RealLocks.use(() -> {
			try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
				Roles roles = Roles.create(database);
				try {
					test.accept(roles);
				}
				finally {
					roles.drop();
				}
			}
		});
	}

	private ChangelogFolder files() {
		return ChangelogFolder.withVersions(this.folder).createTable(A, "a", "");
	}

	private static DatabaseMigrations migrations(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		return context.getBean(Migrations.class).database("main");
	}

	private static String refused(JdbcTemplate application, String sql) {
		Throwable failure = catchThrowableOfType(RuntimeException.class, () -> application.execute(sql)).getCause();
		return ((SQLException) failure).getSQLState();
	}

	/**
	 * What the only user of an application may not do.
	 */
	enum Missing {

		CREATE_HISTORY("permission denied for schema public"),

		CREATE_TABLES("permission denied for schema public"),

		READ_HISTORY("permission denied for table databasechangelog", "revoke all on databasechangelog from shop_app"),

		USE_LOCK("permission denied for table databasechangeloglock",
				"revoke all on databasechangeloglock from shop_app"),

		WRITE_HISTORY("permission denied for ",
				"revoke insert, update, delete on databasechangelog, databasechangeloglock from shop_app"),

		USE_SCHEMA("permission denied for schema public", "revoke usage on schema public from shop_app");

		private final String sentence;

		private final String[] revoked;

		Missing(String sentence, String... revoked) {
			this.sentence = sentence;
			this.revoked = revoked;
		}

	}

	/**
	 * A database with the roles of the document, under names that no other test uses.
	 *
	 * @param database the database
	 * @param shop the name of the database, and the beginning of those of the roles
	 */
	record Roles(TestDatabase database, String shop) {

		static Roles create(TestDatabase database) {
			Roles roles = new Roles(database, database.url().replaceAll(".*/|\\?.*", ""));
			roles.execute(document(1).strip().split(";\\s*"));
			return roles;
		}

		private static String document(int block) {
			try {
				Matcher matcher = BLOCK.matcher(Files.readString(Path.of("../docs/operations.md")));
				assertThat(matcher.find()).isTrue();
				return matcher.group(block);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		String name(String text) {
			return text.replaceAll("\\bshop(?=_|\\b)", this.shop);
		}

		void execute(String... statements) {
			for (String statement : statements) {
				this.database.execute(name(statement));
			}
		}

		String ask(String query) {
			try (Connection connection = this.database.connect()) {
				return Rows.first(connection, query);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * Return the properties of the document, with the address of this database.
		 * @return the properties, {@code name=value}
		 */
		String[] properties() {
			return document(2).lines()
				.map((line) -> line.startsWith("spring.datasource.url=")
						? line.substring(0, line.indexOf('=') + 1) + this.database.url() : name(line))
				.toArray(String[]::new);
		}

		List<String> state() {
			List<String> state = new ArrayList<>(Oracle.of(this.database));
			for (String table : List.of("databasechangelog", "databasechangeloglock")) {
				if (ask("select to_regclass('%s')".formatted(table)) != null) {
					state.add(ask("select string_agg(t::text, ',') from %s t".formatted(table)));
				}
			}
			return state;
		}

		ApplicationContextRunner runner(ChangelogFolder files) {
			return new ApplicationContextRunner(() -> {
				AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
				context.setResourceLoader(files.loader());
				return context;
			}).withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class,
							MigrateAutoConfiguration.class, MigrationsEndpointAutoConfiguration.class))
				.withPropertyValues("spring.datasource.url=" + this.database.url(),
						"spring.datasource.username=" + name("shop_app"), "spring.datasource.password=APPLICATION",
						"migrate.lock.timeout=2s", "spring.liquibase.change-log=" + ChangelogFolder.MASTER,
						"management.endpoints.web.exposure.include=*");
		}

		void drop() {
			execute("drop owned by shop_app", "drop owned by shop_owner cascade", "drop owned by shop_migrations",
					"drop role shop_migrations, shop_owner, shop_app");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PoolOfMigrations {

		@Bean(defaultCandidate = false)
		@LiquibaseDataSource
		HikariDataSource dataSourceOfMigrations(Environment environment) {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(environment.getProperty("spring.datasource.url"));
			pool.setUsername(environment.getProperty("spring.liquibase.user"));
			pool.setPassword(environment.getProperty("spring.liquibase.password"));
			pool.setConnectionInitSql("set role " + environment.getProperty("owner"));
			return pool;
		}

	}

}
