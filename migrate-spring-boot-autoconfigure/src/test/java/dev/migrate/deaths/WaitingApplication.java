package dev.migrate.deaths;

import java.nio.file.Path;

import dev.migrate.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.testing.ChangelogFolder;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * A process of Spring Boot that waits on startup until another one has migrated its
 * database. It prints when it has started.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class,
		MigrateAutoConfiguration.class })
public class WaitingApplication {

	/**
	 * Start the application.
	 * @param arguments the URL, the user, the password, and the folder of the changelog
	 */
	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(new ChangelogFolder(Path.of(arguments[3])).loader(),
				WaitingApplication.class);
		application
			.run("--spring.datasource.url=" + arguments[0], "--spring.datasource.username=" + arguments[1],
					"--spring.datasource.password=" + arguments[2],
					"--spring.liquibase.change-log=" + ChangelogFolder.MASTER, "--migrate.on-startup=wait",
					"--spring.main.web-application-type=none", "--logging.level.dev.migrate=info")
			.close();
		System.out.println(MigratingApplication.DONE);
	}

}
