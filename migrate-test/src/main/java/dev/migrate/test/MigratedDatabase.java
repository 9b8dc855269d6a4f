package dev.migrate.test;

import java.util.List;

import javax.sql.DataSource;

import dev.migrate.DatabaseMigrations;
import dev.migrate.ScratchMigrations;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A scratch database that a changelog has built.
 */
public final class MigratedDatabase implements AutoCloseable {

	private final ScratchMigrations scratch;

	private final Release.@Nullable Changelog release;

	private MigratedDatabase(ScratchMigrations scratch, Release.@Nullable Changelog release) {
		this.scratch = scratch;
		this.release = release;
	}

	static MigratedDatabase at(DatabaseMigrations migrations, String revision) {
		ScratchMigrations scratch = migrations.scratch();
		try {
			if (!revision.equals("base")) {
				scratch.migrations().upgrade(revision);
			}
			return new MigratedDatabase(scratch, null);
		}
		catch (RuntimeException ex) {
			scratch.close();
			throw ex;
		}
	}

	static MigratedDatabase at(DatabaseMigrations migrations, Release release) {
		Release.Changelog changelog = release.unpack();
		try {
			ScratchMigrations scratch = migrations.scratch();
			try {
				scratch.migrations(changelog.classLoader()).upgrade("heads");
				return new MigratedDatabase(scratch, changelog);
			}
			catch (RuntimeException ex) {
				scratch.close();
				throw ex;
			}
		}
		catch (RuntimeException ex) {
			changelog.close();
			throw ex;
		}
	}

	/**
	 * Execute statements.
	 * @param statements the statements, in order
	 * @return this database
	 */
	public MigratedDatabase execute(String... statements) {
		for (String statement : statements) {
			jdbc().sql(statement).update();
		}
		return this;
	}

	/**
	 * Return a client for statements and queries.
	 * @return the client
	 */
	public JdbcClient jdbc() {
		return JdbcClient.create(dataSource());
	}

	/**
	 * Return connections to the database.
	 * @return the data source
	 */
	public DataSource dataSource() {
		return this.scratch.dataSource();
	}

	/**
	 * Apply a revision of the application's changelog and its ancestors.
	 * @param revision the revision reference, for example {@code head}
	 * @return this database
	 * @throws dev.migrate.CannotProceedException if there is no such revision
	 * @throws dev.migrate.MigrationFailedException if a changeset fails
	 */
	public MigratedDatabase upgrade(String revision) {
		this.scratch.migrations().upgrade(revision);
		return this;
	}

	/**
	 * Undo revisions until the database is at one of them.
	 * @param revision the revision reference, for example {@code -1} or {@code base}
	 * @return this database
	 * @throws dev.migrate.CannotProceedException if there is no such revision, or if one
	 * cannot be undone
	 * @throws dev.migrate.MigrationFailedException if a rollback fails
	 */
	public MigratedDatabase downgrade(String revision) {
		this.scratch.migrations().downgrade(revision);
		return this;
	}

	/**
	 * Return the current revisions of the application's changelog.
	 * @return the ids; empty before the first one
	 */
	public List<String> current() {
		return this.scratch.migrations().status().current();
	}

	RowSnapshot rows() {
		return RowSnapshot.of(dataSource(), this.scratch.schema());
	}

	/**
	 * Release the scratch database.
	 */
	@Override
	public void close() {
		this.scratch.close();
		if (this.release != null) {
			this.release.close();
		}
	}

}
