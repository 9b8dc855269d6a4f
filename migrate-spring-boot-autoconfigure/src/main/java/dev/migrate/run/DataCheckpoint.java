package dev.migrate.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.ChangelogPaths;
import dev.migrate.run.data.Checkpoints;
import dev.migrate.run.data.DataMigrationChange;
import dev.migrate.run.data.MigratingConnection;
import dev.migrate.run.lock.Fingerprint;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of the data migration of one changeset, which is needed until the
 * changeset is in the history.
 *
 * @param id its id, which is that of no other changeset
 * @param checkpoints the table of the checkpoints; {@code null} if the changeset has no
 * data migration
 */
record DataCheckpoint(String id, @Nullable Checkpoints checkpoints) {

	/**
	 * That of a changeset without a data migration.
	 */
	static final DataCheckpoint NONE = new DataCheckpoint("", null);

	private static final int DIGITS = 16;

	private static final int LONGEST_NAME = 80;

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
		String changeset = String.join("\n", ChangelogPaths.normalize(changeSet.getFilePath()), changeSet.getId(),
				changeSet.getAuthor());
		String name = names.get(0);
		return new DataCheckpoint(
				Fingerprint.of(changeset, DIGITS) + " " + name.substring(0, Math.min(name.length(), LONGEST_NAME)),
				new Checkpoints(database, run.plain()));
	}

	/**
	 * Forget how far the data migration has come, so that the next one starts at the
	 * first row.
	 */
	void forget() {
		if (this.checkpoints == null) {
			return;
		}
		try {
			this.checkpoints.delete(this.id);
		}
		catch (SQLException ex) {
			Scope.getCurrentScope()
				.getLog(DataCheckpoint.class)
				.warning("The checkpoint of a data migration stays: " + this.id, ex);
		}
	}

}
