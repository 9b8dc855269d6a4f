package dev.migrate.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.test.shop.ShopApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import liquibase.integration.spring.SpringLiquibase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrateOnce}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrateOnceTests {

	private static final String HISTORY = "select id, dateexecuted, deployment_id from databasechangelog order by id";

	private static EmbeddedPostgres postgres;

	@TempDir
	private Path folder;

	@BeforeAll
	static void startPostgres() {
		try {
			postgres = EmbeddedPostgres.start();
		}
		catch (IOException | RuntimeException ex) {
			System.err.println("PostgreSQL is not run: " + ex.getMessage());
		}
	}

	@AfterAll
	static void stopPostgres() throws IOException {
		if (postgres != null) {
			postgres.close();
		}
	}

	/**
	 * The products, each with a new database for a test.
	 */
	enum Product {

		IN_MEMORY {

			@Override
			List<String> newDatabase() {
				return List.of("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
						"spring.datasource.username=sa");
			}

		},

		ON_SERVER {

			@Override
			List<String> newDatabase() {
				return server("shop_" + UUID.randomUUID().toString().substring(0, 8));
			}

		};

		abstract List<String> newDatabase();

	}

	@ParameterizedTest
	@MethodSource("dev.migrate.test.MigrateOnceTests$Product#values")
	void secondContextBeginsWithWhatTheFirstHasMigrated(Product product) {
		List<String> database = product.newDatabase();
		try (ConfigurableApplicationContext first = start(database, changelog("changelog"))) {
			List<?> history = rows(first, HISTORY);
			assertThat(history).hasSize(2);
			execute(first, "insert into book (id, title) values (1, 'Emma')");
			List<String> next = (product == Product.IN_MEMORY) ? product.newDatabase() : database;
			try (ConfigurableApplicationContext second = start(next, changelog("changelog"))) {
				// The times tell that nothing has run twice.
				assertThat(rows(second, HISTORY)).isEqualTo(history);
				assertThat(rows(second, "select * from book")).isEmpty();
				execute(second, "insert into book (id, title) values (2, 'Persuasion')");
			}
			assertThat(rows(first, "select id from book")).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "check", "wait", "none" })
	void contextsMigrateWhateverTheApplicationDoesOnStartup(String mode) {
		List<List<?>> histories = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			try (ConfigurableApplicationContext application = start(Product.IN_MEMORY.newDatabase(),
					changelog("changelog"), "migrate.on-startup=" + mode)) {
				histories.add(rows(application, HISTORY));
			}
		}
		assertThat(histories.get(0)).hasSize(2).isEqualTo(histories.get(1));
	}

	@ParameterizedTest
	@MethodSource("dev.migrate.test.MigrateOnceTests$Product#values")
	void otherPropertiesOfLiquibaseMigrateAnotherDatabase(Product product) {
		List<String> database = product.newDatabase();
		List<List<?>> histories = new ArrayList<>();
		for (String changelog : List.of("changelog", "pending", "changelog", "pending")) {
			List<String> next = (product == Product.IN_MEMORY) ? product.newDatabase() : database;
			try (ConfigurableApplicationContext application = start(next, changelog(changelog))) {
				histories.add(rows(application, HISTORY));
			}
		}
		assertThat(histories.get(0)).hasSize(2).isEqualTo(histories.get(2));
		assertThat(histories.get(1)).hasSize(1).isEqualTo(histories.get(3));
	}

	@ParameterizedTest
	@MethodSource("dev.migrate.test.MigrateOnceTests$Product#values")
	void changedChangelogMigratesAnotherDatabase(Product product) throws IOException {
		Path changelog = this.folder.resolve("changelog.sql");
		String location = "spring.liquibase.change-log=" + changelog.toUri();
		Files.writeString(changelog, """
				-- liquibase formatted sql
				-- changeset ann:1
				create table book (id int);
				""");
		List<String> database = product.newDatabase();
		start(database, location).close();
		Files.writeString(changelog, """
				-- liquibase formatted sql
				-- changeset ann:1
				create table book (id int, title varchar(20));
				""");
		List<String> next = (product == Product.IN_MEMORY) ? product.newDatabase() : database;
		try (ConfigurableApplicationContext second = start(next, location)) {
			assertThat(rows(second, "select title from book")).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("dev.migrate.test.MigrateOnceTests$Product#values")
	void migrationsThatFailAreNotCopied(Product product) throws IOException {
		Path changelog = this.folder.resolve("changelog.sql");
		Files.writeString(changelog, """
				-- liquibase formatted sql
				-- changeset ann:1
				create table book (id int);
				-- changeset ann:2
				create table book (id int);
				""");
		List<String> database = product.newDatabase();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> start(database, "spring.liquibase.change-log=" + changelog.toUri()))
				.withStackTraceContaining("changelog.sql::2::ann");
		}
	}

	@Test
	void copyInMemoryHasEverythingThatMigrationsMake() {
		List<String> first = content("everything", "DEFAULT_NULL_ORDERING=LOW");
		assertThat(first).anyMatch((line) -> line.contains("\"STOCK\".\"SHELF\""))
			.anyMatch((line) -> line.contains("CREATE USER IF NOT EXISTS \"CLERK\""))
			.anyMatch((line) -> line.contains("-- next line"));
		assertThat(content("everything", "DEFAULT_NULL_ORDERING=LOW")).isEqualTo(first);
		assertThat(content("everything", "DEFAULT_NULL_ORDERING=HIGH")).isNotEqualTo(first);
	}

	private static List<String> content(String changelog, String settings) {
		List<String> database = Product.IN_MEMORY.newDatabase();
		try (ConfigurableApplicationContext application = start(
				List.of(database.get(0) + ";" + settings, database.get(1)),
				"spring.liquibase.change-log=classpath:db/" + changelog + "/changelog.sql")) {
			return JdbcClient.create(application.getBean(DataSource.class))
				.sql("SCRIPT")
				.query(String.class)
				.stream()
				// Each database has its own salt.
				.filter((line) -> !line.startsWith("CREATE USER IF NOT EXISTS \"SA\""))
				.toList();
		}
	}

	@Test
	void databaseInMemoryWithTablesIsMigratedAsWithoutTheAnnotation(CapturedOutput output) {
		List<String> database = Product.IN_MEMORY.newDatabase();
		String url = database.get(0) + ";INIT=create table if not exists own (id int)";
		List<Object> histories = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			try (ConfigurableApplicationContext application = start(List.of(url, database.get(1)),
					changelog("changelog"))) {
				histories.add(rows(application, HISTORY));
			}
		}
		assertThat(histories.get(0)).isNotEqualTo(histories.get(1));
		assertThat(output).contains("@MigrateOnce copies nothing for liquibase");
	}

	@Test
	void eachContextOnAServerHasItsOwnDatabaseWhichIsDroppedWithIt() throws SQLException {
		List<String> database = Product.ON_SERVER.newDatabase();
		try (ConfigurableApplicationContext first = start(database, changelog("changelog"));
				ConfigurableApplicationContext second = start(database, changelog("changelog"))) {
			assertThat(name(first)).startsWith("migrate_copy_").isNotEqualTo(name(second));
			assertThat(databases()).contains(name(first), name(second));
			String dropped = name(second);
			second.close();
			Awaitility.await().until(() -> !databases().contains(dropped));
			assertThat(databases()).contains(name(first));
		}
		try (Connection original = connect(database)) {
			assertThat(original.getMetaData().getTables(null, "public", "%", null).next()).isFalse();
		}
	}

	@Test
	void copyHasWhatTheOriginalHas() throws SQLException {
		List<String> database = Product.ON_SERVER.newDatabase();
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement
				.execute("create schema stock; create table stock.shelf (id int); insert into stock.shelf values (1)");
		}
		for (int i = 0; i < 2; i++) {
			try (ConfigurableApplicationContext application = start(database, changelog("changelog"))) {
				assertThat(rows(application, "select * from stock.shelf")).hasSize(1);
			}
		}
	}

	@Test
	@Tag("long")
	void userOfTheMigrationsOwnsWhatTheyCreate() throws SQLException {
		List<String> database = Product.ON_SERVER.newDatabase();
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute("create role migrator login superuser");
		}
		for (int i = 0; i < 2; i++) {
			try (ConfigurableApplicationContext application = start(database, changelog("changelog"),
					"spring.liquibase.user=migrator", "spring.liquibase.password=migrator")) {
				assertThat(JdbcClient.create(application.getBean(DataSource.class))
					.sql("select tableowner from pg_tables where tablename = 'book'")
					.query(String.class)
					.single()).isEqualTo("migrator");
			}
		}
	}

	@Test
	@Tag("long")
	void urlOfTheMigrationsIsReplacedAsWell() {
		List<String> database = Product.ON_SERVER.newDatabase();
		for (int i = 0; i < 2; i++) {
			try (ConfigurableApplicationContext application = start(database, changelog("changelog"),
					"spring.liquibase.url=" + database.get(0).substring(database.get(0).indexOf('=') + 1)
							+ "?ApplicationName=migrations",
					"spring.liquibase.user=postgres")) {
				assertThat(rows(application, "select * from book")).isEmpty();
			}
		}
	}

	@Test
	void contextWithoutMigrationsHasACopyOfTheOriginal() throws SQLException {
		List<String> database = Product.ON_SERVER.newDatabase();
		start(database, changelog("changelog")).close();
		try (ConfigurableApplicationContext application = start(database, "spring.liquibase.enabled=false")) {
			assertThat(name(application)).startsWith("migrate_copy_");
			assertThat(rows(application, "select * from pg_tables where tablename = 'book'")).isEmpty();
		}
	}

	@Test
	void defaultSchemaInMemoryIsThatOfTheContext() {
		for (String schema : List.of("", ";INIT=create schema if not exists app\\;set schema app", "")) {
			List<String> database = Product.IN_MEMORY.newDatabase();
			try (ConfigurableApplicationContext application = start(List.of(database.get(0) + schema, database.get(1)),
					changelog("changelog"))) {
				assertThat(rows(application, "select * from book")).isEmpty();
			}
		}
	}

	@Test
	@Tag("long")
	void databaseThatIsUsedBeforeTheMigrationsIsMigratedInEachContext(CapturedOutput output) {
		List<String> database = Product.ON_SERVER.newDatabase();
		List<Object> histories = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			try (ConfigurableApplicationContext application = start(EarlyUse.class, database, changelog("changelog"))) {
				histories.add(rows(application, HISTORY));
			}
		}
		assertThat(histories.get(0)).isNotEqualTo(histories.get(1));
		assertThat(output).contains("@MigrateOnce cannot copy the database that")
			.contains("Let the beans that use the database depend on SpringLiquibase.");
	}

	@Test
	@Tag("long")
	void secondMigrationOfADatabaseRunsInEachContext() {
		List<String> database = Product.ON_SERVER.newDatabase();
		for (int i = 0; i < 2; i++) {
			try (ConfigurableApplicationContext application = start(TwoMigrations.class, database)) {
				assertThat(rows(application, "select * from book")).isEmpty();
				assertThat(rows(application, "select * from other.book")).isEmpty();
			}
		}
	}

	@Test
	void whatAKilledJvmHasLeftIsDropped() throws SQLException {
		List<String> database = Product.ON_SERVER.newDatabase();
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute("create database migrate_copy_dead0000_1");
		}
		start(database, changelog("changelog")).close();
		assertThat(databases()).doesNotContain("migrate_copy_dead0000_1");
	}

	@Test
	@Tag("long")
	void originalThatIsInUseIsReported() throws SQLException {
		List<String> database = Product.ON_SERVER.newDatabase();
		try (Connection connection = connect(database)) {
			assertThat(connection.isValid(1)).isTrue();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> start(database, changelog("changelog")))
				.withStackTraceContaining("no other session may be connected to shop_")
				.withStackTraceContaining("put @MigrateOnce on all test classes");
		}
	}

	@Test
	void missingRightIsReported() throws SQLException {
		List<String> database = Product.ON_SERVER.newDatabase();
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement
				.execute("create role clerk login; alter database \"" + connection.getCatalog() + "\" owner to clerk");
		}
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(
					() -> start(List.of(database.get(0), "spring.datasource.username=clerk"), changelog("changelog")))
			.withStackTraceContaining("The user clerk has to be allowed to create databases");
	}

	@Test
	void annotationIsFoundOnTestClasses() {
		Object first = null;
		for (Class<?> type : List.of(WholeApplication.class, Slice.class)) {
			ApplicationContext application = new TestContextManager(type).getTestContext().getApplicationContext();
			List<?> history = rows(application, HISTORY);
			assertThat(history).hasSize(2);
			assertThat(history).isEqualTo(Objects.requireNonNullElse(first, history));
			first = history;
		}
	}

	private static String changelog(String name) {
		return "spring.liquibase.change-log=classpath:db/" + name + "/db.changelog-master.yaml";
	}

	private static ConfigurableApplicationContext start(List<String> database, String... properties) {
		return start(ShopApplication.class, database, properties);
	}

	private static ConfigurableApplicationContext start(Class<?> application, List<String> database,
			String... properties) {
		ContextCustomizer customizer = new MigrateOnceCustomizerFactory().createContextCustomizer(Slice.class,
				List.of());
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties(Stream.concat(database.stream(), Stream.of(properties)).toArray(String[]::new))
			.properties("spring.jpa.hibernate.ddl-auto=none", "spring.main.banner-mode=off")
			.initializers((context) -> customizer.customizeContext(context, null))
			.run();
	}

	private static List<String> server(String name) {
		Assumptions.assumeTrue(postgres != null, "PostgreSQL is not run: its binaries do not start here");
		List<String> database = List.of(
				"spring.datasource.url=jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name,
				"spring.datasource.username=postgres");
		try (Connection connection = connect(
				List.of("spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres")));
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return database;
	}

	private static Connection connect(List<String> database) throws SQLException {
		String url = database.get(0).substring("spring.datasource.url=".length());
		return DriverManager.getConnection(url, "postgres", "");
	}

	private static List<String> databases() {
		return JdbcClient.create(postgres.getPostgresDatabase())
			.sql("select datname from pg_database")
			.query(String.class)
			.list();
	}

	private static String name(ApplicationContext application) {
		return JdbcClient.create(application.getBean(DataSource.class))
			.sql("select current_database()")
			.query(String.class)
			.single();
	}

	private static List<?> rows(ApplicationContext application, String query) {
		return JdbcClient.create(application.getBean(DataSource.class)).sql(query).query().listOfRows();
	}

	private static void execute(ApplicationContext application, String statement) {
		JdbcClient.create(application.getBean(DataSource.class)).sql(statement).update();
	}

	/**
	 * An application that uses its database before it is migrated.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EarlyUse extends ShopApplication {

		@Bean
		static SpringLiquibase liquibase(DataSource dataSource) throws SQLException {
			dataSource.getConnection().close();
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(dataSource);
			liquibase.setChangeLog("classpath:db/changelog/db.changelog-master.yaml");
			return liquibase;
		}

	}

	/**
	 * An application with two changelogs for one database.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TwoMigrations extends ShopApplication {

		@Bean
		static SpringLiquibase shopLiquibase(DataSource dataSource) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(dataSource);
			liquibase.setChangeLog("classpath:db/changelog/db.changelog-master.yaml");
			return liquibase;
		}

		@Bean
		static SpringLiquibase otherLiquibase(DataSource dataSource, SpringLiquibase shopLiquibase) {
			JdbcClient.create(dataSource).sql("create schema other").update();
			SpringLiquibase liquibase = shopLiquibase(dataSource);
			liquibase.setDefaultSchema("other");
			return liquibase;
		}

	}

	@SpringBootTest(classes = ShopApplication.class, properties = "spring.datasource.generate-unique-name=true")
	@MigrateOnce
	static class WholeApplication {

	}

	@DataJpaTest
	@ContextConfiguration(classes = ShopApplication.class)
	@MigrateOnce
	static class Slice {

	}

}
