package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
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

	private @Nullable SchemaSnapshot beginning;

	private Map<String, List<Difference>> byHand = Map.of();

	private final Set<String> touched = new HashSet<>();

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
			else {
				attempt(() -> this.isWanted = hasRevision(changeLog));
				if (this.isWanted) {
					begin(database);
				}
				if (!this.byHand.isEmpty()) {
					attempt(() -> log(TouchedTables.of(PendingChangesets.find(changeLog, database))));
				}
			}
		}
		if (!this.byHand.isEmpty()) {
			attempt(() -> this.touched.addAll(TouchedTables.of(List.of(changeSet)).names()));
		}
	}

	private static boolean hasRevision(DatabaseChangeLog changeLog) {
		RunRevisions revisions = new RunRevisions(changeLog, Scope.getCurrentScope().getResourceAccessor(), List.of());
		return changeLog.getChangeSets().stream().anyMatch(revisions::hasParent);
	}

	/**
	 * The schema is about to be changed by something that is no changeset.
	 * @param database the database of Liquibase
	 */
	void changing(Database database) {
		if (!this.isChanging) {
			this.isChanging = true;
			begin(database);
		}
	}

	private void begin(Database database) {
		this.before = null;
		this.beginning = null;
		this.byHand = Map.of();
		this.touched.clear();
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
					this.beginning = SchemaSnapshot.of(tables.get().read());
					this.byHand = last.differencesTo(this.beginning);
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
		if (this.before != null && this.beginning == null) {
			// What was changed by hand is still to be noticed.
			return;
		}
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
				table.write(basis, withUnnoticed(now));
			}
		});
	}

	// What was changed by hand in a table that this run has not touched is still to be
	// noticed.
	private SchemaSnapshot withUnnoticed(SchemaSnapshot now) {
		SchemaSnapshot last = this.before;
		SchemaSnapshot first = this.beginning;
		if (last == null || first == null) {
			return now;
		}
		Set<String> changed = first.differencesTo(now).keySet();
		return now.with(last,
				this.byHand.keySet()
					.stream()
					.filter((name) -> !changed.contains(name) && !this.touched.contains(name.toLowerCase(Locale.ROOT)))
					.collect(Collectors.toSet()));
	}

	// Liquibase sets the default schema of some products at the end of a transaction that
	// it rolls back.
	private void attempt(Database database, Action action) {
		attempt(() -> {
			try {
				if (!this.connection.isClosed()) {
					action.run();
					commit();
				}
			}
			finally {
				database.rollback();
			}
		});
	}

	// A run does not fail because nothing is known about it afterwards.
	private static void attempt(Action action) {
		try {
			action.run();
		}
		catch (SQLException | DatabaseException | RuntimeException ex) {
			Scope.getCurrentScope().getLog(RunSnapshot.class).fine("Nothing is known about changes by hand", ex);
		}
	}

	// Liquibase's connection would complete a changeset that has broken off.
	private void commit() throws SQLException {
		if (!this.connection.getAutoCommit()) {
			this.connection.commit();
		}
	}

	private interface Action {

		void run() throws SQLException, DatabaseException;

	}

}
