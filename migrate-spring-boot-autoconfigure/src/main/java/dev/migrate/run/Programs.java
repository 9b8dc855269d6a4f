package dev.migrate.run;

import dev.migrate.CannotProceedException;
import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.change.custom.CustomTaskChange;
import liquibase.changelog.ChangeSet;

/**
 * Changes that are programs. Asking them for their SQL runs them, and what they do is not
 * confined to a script or to one database.
 */
public final class Programs {

	private Programs() {
	}

	public static boolean isProgram(Change change) {
		return change instanceof ExecuteShellCommandChange || (change instanceof CustomChangeWrapper custom
				&& custom.getCustomChange() instanceof CustomTaskChange);
	}

	/**
	 * Refuse a changeset that runs a program.
	 * @param changeSet the changeset
	 * @param changes those of its changes that are about to be run
	 * @param advice what to do instead, in a clause and a sentence
	 * @throws CannotProceedException where one of them is a program
	 */
	public static void refuse(ChangeSet changeSet, Iterable<? extends Change> changes, String advice) {
		for (Change change : changes) {
			if (isProgram(change)) {
				throw new CannotProceedException(
						"Changeset " + changeSet.toString(false) + " runs a program, which " + advice);
			}
		}
	}

}
