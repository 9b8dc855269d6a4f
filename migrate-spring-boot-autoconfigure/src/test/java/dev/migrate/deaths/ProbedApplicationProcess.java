package dev.migrate.deaths;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * A process of a whole application with a web server, which migrates on startup.
 */
public final class ProbedApplicationProcess {

	private ProbedApplicationProcess() {
	}

	static Process start(ChangelogFolder files, Path log, String... properties) throws IOException {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath,
				ProbedApplicationProcess.class.getName(), files.root().toString());
		builder.command().addAll(Arrays.asList(properties));
		return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	/**
	 * Start the application.
	 * @param arguments the folder of the changelog, and the properties
	 * @throws Exception if the application does not start
	 */
	public static void main(String[] arguments) throws Exception {
		SpringApplication application = new SpringApplication(new ChangelogFolder(Path.of(arguments[0])).loader(),
				Application.class);
		RealLocks.use(() -> application.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
					"org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
					"org.springframework.modulith.events.jpa.archiving.ArchivingAutoConfiguration",
					"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration" })
	static class Application {

	}

}
