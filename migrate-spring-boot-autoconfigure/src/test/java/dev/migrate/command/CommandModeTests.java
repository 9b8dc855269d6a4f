package dev.migrate.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.command.busy.BusyApplication;
import dev.migrate.command.busy.Traces;
import dev.migrate.command.forgetful.ForgetfulApplication;
import dev.migrate.command.plain.PlainApplication;
import dev.migrate.command.unmappable.UnmappableApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that command mode creates only the beans that a command needs.
 */
class CommandModeTests {

	@TempDir
	private Path folder;

	private String url;

	@BeforeEach
	void prepareDatabase() throws SQLException {
		this.url = "jdbc:h2:file:" + this.folder.resolve("db");
		try (Connection connection = DriverManager.getConnection(this.url, "sa", "");
				Statement statement = connection.createStatement()) {
			statement.execute("create table precious (id int)");
			statement.execute("insert into precious values (1)");
		}
		Traces.clear();
	}

	@Test
	void applicationIsBusyOutsideCommandMode() throws Exception {
		List<String> arguments = arguments("run");
		arguments.set(0, "--server.port=0");
		try (ConfigurableApplicationContext context = SpringApplication.run(BusyApplication.class,
				arguments.toArray(String[]::new))) {
			assertThat(context.isRunning()).isTrue();
			Thread.sleep(100);
		}
		assertThat(Traces.found()).contains("application runner runs", "command line runner runs",
				"application listener hears", "event multicaster is made", "message source is made",
				"singletons are instantiated", "initializing bean is initialised", "eager bean starts",
				"scheduler ticks", "event listener hears", "lifecycle starts", "controller is made");
		assertThat(tables()).contains("PRECIOUS", "MADE_BY_SCRIPT", "MADE_BY_INITIALIZER", "MADE_BY_LIQUIBASE",
				"MADE_BY_HIBERNATE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "history", "status", "generate-changeset --message=x", "check" })
	void commandLeavesNoTrace(String command) throws Exception {
		CommandResult result = CommandResult.of(() -> BusyApplication.main(arguments(command).toArray(String[]::new)),
				null);
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(result.err()).isEmpty();
		assertThat(result.out()).isNotEmpty().doesNotContain("not a result");
		assertThat(Traces.found()).isEmpty();
		assertThat(tables()).containsExactly("PRECIOUS");
		assertThat(rows()).isEqualTo(1);
	}

	@Test
	void builderAndServletApplicationAreSupported() throws Exception {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(BusyApplication.class)
			.web(WebApplicationType.SERVLET)
			.properties("logging.level.root=ERROR")
			.lazyInitialization(false);
		CommandResult result = CommandResult.of(
				() -> builder
					.run(arguments("status --spring.main." + "web-application-type=servlet").toArray(String[]::new)),
				null);
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(result.out()).contains("rows-1");
		assertThat(Traces.found()).isEmpty();
		assertThat(tables()).containsExactly("PRECIOUS");
	}

	@Test
	void onlySpringArgumentsEnterEnvironment() {
		SpringApplication application = new SpringApplication(BusyApplication.class);
		List<String> seen = new ArrayList<>();
		application.addInitializers((context) -> {
			seen.add(context.getEnvironment().getProperty("database", "none"));
			seen.add(context.getEnvironment().getProperty("some.thing", "none"));
			seen.add(String.join(",", context.getEnvironment().getActiveProfiles()));
			seen.add(context.getEnvironment().getProperty("spring.sql.init.mode", "none"));
		});
		CommandResult.of(application,
				arguments("history --database=main --some.thing=x --spring.profiles.active=y").toArray(String[]::new));
		assertThat(seen).containsExactly("none", "x", "y", "never");
	}

	@Test
	void nothingIsPreparedInBackground() {
		SpringApplication application = new SpringApplication(BusyApplication.class);
		String background = BackgroundPreinitializer.class.getPackageName();
		assertThat(application.getListeners())
			.anyMatch((listener) -> listener.getClass().getName().startsWith(background));
		CommandResult.of(application, arguments("history").toArray(String[]::new));
		assertThat(application.getListeners())
			.noneMatch((listener) -> listener.getClass().getName().startsWith(background));
	}

	@Test
	void standardOutputIsRestored() {
		PrintStream standardOutput = System.out;
		CommandResult.of(() -> BusyApplication.main(arguments("history").toArray(String[]::new)), null);
		assertThat(System.out).isSameAs(standardOutput);
	}

	@Test
	void unbindablePropertyIsReportedInOneLine() {
		CommandResult result = CommandResult.of(() -> BusyApplication
			.main(arguments("status --spring.main.lazy-initialization=perhaps").toArray(String[]::new)), null);
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).hasLineCount(1).startsWith("Error [").contains("lazy-initialization", "perhaps");
	}

	@Test
	void missingConfigurationFileIsReportedInOneLine() {
		CommandResult result = CommandResult.of(() -> BusyApplication
			.main(arguments("status --spring.config.import=file:nowhere.yaml").toArray(String[]::new)), null);
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).hasLineCount(1).startsWith("Error [").contains("nowhere.yaml");
	}

	@Test
	void missingDriverIsReportedInOneLine() {
		CommandResult result = CommandResult.of(() -> BusyApplication
			.main(arguments("status --spring.datasource.driver-class-name=com.example.Nope").toArray(String[]::new)),
				null);
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).hasLineCount(1).startsWith("Error [").contains("com.example.Nope");
	}

	@Test
	void unmappableEntityIsReportedInOneLine() throws Exception {
		ProcessResult result = process(classPath(), UnmappableApplication.class,
				List.of("migrate", "generate-changeset", "-m", "x"));
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).hasLineCount(1).startsWith("Error [").contains("Nameless", "identifier");
	}

	@Test
	void applicationWithoutMigrationsIsReportedInOneLine() {
		SpringApplication application = new SpringApplication(AbstractCommandTests.Empty.class);
		CommandResult result = CommandResult.of(application, "migrate", "status");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).hasLineCount(1)
			.startsWith("Error [data-source-missing]: This application has no database to migrate");
	}

	@Test
	void processPrintsOnlyResultToStandardOutput() throws Exception {
		ProcessResult result = process(arguments("status --json"));
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(result.out()).isEqualToNormalizingNewlines(
				"{\"schemaVersion\":1,\"database\":\"main\",\"current\":[\"rows-1\"],\"heads\":[\"head\"],\"revisions\":[]}\n");
		assertThat(result.err()).isEqualToNormalizingNewlines("not a result\n");
		assertThat(tables()).containsExactly("PRECIOUS");
	}

	@Test
	void processEndsWithExitCodeOfCommand() throws Exception {
		assertThat(process(arguments("current --check-heads")).exitCode()).isEqualTo(1);
		ProcessResult unknown = process(arguments("bogus"));
		assertThat(unknown.exitCode()).isEqualTo(2);
		assertThat(unknown.out()).isEmpty();
		assertThat(unknown.err()).hasLineCount(1);
		ProcessResult wrongPassword = process(arguments("status --spring.datasource.password=wrong"));
		assertThat(wrongPassword.exitCode()).isEqualTo(3);
		assertThat(wrongPassword.out()).isEmpty();
		assertThat(wrongPassword.err().lines().filter((line) -> !line.equals("not a result"))).hasSize(1);
	}

	@Test
	void applicationWithoutJpaIsSupported() throws Exception {
		String classPath = Stream.of(classPath().split(File.pathSeparator))
			.filter((entry) -> Stream.of("spring-orm", "hibernate", "persistence", "jpa")
				.noneMatch(Path.of(entry).getFileName().toString()::contains))
			.collect(Collectors.joining(File.pathSeparator));
		ProcessResult result = process(classPath, PlainApplication.class, List.of("migrate", "history"));
		assertThat(result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).contains("no revisions yet");
	}

	private List<String> arguments(String command) {
		List<String> arguments = new ArrayList<>(List.of("migrate", "--spring.datasource.url=" + this.url,
				"--spring.datasource.username=sa", "--spring.jpa.hibernate.ddl-auto=create",
				"--spring.jpa.properties.hibernate.hbm2ddl.auto=create", "--spring.sql.init.mode=always"));
		Collections.addAll(arguments, command.split(" "));
		return arguments;
	}

	private List<String> tables() throws SQLException {
		List<String> tables = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection(this.url, "sa", "");
				ResultSet rows = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
			while (rows.next()) {
				tables.add(rows.getString("TABLE_NAME"));
			}
		}
		return tables;
	}

	private int rows() throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.url, "sa", "");
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from precious")) {
			rows.next();
			return rows.getInt(1);
		}
	}

	@Test
	void applicationThatDropsItsArgumentsIsStopped() throws Exception {
		ProcessResult result = process(classPath(), ForgetfulApplication.class,
				List.of("migrate", "status", "--spring.datasource.password=topsecret"));
		assertThat(result.err())
			.startsWith("Error [arguments-lost]: The command 'migrate status' has not reached the application:"
					+ " its main method (ForgetfulApplication.java:13) has to pass its arguments on, as in"
					+ " SpringApplication.run(ForgetfulApplication.class, args). Nothing was done.");
		assertThat(result.out() + result.err()).doesNotContain("topsecret", "Started");
		assertThat(result.exitCode()).isEqualTo(2);
	}

	private String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private ProcessResult process(List<String> arguments) throws IOException, InterruptedException {
		return process(classPath(), BusyApplication.class, arguments);
	}

	private ProcessResult process(String classPath, Class<?> main, List<String> arguments)
			throws IOException, InterruptedException {
		List<String> command = Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:TieredStopAtLevel=1", "-cp", classPath, main.getName()), arguments.stream())
			.toList();
		Path out = this.folder.resolve("out");
		Path err = this.folder.resolve("err");
		Process process = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectOutput(out.toFile())
			.redirectError(err.toFile())
			.start();
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		return new ProcessResult(Files.readString(out, StandardCharsets.UTF_8),
				Files.readString(err, StandardCharsets.UTF_8), process.exitValue());
	}

	private record ProcessResult(String out, String err, int exitCode) {

	}

}
