package dev.migrate.test;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import dev.migrate.DatabaseMigrations;
import dev.migrate.MovedView;
import dev.migrate.ScratchMigrations;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A scratch database that a changelog has built.
 */
public final class MigratedDatabase implements AutoCloseable {

	private final ScratchMigrations scratch;

	private final Release.@Nullable Changelog release;

	private final SingleConnectionDataSource connection;

	private MigratedDatabase(ScratchMigrations scratch, Release.@Nullable Changelog release) {
		this.scratch = scratch;
		this.release = release;
		// In a transaction of the test, each of several data sources would keep one open.
		try {
			this.connection = new SingleConnectionDataSource(scratch.dataSource().getConnection(), true);
		}
		catch (SQLException ex) {
			throw new DataAccessResourceFailureException("The scratch database cannot be accessed", ex);
		}
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
	 * Return the connection to the database, whose default schema is that of the
	 * migrations. It is closed with this object.
	 * @return the data source, which always returns the same connection
	 */
	public DataSource dataSource() {
		return this.connection;
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

	MovedView upgradeToHeads() {
		return this.scratch.migrations().upgrade("heads");
	}

	RowSnapshot rows() {
		return RowSnapshot.of(this.connection, this.scratch.schema());
	}

	/**
	 * Release the scratch database.
	 */
	@Override
	public void close() {
		this.connection.destroy();
		this.scratch.close();
		if (this.release != null) {
			this.release.close();
		}
	}

}
