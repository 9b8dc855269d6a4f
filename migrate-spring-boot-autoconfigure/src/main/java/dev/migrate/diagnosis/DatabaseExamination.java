package dev.migrate.diagnosis;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.History.Applied;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.LockHolder;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RollbackResolver;
import dev.migrate.run.Session;
import org.jspecify.annotations.Nullable;

/**
 * Examines the history of a database.
 */
final class DatabaseExamination {

	private final MigrationTarget target;

	private final ChangelogExamination changelog;

	private final Findings findings;

	DatabaseExamination(ManagedDatabase managed, ChangelogExamination changelog, Findings findings) {
		this.target = managed.target();
		this.changelog = changelog;
		this.findings = findings;
	}

	/**
	 * Examine the tables and the lock of the history.
	 * @param session a session of the database
	 * @return whether the schemas that are configured exist
	 * @throws SQLException if the database cannot be accessed
	 */
	boolean examine(Session session) throws SQLException {
		if (!schemas(session.connection())) {
			return false;
		}
		List<String> missing = HistoryTables.missing(session);
		List<String> names = HistoryTables.names(session);
		if (missing.contains(names.get(0))) {
			historyElsewhere(session, names.get(0));
		}
		if (!missing.contains(names.get(1))) {
			LockHolder.find(session)
				.ifPresent((holder) -> this.findings.add(Problem.LOCKED, null,
						"The lock of migrations is held " + holder + ".",
						"Wait for that run to end. If it was killed, release its lock with: "
								+ LockHolder.release(session)));
		}
		return true;
	}

	private boolean schemas(Connection connection) throws SQLException {
		Set<String> existing = existingSchemas(connection);
		List<String> missing = Stream.of(this.target.defaultSchema(), this.target.liquibaseSchema())
			.filter((name) -> name != null && existing.stream().noneMatch(name::equalsIgnoreCase))
			.distinct()
			.toList();
		for (String schema : missing) {
			this.findings.add(Problem.SCHEMA_MISSING, null,
					"The schema " + schema + " is configured for the migrations, and does not exist.",
					"Create it, or correct default-schema and liquibase-schema.");
		}
		return missing.isEmpty();
	}

	private static Set<String> existingSchemas(Connection connection) throws SQLException {
		DatabaseMetaData metaData = connection.getMetaData();
		Set<String> names = new LinkedHashSet<>();
		try (ResultSet rows = metaData.supportsSchemasInTableDefinitions() ? metaData.getSchemas()
				: metaData.getCatalogs()) {
			while (rows.next()) {
				names.add(rows.getString(1));
			}
		}
		return names;
	}

	// Where several schemas have a history of their own, they are configured.
	private void historyElsewhere(Session session, String history) throws SQLException {
		DatabaseMetaData metaData = session.connection().getMetaData();
		boolean configured = this.target.defaultSchema() != null || this.target.liquibaseSchema() != null;
		if (configured || !metaData.supportsSchemasInTableDefinitions()) {
			return;
		}
		List<String> schemas = new ArrayList<>();
		for (String name : Set.of(history.toLowerCase(Locale.ROOT), history.toUpperCase(Locale.ROOT))) {
			try (ResultSet rows = metaData.getTables(session.connection().getCatalog(), null, name,
					new String[] { "TABLE", "BASE TABLE" })) {
				while (rows.next()) {
					schemas.add(rows.getString("TABLE_SCHEM"));
				}
			}
		}
		if (!schemas.isEmpty()) {
			this.findings.add(Problem.HISTORY_ELSEWHERE, null,
					"The schema " + session.connection().getSchema() + " has no history, and " + Findings.list(schemas)
							+ " has one: every revision would run again.",
					"Set spring.liquibase.default-schema or liquibase-schema, or correct the search path of the user.");
		}
	}

	/**
	 * Examine the revisions of the database.
	 * @param session a session of the database
	 * @param status the status of the database
	 * @param inMemory whether the database begins with each process
	 */
	void examine(Session session, MigrationStatus status, boolean inMemory) {
		for (Changeset changeset : status.altered()) {
			this.findings.add(Problem.CHANGESET_EDITED, at(changeset.path(), changeset.id()),
					"The changeset " + changeset.id() + " in " + changeset.path()
							+ " was edited after it had been applied: an upgrade stops before it.",
					"Restore the text that was applied, and write the change as a new revision.");
		}
		Set<String> deleted = status.deleted()
			.stream()
			.map(Applied::path)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		for (String path : deleted) {
			this.findings.add(Problem.REVISION_UNKNOWN, null,
					"The revision " + path + " is applied, and the changelog has no such file: the database is newer"
							+ " than this application, or the file was deleted.",
					"Use the version of the application that has the file, or restore it.");
		}
		List<String> pending = status.pending().stream().map(RevisionStatus::revision).map(Revision::id).toList();
		if (!pending.isEmpty() && !inMemory) {
			this.findings.add(Problem.PENDING, null,
					Findings.count(pending.size(), "revision") + " pending: " + Findings.list(pending) + ".",
					"Run upgrade.");
		}
		List<Changeset> permanent = RollbackResolver.withoutRollback(session, status.changelog());
		if (!permanent.isEmpty()) {
			Changeset last = permanent.get(permanent.size() - 1);
			this.findings.add(Problem.ROLLBACK_MISSING, at(last.path(), last.id()),
					Findings.count(permanent.size(), "changeset") + " without a rollback: "
							+ Findings.list(permanent.stream().map(Changeset::name).toList())
							+ ". A downgrade goes no further back.",
					"Write a rollback; that does not change the checksum.");
		}
	}

	private @Nullable Location at(String path, String text) {
		return this.changelog.at(path, text);
	}

}
