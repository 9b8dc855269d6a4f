package dev.migrate.test;

import dev.migrate.DatabaseMigrations;
import dev.migrate.Migrations;
import org.assertj.core.api.AssertProvider;

/**
 * The migrations of one database of an application in a test. Everything is tried in a
 * scratch database of the same product, so that the database of the application stays as
 * it is.
 */
public final class TestMigrations implements AssertProvider<MigrationsAssert> {

	private final Migrations migrations;

	private final String name;

	private TestMigrations(Migrations migrations, String name) {
		this.migrations = migrations;
		this.name = name;
	}

	/**
	 * Return the migrations of an application's primary database.
	 * @param migrations the migrations of the application
	 * @return its migrations
	 */
	public static TestMigrations of(Migrations migrations) {
		return new TestMigrations(migrations, migrations.names().get(0));
	}

	/**
	 * Return the migrations of another database of the application.
	 * @param name the name of the database
	 * @return its migrations
	 * @throws dev.migrate.CannotProceedException if there is no such database
	 */
	public TestMigrations database(String name) {
		this.migrations.database(name);
		return new TestMigrations(this.migrations, name);
	}

	/**
	 * Migrate a scratch database to a revision.
	 * @param revision the revision reference, for example an id or {@code base}
	 * @return the scratch database, which the caller closes
	 * @throws dev.migrate.CannotProceedException if there is no such revision
	 * @throws dev.migrate.MigrationFailedException if a changeset fails
	 */
	public MigratedDatabase at(String revision) {
		return MigratedDatabase.at(migrations(), revision);
	}

	/**
	 * Migrate a scratch database to the newest revision of another release.
	 * @param release the release
	 * @return the scratch database, which the caller closes
	 * @throws dev.migrate.CannotProceedException if the release has no changelog
	 * @throws dev.migrate.MigrationFailedException if a changeset fails
	 */
	public MigratedDatabase at(Release release) {
		return MigratedDatabase.at(migrations(), release);
	}

	DatabaseMigrations migrations() {
		return this.migrations.database(this.name);
	}

	/**
	 * Return assertions about these migrations. AssertJ's own {@code assertThat} calls
	 * it.
	 * @return the assertions
	 */
	@Override
	public MigrationsAssert assertThat() {
		return new MigrationsAssert(this);
	}

	@Override
	public String toString() {
		return "Migrations of the database " + this.name;
	}

}
