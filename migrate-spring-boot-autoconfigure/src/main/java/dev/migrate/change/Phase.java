package dev.migrate.change;

/**
 * The position of a change among others.
 * <p>
 * The order is a palindrome: the reverse of a change belongs to the mirrored phase, so
 * that a reversed list of changes is in the right order already.
 */
public enum Phase {

	RENAME, CREATE_SCHEMAS, CREATE_TYPES, CREATE_SEQUENCES, DROP_FOREIGN_KEYS, DROP_KEYS_AND_INDEXES, LEAVE_COLUMNS,
	DROP_COLUMNS, DROP_TABLES, ALTER, CREATE_TABLES, ADD_COLUMNS, FILL_COLUMNS, ADD_KEYS_AND_INDEXES, ADD_FOREIGN_KEYS,
	DROP_SEQUENCES, DROP_TYPES, DROP_SCHEMAS, RENAME_BACK;

	/**
	 * Return the phase of a change's reverse.
	 * @return the phase as far from the end as this one is from the start
	 */
	public Phase mirror() {
		return values()[values().length - 1 - ordinal()];
	}

}
