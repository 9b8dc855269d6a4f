package dev.migrate.dialect;

import java.util.EnumMap;
import java.util.Map;

import dev.migrate.change.Effect;

/**
 * What a change asks of a product. Changes that ask the same have the same effect on a
 * table with rows, apart from changes of a type, whose effect depends on both types.
 */
public enum Operation {

	ADD_COLUMN,

	/**
	 * Adds a column with a default that is the same for all rows.
	 */
	ADD_COLUMN_WITH_DEFAULT,

	/**
	 * Adds a column with a default that may differ from row to row.
	 */
	ADD_COLUMN_WITH_COMPUTED_DEFAULT,

	/**
	 * Adds a column that the database numbers.
	 */
	ADD_NUMBERED_COLUMN,

	ADD_STORED_COLUMN, ADD_VIRTUAL_COLUMN, DROP_COLUMN, DROP_VIRTUAL_COLUMN, RENAME_COLUMN, FILL_COLUMN,

	ALTER_TYPE, SET_NOT_NULL, ALLOW_NULL, ALTER_DEFAULT, START_NUMBERING, ALTER_NUMBERING, STOP_NUMBERING,

	/**
	 * Makes a generated column of a plain one.
	 */
	START_COMPUTING,

	ALTER_FORMULA,

	/**
	 * Makes a plain column of a generated one.
	 */
	STOP_COMPUTING,

	/**
	 * Makes a plain column of a generated one whose values are not stored.
	 */
	STORE_VIRTUAL_COLUMN,

	ALTER_COLLATION,

	/**
	 * Changes the collation of a column that an index or key has.
	 */
	ALTER_INDEXED_COLLATION,

	COMMENT_ON_COLUMN,

	ADD_PRIMARY_KEY, REPLACE_PRIMARY_KEY, DROP_PRIMARY_KEY, ADD_UNIQUE_KEY, REPLACE_UNIQUE_KEY, DROP_UNIQUE_KEY,
	ADD_FOREIGN_KEY, REPLACE_FOREIGN_KEY, DROP_FOREIGN_KEY, ADD_CHECK, REPLACE_CHECK, DROP_CHECK, ADD_INDEX,
	REPLACE_INDEX, DROP_INDEX,

	/**
	 * What a new foreign key asks of the table that it refers to.
	 */
	ADD_REFERENCE,

	/**
	 * What the replacement of a foreign key asks of the table that it refers to.
	 */
	REPLACE_REFERENCE,

	RENAME_TABLE, COMMENT_ON_TABLE, DROP_TABLE,

	/**
	 * Adds values to an enumerated type and keeps the others in their order.
	 */
	EXTEND_ENUM_TYPE,

	/**
	 * Removes or moves values of an enumerated type.
	 */
	REDEFINE_ENUM_TYPE;

	/**
	 * Return the facts about a product on which no effect was measured.
	 * @return {@link Effect#NOT_MEASURED} for every operation
	 */
	static Map<Operation, Effect> notMeasured() {
		Map<Operation, Effect> facts = new EnumMap<>(Operation.class);
		for (Operation operation : values()) {
			facts.put(operation, Effect.NOT_MEASURED);
		}
		return facts;
	}

}
