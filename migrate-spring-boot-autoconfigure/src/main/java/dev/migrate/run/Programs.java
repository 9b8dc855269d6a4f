package dev.migrate.run;

import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.run.data.DataMigrationChange;
import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.change.custom.CustomTaskChange;
import liquibase.changelog.ChangeSet;

/**
 * Detects changes that run code. Generating their SQL runs them, and their effects are
 * not confined to a script or a database.
 */
public final class Programs {

	private Programs() {
	}

	public static boolean isProgram(Change change) {
		return change instanceof ExecuteShellCommandChange || (change instanceof CustomChangeWrapper custom
				&& custom.getCustomChange() instanceof CustomTaskChange);
	}

	/**
	 * Reject a changeset that runs code, unless that does nothing where there are no
	 * rows.
	 * @param changeSet the changeset
	 * @param changes the changes of the changeset that are about to be run
	 * @param advice the advice, as a clause and a sentence
	 * @throws CannotProceedException if one of them runs code
	 */
	static void refuseWithoutRows(ChangeSet changeSet, List<? extends Change> changes, String advice) {
		refuse(changeSet, changes.stream().filter((change) -> DataMigrationChange.nameIn(change).isEmpty()).toList(),
				advice);
	}

	/**
	 * Reject a changeset that runs code.
	 * @param changeSet the changeset
	 * @param changes the changes of the changeset that are about to be run
	 * @param advice the advice, as a clause and a sentence
	 * @throws CannotProceedException if one of them runs code
	 */
	public static void refuse(ChangeSet changeSet, Iterable<? extends Change> changes, String advice) {
		for (Change change : changes) {
			if (isProgram(change)) {
				throw new CannotProceedException(ErrorCode.PROGRAM_IN_CHANGESET,
						"Changeset " + changeSet.toString(false) + " runs a program, which " + advice);
			}
		}
	}

}
