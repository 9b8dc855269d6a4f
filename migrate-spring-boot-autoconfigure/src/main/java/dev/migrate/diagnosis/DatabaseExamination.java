package dev.migrate.diagnosis;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.dialect.Identifiers;
import dev.migrate.run.History.Applied;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RollbackResolver;
import dev.migrate.run.Session;
import dev.migrate.run.lock.LockReport;

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
	 * Examine the schema and the lock of the history.
	 * @param session a session of the database
	 * @return whether the history can be read
	 * @throws SQLException if the database cannot be accessed
	 */
	boolean examine(Session session) throws SQLException {
		if (!hasSchema(session.connection())) {
			return false;
		}
		lock(session);
		return true;
	}

	private void lock(Session session) {
		LockReport lock = session.lock();
		switch (lock.state()) {
			case FREE -> {
			}
			case HELD -> this.findings.add(Problem.LOCKED, null,
					"The lock of migrations is held by " + lock.holderText() + ", which is alive.",
					"Wait until that run is over.");
			case ABANDONED -> this.findings.add(Problem.LOCKED, null,
					"The lock of migrations was left behind by " + lock.holderText() + ".",
					"The next run takes it over. To release it now, run release-lock.");
			case UNCERTAIN -> this.findings.add(Problem.LOCKED, null,
					"The lock of migrations is held by " + lock.holderText() + ", of which it is not known whether it"
							+ " is alive.",
					"Wait until that run is over. If it is certain that its process is gone, run release-lock --yes.");
		}
	}

	// A revision may create the schema that is migrated, but not that of the history.
	private boolean hasSchema(Connection connection) throws SQLException {
		String schema = (this.target.liquibaseSchema() != null) ? this.target.liquibaseSchema()
				: this.target.defaultSchema();
		if (schema == null || existingSchemas(connection).stream().anyMatch(schema::equalsIgnoreCase)) {
			return true;
		}
		this.findings.add(Problem.SCHEMA_MISSING, null,
				"The schema " + schema + " is configured for the history, and does not exist.",
				"Create it, or correct default-schema and liquibase-schema.");
		return false;
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

	// A schema without a history is an ordinary one, unless this changelog has run
	// elsewhere.
	private void historyElsewhere(Session session, Changelog parsed) throws SQLException {
		String history = HistoryTables.names(session).get(0);
		Connection connection = session.connection();
		DatabaseMetaData metaData = connection.getMetaData();
		boolean configured = this.target.defaultSchema() != null || this.target.liquibaseSchema() != null;
		if (configured || !metaData.supportsSchemasInTableDefinitions()
				|| !HistoryTables.missing(session).contains(history)) {
			return;
		}
		Identifiers identifiers = DatabaseSchemaReader.dialect(connection).ddl().identifiers();
		Set<String> paths = parsed.revisions().stream().map(Revision::path).collect(Collectors.toSet());
		List<String> schemas = new ArrayList<>();
		try (ResultSet rows = metaData.getTables(connection.getCatalog(), null, "%",
				new String[] { "TABLE", "BASE TABLE" })) {
			while (rows.next()) {
				String name = rows.getString("TABLE_NAME");
				String schema = rows.getString("TABLE_SCHEM");
				if (name.equalsIgnoreCase(history) && hasRun(connection, identifiers.of(schema, name), paths)) {
					schemas.add(schema);
				}
			}
		}
		if (!schemas.isEmpty()) {
			this.findings.add(Problem.HISTORY_ELSEWHERE, null,
					"The schema " + connection.getSchema() + " has no history, and this changelog has run in "
							+ Findings.list(schemas) + ": every revision would run again.",
					"Set default-schema or liquibase-schema, or correct the search path of the user.");
		}
	}

	private static boolean hasRun(Connection connection, String table, Set<String> paths) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select distinct filename from " + table)) {
			while (rows.next()) {
				if (paths.contains(rows.getString(1))) {
					return true;
				}
			}
			return false;
		}
		catch (SQLException ex) {
			// It is not for this user, or no history.
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			return false;
		}
	}

	/**
	 * Examine the revisions of the database.
	 * @param session a session of the database
	 * @param parsed the changelog
	 * @param inProcess whether the database begins with each process
	 * @return the status of the database
	 */
	MigrationStatus examine(Session session, Changelog parsed, boolean inProcess) {
		MigrationStatus status = MigrationStatus.of(session, parsed);
		DatabaseAccess.call(() -> {
			historyElsewhere(session, parsed);
			return status;
		});
		for (Changeset changeset : status.altered()) {
			this.findings.add(Problem.CHANGESET_EDITED, this.changelog.at(changeset),
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
		if (!pending.isEmpty() && !inProcess) {
			this.findings.add(Problem.PENDING, null,
					Findings.count(pending.size(), "revision") + " pending: " + Findings.list(pending) + ".",
					"Run upgrade.");
		}
		List<Changeset> permanent = RollbackResolver.withoutRollback(session, status.changelog());
		if (!permanent.isEmpty()) {
			Changeset last = permanent.get(permanent.size() - 1);
			this.findings.add(Problem.ROLLBACK_MISSING, this.changelog.at(last),
					Findings.count(permanent.size(), "changeset") + " without a rollback: "
							+ Findings.list(permanent.stream().map(Changeset::name).toList())
							+ ". A downgrade goes no further back.",
					"Write a rollback; that does not change the checksum.");
		}
		return status;
	}

}
