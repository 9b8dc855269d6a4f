package dev.migrate.change;

/**
 * The effect of a change on a table, as far as it takes longer the more rows the table
 * has.
 */
public enum Effect {

	/**
	 * None: no row is written anew, and nobody waits longer because of the rows.
	 */
	NONE(false, Waiting.NOBODY),

	/**
	 * Sessions that write wait while the rows are read.
	 */
	BLOCKS_WRITES(false, Waiting.WRITERS),

	/**
	 * All sessions wait while the rows are read.
	 */
	BLOCKS_ALL(false, Waiting.EVERYBODY),

	/**
	 * Every row is written anew, while other sessions go on.
	 */
	REWRITES(true, Waiting.NOBODY),

	/**
	 * Every row is written anew, while other sessions go on, and what they write is lost.
	 */
	REWRITES_AND_FORGETS(true, Waiting.NOBODY),

	/**
	 * Every row is written anew, and sessions that write wait meanwhile.
	 */
	REWRITES_AND_BLOCKS_WRITES(true, Waiting.WRITERS),

	/**
	 * Every row is written anew, and all sessions wait meanwhile.
	 */
	REWRITES_AND_BLOCKS_ALL(true, Waiting.EVERYBODY),

	/**
	 * It is not known, since nobody has measured it on the product.
	 */
	NOT_MEASURED(false, Waiting.NOBODY);

	private final boolean rewriting;

	private final Waiting waiting;

	Effect(boolean rewriting, Waiting waiting) {
		this.rewriting = rewriting;
		this.waiting = waiting;
	}

	/**
	 * Return whether every row is written anew.
	 * @return {@code true} if the table, or a copy that replaces it, is written
	 */
	public boolean isRewriting() {
		return this.rewriting;
	}

	/**
	 * Return who waits.
	 * @return the sessions that wait longer the more rows the table has
	 */
	public Waiting waiting() {
		return this.waiting;
	}

	/**
	 * The other sessions that wait.
	 */
	public enum Waiting {

		/**
		 * No other session.
		 */
		NOBODY,

		/**
		 * The sessions that write to the table.
		 */
		WRITERS,

		/**
		 * The sessions that read the table or write to it.
		 */
		EVERYBODY

	}

}
