package dev.migrate.change;

/**
 * Renames a table or a column.
 */
public sealed interface Rename extends Change permits RenameTable, RenameColumn {

	@Override
	Rename reverse();

	@Override
	default Phase phase() {
		return Phase.RENAME;
	}

}
