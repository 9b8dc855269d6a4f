package dev.migrate.laws.rows;

/**
 * The rows that a table is filled with.
 */
public enum Style {

	/**
	 * Short values, none of them null, which every mapping of a column can hold.
	 */
	ORDINARY(3),

	/**
	 * What the constraints of the database allow and the entities may not: nulls, the
	 * longest texts, the greatest and the smallest numbers, equal values, values without
	 * a match in another table.
	 */
	EXTREME(5);

	private final int rows;

	Style(int rows) {
		this.rows = rows;
	}

	/**
	 * Return the number of rows.
	 * @return the number of rows that each table is given, or fewer if its keys do not
	 * allow so many
	 */
	int rows() {
		return this.rows;
	}

}
