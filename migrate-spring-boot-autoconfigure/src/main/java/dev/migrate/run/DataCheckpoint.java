package dev.migrate.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.run.data.Checkpoints;
import dev.migrate.run.data.DataMigrationChange;
import dev.migrate.run.data.MigratingConnection;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;

/**
 * The checkpoint of the data migration of one changeset, which is needed until the
 * changeset is in the history.
 */
interface DataCheckpoint {

	/**
	 * That of a changeset without a data migration.
	 */
	DataCheckpoint NONE = () -> {
	};

	/**
	 * Forget how far the data migration has come, so that the next one starts at the
	 * first row.
	 */
	void forget();

	/**
	 * Return the checkpoint of a changeset.
	 * @param changeSet the changeset
	 * @param database the database of Liquibase
	 * @param run the connection of the run
	 * @return the checkpoint
	 * @throws MigrationFailedException if the changeset has other changes beside its data
	 * migration, which would be committed with the first batch
	 */
	static DataCheckpoint of(ChangeSet changeSet, Database database, MigratingConnection run) {
		List<String> names = changeSet.getChanges()
			.stream()
			.map(DataMigrationChange::nameIn)
			.flatMap(Optional::stream)
			.toList();
		if (names.isEmpty()) {
			return NONE;
		}
		if (changeSet.getChanges().size() > 1) {
			throw new MigrationFailedException(ErrorCode.CHANGELOG_REJECTED,
					"Changeset " + changeSet.toString(false)
							+ " runs a data migration and has other changes; move them to a changeset of their own.",
					null);
		}
		return () -> {
			try {
				new Checkpoints(database, run).delete(names.get(0));
			}
			catch (SQLException ex) {
				Scope.getCurrentScope()
					.getLog(DataCheckpoint.class)
					.warning("The checkpoint of the data migration " + names.get(0) + " stays", ex);
			}
		};
	}

}
