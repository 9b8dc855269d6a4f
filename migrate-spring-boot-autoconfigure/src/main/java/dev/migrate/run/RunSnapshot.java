package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.change.Difference;
import dev.migrate.changelog.RunRevisions;
import dev.migrate.changelog.TouchedTables;
import dev.migrate.run.lock.RunLockService;
import dev.migrate.run.snapshot.SchemaSnapshot;
import dev.migrate.run.snapshot.SnapshotTable;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of the schema that a run leaves for the next one, which compares the
 * tables that it touches. There is none while the run goes on, so that one that is killed
 * leaves none.
 * <p>
 * The first run of a changelog that has revisions with a parent creates the table. An
 * application with changelogs of its own has no further table.
 */
final class RunSnapshot {

	private final Connection connection;

	private final @Nullable String defaultSchema;

	private boolean isChanging;

	private boolean isWanted;

	private boolean exists;

	private @Nullable SchemaSnapshot before;

	private Map<String, List<Difference>> byHand = Map.of();

	private TouchedTables touched = TouchedTables.NONE;

	RunSnapshot(Connection connection, @Nullable String defaultSchema) {
		this.connection = connection;
		this.defaultSchema = defaultSchema;
	}

	/**
	 * A changeset is about to change the schema. Before the first one, what was changed
	 * by hand is logged.
	 * @param changeSet the changeset
	 * @param changeLog the changelog of the run
	 * @param database the database of Liquibase
	 */
	void changing(ChangeSet changeSet, @Nullable DatabaseChangeLog changeLog, Database database) {
		if (!this.isChanging) {
			this.isChanging = true;
			// Liquibase passes an empty changelog when it undoes a changeset.
			if (changeLog == null || changeLog.getPhysicalFilePath() == null) {
				begin(database);
			}
			else if (hasRevision(changeLog)) {
				this.isWanted = true;
				begin(database);
				if (!this.byHand.isEmpty()) {
					attempt(database, () -> log(TouchedTables.of(PendingChangesets.find(changeLog, database))));
				}
			}
		}
		if (!this.byHand.isEmpty()) {
			this.touched = this.touched.and(TouchedTables.of(List.of(changeSet)));
		}
	}

	private static boolean hasRevision(DatabaseChangeLog changeLog) {
		try {
			RunRevisions revisions = new RunRevisions(changeLog, Scope.getCurrentScope().getResourceAccessor(),
					List.of());
			return changeLog.getChangeSets().stream().anyMatch(revisions::hasParent);
		}
		catch (RuntimeException ex) {
			// Liquibase runs what is no revision to us.
			Scope.getCurrentScope().getLog(RunSnapshot.class).fine("The revisions cannot be read", ex);
			return false;
		}
	}

	/**
	 * The schema is about to be changed by something that is no changeset, which knows
	 * what was changed by hand.
	 * @param database the database of Liquibase
	 */
	void changing(Database database) {
		if (!this.isChanging) {
			this.isChanging = true;
			begin(database);
			this.byHand = Map.of();
		}
	}

	private void begin(Database database) {
		attempt(database, () -> {
			SnapshotTable table = new SnapshotTable(database, this.connection);
			this.exists = table.exists();
			this.isWanted |= this.exists;
			Optional<SchemaTables> tables = SchemaTables.of(this.connection, database, this.defaultSchema);
			if (this.exists && tables.isPresent()) {
				this.before = table.read(tables.get().basis()).orElse(null);
				table.clear();
			}
		});
		SchemaSnapshot last = this.before;
		if (last != null) {
			attempt(database, () -> {
				Optional<SchemaTables> tables = SchemaTables.of(this.connection, database, this.defaultSchema);
				if (tables.isPresent()) {
					this.byHand = last.differencesTo(SchemaSnapshot.of(tables.get().read()));
				}
			});
		}
	}

	private void log(TouchedTables pending) {
		ChangedTables.describe(ChangedTables.among(this.byHand, pending))
			.forEach((sentence) -> Scope.getCurrentScope()
				.getLog(RunSnapshot.class)
				.warning(sentence + " The run goes on; the command check compares the database with the changelog."));
	}

	/**
	 * The run has ended, and still has the lock.
	 * @param database the database of Liquibase
	 */
	void changed(Database database) {
		if (!this.isChanging || !this.isWanted || !RunLockService.isHeld(database)) {
			return;
		}
		this.isChanging = false;
		attempt(database, () -> {
			Optional<SchemaTables> tables = SchemaTables.of(this.connection, database, this.defaultSchema);
			if (tables.isPresent()) {
				SchemaSnapshot now = SchemaSnapshot.of(tables.get().read());
				String basis = tables.get().basis();
				SnapshotTable table = new SnapshotTable(database, this.connection);
				if (!this.exists) {
					table.create();
				}
				table.clear();
				table.write(basis, (this.before != null) ? now.with(this.before, unnoticed()) : now);
			}
		});
	}

	// What was changed by hand in a table that this run has not touched is still to be
	// noticed.
	private Set<String> unnoticed() {
		return !this.touched.complete() ? Set.of()
				: this.byHand.keySet()
					.stream()
					.filter((name) -> !this.touched.names().contains(name.toLowerCase(Locale.ROOT)))
					.collect(Collectors.toSet());
	}

	// A run does not fail because nothing is known about it afterwards. Liquibase sets
	// the default schema of some products at the end of a transaction that it rolls back.
	private void attempt(Database database, Action action) {
		try {
			if (!this.connection.isClosed()) {
				action.run();
				database.commit();
			}
		}
		catch (SQLException | DatabaseException | RuntimeException ex) {
			Scope.getCurrentScope().getLog(RunSnapshot.class).fine("Nothing is known about changes by hand", ex);
		}
		finally {
			rollback(database);
		}
	}

	private static void rollback(Database database) {
		try {
			database.rollback();
		}
		catch (DatabaseException ex) {
			Scope.getCurrentScope().getLog(RunSnapshot.class).fine("The connection is broken", ex);
		}
	}

	private interface Action {

		void run() throws SQLException, DatabaseException;

	}

}
