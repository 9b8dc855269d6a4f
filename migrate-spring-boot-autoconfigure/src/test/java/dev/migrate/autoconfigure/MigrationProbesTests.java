package dev.migrate.autoconfigure;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.sun.net.httpserver.HttpServer;
import dev.migrate.Migrations;
import dev.migrate.RunView;
import dev.migrate.dialect.Rows;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.test.json.JsonContent;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationProbes} with real web servers.
 */
class MigrationProbesTests {

	private static final String HEALTH = "/actuator/health";

	private static final String LIVENESS = HEALTH + "/liveness";

	private static final String READINESS = HEALTH + "/readiness";

	private final int port = ProbedApplication.freePort();

	private final String serverPort = "server.port=" + this.port;

	@TempDir
	private Path folder;

	private TestDatabase database;

	private ChangelogFolder files;

	@BeforeEach
	void prepare() {
		this.database = TestProduct.H2.create();
		this.files = ProbedApplication.writePause(ChangelogFolder.withVersions(this.folder));
	}

	@AfterEach
	void drop() throws Exception {
		this.database.close();
	}

	@Test
	void processIsAliveAndNotReadyUntilTheApplicationIs() throws Exception {
		try (ProbedApplication application = start(this.serverPort)) {
			application.awaitMigration();
			List<Integer> alive = new ArrayList<>();
			List<Integer> ready = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				alive.add(ProbedApplication.status(this.port, LIVENESS));
				ready.add(ProbedApplication.status(this.port, READINESS));
			}
			assertThat(alive).containsOnly(200);
			assertThat(ready).containsOnly(503);
			application.release();
			List<Integer> statuses = new ArrayList<>();
			while (application.isStarting()) {
				statuses.add(ProbedApplication.status(this.port, LIVENESS));
				if (ProbedApplication.status(this.port, READINESS) == 200) {
					assertThat(application.isReady()).isTrue();
				}
			}
			// Without an answer is only the moment at which the web server takes the port
			// over.
			assertThat(statuses).startsWith(200);
			assertThat(changesOf(statuses)).isLessThanOrEqualTo(2);
			application.awaitStart();
			assertThat(ProbedApplication.status(this.port, LIVENESS)).isEqualTo(200);
			assertThat(ProbedApplication.status(this.port, READINESS)).isEqualTo(200);
		}
	}

	private static long changesOf(List<Integer> statuses) {
		long changes = 0;
		for (int i = 1; i < statuses.size(); i++) {
			changes += statuses.get(i).equals(statuses.get(i - 1)) ? 0 : 1;
		}
		return changes;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			server.servlet.context-path=/shop                                           | /shop/actuator/health
			spring.mvc.servlet.path=/api                                                | /api/actuator/health
			server.servlet.context-path=/shop,spring.mvc.servlet.path=/api/             | /shop/api/actuator/health
			management.endpoints.web.base-path=/manage                                  | /manage/health
			management.endpoints.web.base-path=/                                        | /health
			management.endpoints.web.path-mapping.health=state                          | /actuator/state
			management.server.base-path=/ignored                                        | /actuator/health
			""")
	void pathsAreThoseOfTheWebServer(String properties, String health) throws Exception {
		List<String> all = new ArrayList<>(List.of(properties.split(",")));
		all.add(this.serverPort);
		all.add("management.endpoint.health.probes.add-additional-paths=true");
		String prefix = health.contains("shop") ? "/shop" : "";
		prefix += health.contains("api") ? "/api" : "";
		try (ProbedApplication application = start(all.toArray(String[]::new))) {
			application.awaitMigration();
			assertThat(statuses(this.port, health, prefix)).containsExactly(503, 200, 503, 200, 503);
			application.release();
			application.awaitStart();
			assertThat(statuses(this.port, health, prefix)).containsExactly(200, 200, 200, 200, 200);
		}
	}

	private static List<Integer> statuses(int port, String health, String prefix) throws InterruptedException {
		List<Integer> statuses = new ArrayList<>();
		for (String path : List.of(health, health + "/liveness", health + "/readiness", prefix + "/livez",
				prefix + "/readyz")) {
			statuses.add(ProbedApplication.status(port, path));
		}
		return statuses;
	}

	@ParameterizedTest
	@CsvSource({ "'', /actuator/health", "/own, /own/actuator/health" })
	void portOfManagementIsUsed(String basePath, String health) throws Exception {
		int management = ProbedApplication.freePort();
		try (ProbedApplication application = start(this.serverPort, "server.servlet.context-path=/shop",
				"management.server.port=" + management, "management.server.address=127.0.0.1",
				"management.server.base-path=" + basePath)) {
			application.awaitMigration();
			assertThat(ProbedApplication.status(management, health + "/liveness")).isEqualTo(200);
			assertThat(ProbedApplication.status(management, health + "/readiness")).isEqualTo(503);
			assertThat(ProbedApplication.isOpen(this.port)).isFalse();
			application.release();
			application.awaitStart();
			assertThat(ProbedApplication.status(management, health + "/liveness")).isEqualTo(200);
			assertThat(ProbedApplication.status(management, health + "/readiness")).isEqualTo(200);
		}
	}

	@Test
	void additionalPathsAreOnThePortOfTheApplication() throws Exception {
		int management = ProbedApplication.freePort();
		try (ProbedApplication application = start(this.serverPort, "management.server.port=" + management,
				"management.endpoint.health.probes.add-additional-paths=true",
				"management.endpoint.health.group.custom.include=ping",
				"management.endpoint.health.group.custom.additional-path=management:/healthz")) {
			application.awaitMigration();
			assertThat(ProbedApplication.status(this.port, "/livez")).isEqualTo(200);
			assertThat(ProbedApplication.status(this.port, "/readyz")).isEqualTo(503);
			assertThat(ProbedApplication.status(management, LIVENESS)).isEqualTo(200);
			assertThat(ProbedApplication.status(management, HEALTH + "/custom")).isEqualTo(503);
			assertThat(ProbedApplication.get(management, "/healthz").body()).contains("OUT_OF_SERVICE");
			application.release();
			application.awaitStart();
			assertThat(ProbedApplication.status(this.port, "/livez")).isEqualTo(200);
			assertThat(ProbedApplication.status(this.port, "/readyz")).isEqualTo(200);
			assertThat(ProbedApplication.status(management, "/healthz")).isEqualTo(200);
		}
	}

	@Test
	void portOfManagementIsUsedWhereTheOtherIsRandom() throws Exception {
		int management = ProbedApplication.freePort();
		try (ProbedApplication application = start("server.port=0", "management.server.port=" + management)) {
			application.awaitMigration();
			assertThat(ProbedApplication.status(management, LIVENESS)).isEqualTo(200);
		}
	}

	@Test
	void detailsAreShownAsConfigured() throws Exception {
		try (ProbedApplication application = start(this.serverPort, "management.endpoint.health.show-details=always")) {
			application.awaitMigration();
			assertThat(new JsonContent(ProbedApplication.get(this.port, READINESS).body())).isLenientlyEqualTo("""
					{ "status": "OUT_OF_SERVICE", "components": { "migrations": { "status": "OUT_OF_SERVICE",
					  "details": { "databases": [
					    { "name": "main", "changeset": "20260101000000.2", "done": 1, "total": 3 } ] } } } }
					""");
			assertThat(ProbedApplication.get(this.port, LIVENESS).body()).isEqualTo("{\"status\":\"UP\"}");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "never", "when-authorized" })
	void detailsAreNotShownToEveryone(String show) throws Exception {
		try (ProbedApplication application = start(this.serverPort,
				"management.endpoint.health.show-details=" + show)) {
			application.awaitMigration();
			assertThat(ProbedApplication.get(this.port, READINESS).body()).isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
		}
	}

	@Test
	void processThatWaitsForAnotherOneIsAlive() throws Exception {
		try (ProbedApplication application = start(this.serverPort, "migrate.on-startup=wait",
				"management.endpoint.health.show-details=always")) {
			while (!ProbedApplication.isOpen(this.port)) {
				assertThat(application.isStarting()).isTrue();
				Thread.sleep(10);
			}
			assertThat(ProbedApplication.status(this.port, LIVENESS)).isEqualTo(200);
			assertThat(ProbedApplication.get(this.port, READINESS).body())
				.contains("\"waitingFor\":\"another process to migrate the database\"");
			application.release();
			RealLocks.use(() -> new MigrationRunner(MigrationTarget
				.builder("main", this.database.dataSource(), ChangelogFolder.MASTER, this.files.loader())
				.build(), new RunLog()).upgrade("head"));
			application.awaitStart();
			assertThat(ProbedApplication.status(this.port, READINESS)).isEqualTo(200);
		}
	}

	@Test
	void runIsOverWhenTheApplicationHasStarted() throws Exception {
		try (ProbedApplication application = start(this.serverPort)) {
			application.awaitMigration();
			application.release();
			Optional<RunView> run = application.awaitStart().getBean(Migrations.class).database("main").run();
			assertThat(run).isEmpty();
		}
	}

	@Test
	void databaseThatIsUpToDateOpensNothing() throws Exception {
		try (ProbedApplication application = start(this.serverPort)) {
			application.release();
			assertThat(sawAnOpenPort(application)).isTrue();
		}
		try (ProbedApplication application = start(this.serverPort)) {
			application.release();
			assertThat(sawAnOpenPort(application)).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "migrate.probes.enabled=false", "management.endpoint.health.probes.enabled=false",
			"management.endpoints.web.exposure.include=info", "management.endpoint.health.access=none",
			"management.server.port=-1" })
	void nothingIsOpenedWithoutProbes(String property) throws Exception {
		try (ProbedApplication application = start(this.serverPort, property)) {
			application.awaitMigration();
			assertThat(ProbedApplication.isOpen(this.port)).isFalse();
		}
	}

	@Test
	void portThatIsEncryptedIsNotServed() throws Exception {
		int management = ProbedApplication.freePort();
		try (ProbedApplication application = start(this.serverPort, "server.ssl.key-store=" + keyStore(),
				"server.ssl.key-store-password=secret", "management.server.port=" + management)) {
			application.awaitMigration();
			assertThat(ProbedApplication.isOpen(management)).isFalse();
			application.release();
			application.awaitStart();
			assertThat(ProbedApplication.status(management, LIVENESS)).isNotEqualTo(200);
		}
	}

	@Test
	void portOfManagementThatIsNotEncryptedIsServed() throws Exception {
		int management = ProbedApplication.freePort();
		try (ProbedApplication application = start(this.serverPort, "server.ssl.key-store=" + keyStore(),
				"server.ssl.key-store-password=secret", "management.server.port=" + management,
				"management.server.ssl.enabled=false")) {
			application.awaitMigration();
			assertThat(ProbedApplication.status(management, LIVENESS)).isEqualTo(200);
			assertThat(ProbedApplication.isOpen(this.port)).isFalse();
			application.release();
			application.awaitStart();
			assertThat(ProbedApplication.status(management, LIVENESS)).isEqualTo(200);
		}
	}

	private Path keyStore() throws Exception {
		Path store = this.folder.resolve("web.p12");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "web", "-keyalg", "EC", "-dname", "CN=localhost", "-storetype", "PKCS12",
				"-keystore", store.toString(), "-storepass", "secret")
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return store;
	}

	@Test
	void applicationWithoutWebServerOpensNothing() throws Exception {
		try (ProbedApplication application = start(this.serverPort, "spring.main.web-application-type=none")) {
			application.awaitMigration();
			assertThat(ProbedApplication.isOpen(this.port)).isFalse();
		}
	}

	@Test
	void mockOfAWebEnvironmentOpensNothing() {
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class,
							MigrateAutoConfiguration.class, MigrationProbesAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + this.database.url(),
					"spring.liquibase.change-log=classpath:existing/other.yaml", this.serverPort)
			.withUserConfiguration(ProbedApplication.Observer.class)
			.run((context) -> {
				assertThat(context).isNotInstanceOf(WebServerApplicationContext.class);
				assertThat(context.getBean(ProbedApplication.Observer.class).sawAnOpenPort()).isFalse();
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { HttpServer.class, HealthEndpoint.class, ConditionalOnAvailableEndpoint.class,
			WebServerApplicationContext.class, WebApplicationContext.class })
	void applicationMigratesWithoutTheClassesOfProbes(Class<?> missing) {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader(missing))
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class,
							MigrateAutoConfiguration.class, MigrationProbesAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + this.database.url(),
					"spring.liquibase.change-log=classpath:existing/other.yaml")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationProbes"));
	}

	@Test
	void portIsFreeAfterAMigrationThatFails() throws Exception {
		this.files.write("db/changelog/versions/20260102000000_fail.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260102000000.1"
				      author: ada
				      changes: [{sql: {sql: "insert into missing values (1)"}}]
				""");
		try (ProbedApplication application = start(this.serverPort)) {
			application.awaitMigration();
			assertThat(ProbedApplication.status(this.port, LIVENESS)).isEqualTo(200);
			application.release();
			assertThat(application.failure()).hasStackTraceContaining("20260102000000.1");
			try (ServerSocket socket = new ServerSocket(this.port, 1, InetAddress.getLoopbackAddress())) {
				assertThat(socket.isBound()).isTrue();
			}
		}
	}

	@Test
	void portInUseDoesNotKeepTheDatabaseFromBeingMigrated() throws Exception {
		try (ServerSocket socket = new ServerSocket(this.port, 1, InetAddress.getLoopbackAddress());
				ProbedApplication application = start(this.serverPort);
				Connection connection = this.database.connect()) {
			application.awaitMigration();
			application.release();
			assertThat(application.failure()).hasStackTraceContaining("Port " + this.port + " is already in use");
			assertThat(Rows.first(connection, "select count(*) from done")).isEqualTo("0");
		}
	}

	@Test
	void processThatWaitsForTheLockIsAliveAndSaysForWhom() throws Exception {
		this.database.execute(
				"create table DATABASECHANGELOGLOCK (ID int primary key, LOCKED boolean not null,"
						+ " LOCKGRANTED timestamp, LOCKEDBY varchar(255))",
				"insert into DATABASECHANGELOGLOCK values (1, true, current_timestamp, 'node-7 (10.0.0.7)')");
		try (ProbedApplication application = start(this.serverPort, "migrate.lock.timeout=1m",
				"management.endpoint.health.show-details=always")) {
			application.release();
			while (ProbedApplication.status(this.port, LIVENESS) == 0 && application.isStarting()) {
				Thread.sleep(10);
			}
			assertThat(ProbedApplication.status(this.port, LIVENESS)).isEqualTo(200);
			assertThat(new JsonContent(ProbedApplication.get(this.port, READINESS).body())).isLenientlyEqualTo("""
					{ "status": "OUT_OF_SERVICE", "components": { "migrations": { "details": { "databases": [
					  { "name": "main", "done": 0,
					    "waitingFor": "the lock of migrations, which is held by node-7 (10.0.0.7)" } ] } } } }
					""");
			this.database.execute("update DATABASECHANGELOGLOCK set LOCKED = false, LOCKEDBY = null");
			application.awaitStart();
			assertThat(ProbedApplication.status(this.port, READINESS)).isEqualTo(200);
		}
	}

	private ProbedApplication start(String... properties) {
		return ProbedApplication.start(this.database, this.files, properties);
	}

	private static boolean sawAnOpenPort(ProbedApplication application) throws Exception {
		return application.awaitStart().getBean(ProbedApplication.Observer.class).sawAnOpenPort();
	}

}
