package dev.migrate.deaths;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.migrate.run.RunLog;
import dev.migrate.run.RunSettings;
import dev.migrate.run.StatementSettings;
import dev.migrate.run.data.DataMigrations;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process that migrates a database as Spring Boot does on startup. It prints what it is
 * about to do, and what it has done.
 */
public final class MigratingApplication {

	static final String RUNNING = "RUNNING";

	static final String DONE = "DONE";

	private MigratingApplication() {
	}

	/**
	 * Migrate a database.
	 * @param arguments the URL, the user, the password, and the folder of the changelog
	 * @throws Exception if the migration fails
	 */
	public static void main(String[] arguments) throws Exception {
		String url = arguments[0];
		String username = arguments[1];
		String password = arguments[2];
		SpringLiquibase bean = new SpringLiquibase();
		bean.setDataSource(new DriverManagerDataSource(url, username, password));
		bean.setChangeLog(ChangelogFolder.MASTER);
		bean.setResourceLoader(new ChangelogFolder(Path.of(arguments[3])).loader());
		new RunLog().attach(bean,
				new RunSettings(
						new LockSettings(true, Duration.ofMinutes(5),
								() -> Optional.of(DriverManager.getConnection(url, username, password))),
						StatementSettings.DEFAULT, DataMigrations.NONE, true),
				List.of());
		RealLocks.use(() -> {
			System.out.println(RUNNING);
			bean.afterPropertiesSet();
			System.out.println(DONE);
		});
	}

}
