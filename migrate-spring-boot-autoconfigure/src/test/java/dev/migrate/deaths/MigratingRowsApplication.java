package dev.migrate.deaths;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.migrate.RowMigration;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.run.RunSettings;
import dev.migrate.run.StatementSettings;
import dev.migrate.run.data.NamedMigration;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process whose upgrade has a data migration. It writes down each batch.
 */
public final class MigratingRowsApplication {

	private static final int BATCH = 1000;

	private MigratingRowsApplication() {
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
		LockSettings lock = new LockSettings(true, Duration.ofMinutes(5),
				() -> Optional.of(DriverManager.getConnection(url, username, password)));
		MigrationTarget target = MigrationTarget
			.builder("main", new DriverManagerDataSource(url, username, password), ChangelogFolder.MASTER,
					new ChangelogFolder(Path.of(arguments[3])).loader())
			.build()
			.withRun(new RunSettings(lock, StatementSettings.DEFAULT,
					(name) -> Optional.of(new NamedMigration<>(name, "id", BATCH, Person.class, new FillNames()))));
		RealLocks.use(() -> new MigrationRunner(target, new RunLog()).upgrade("head"));
	}

	/**
	 * A row.
	 *
	 * @param id its id
	 * @param firstName the first name
	 * @param lastName the last name
	 */
	record Person(long id, String firstName, String lastName) {

	}

	private static final class FillNames implements RowMigration<Person> {

		@Override
		public String query() {
			return "select id, first_name, last_name from person";
		}

		@Override
		public void migrate(List<Person> rows, JdbcClient jdbc) {
			long first = rows.get(0).id();
			long last = rows.get(rows.size() - 1).id();
			jdbc.sql("insert into batch (first_id, last_id, size) values (?, ?, ?)")
				.params(first, last, rows.size())
				.update();
			jdbc.sql("update person set full_name = concat(first_name, ' ', last_name),"
					+ " migrated = coalesce(migrated, 0) + 1 where id between ? and ?")
				.params(first, last)
				.update();
		}

	}

}
