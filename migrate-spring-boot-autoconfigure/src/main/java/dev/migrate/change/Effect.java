package dev.migrate.change;

/**
 * The effect of a change on a table, as far as it takes longer the more rows the table
 * has.
 */
public enum Effect {

	/**
	 * The table is not rewritten, and no other session waits longer because of its rows.
	 */
	NONE(false, Waiting.NONE),

	/**
	 * Sessions that write wait while the rows are read.
	 */
	BLOCKS_WRITES(false, Waiting.WRITERS),

	/**
	 * All sessions wait while the rows are read.
	 */
	BLOCKS_ALL(false, Waiting.ALL),

	/**
	 * Every row is written anew, while other sessions go on.
	 */
	REWRITES(true, Waiting.NONE),

	/**
	 * Every row is written anew, while other sessions go on, and what they write is lost.
	 */
	REWRITES_AND_LOSES_WRITES(true, Waiting.NONE),

	/**
	 * Every row is written anew, and sessions that write wait meanwhile.
	 */
	REWRITES_AND_BLOCKS_WRITES(true, Waiting.WRITERS),

	/**
	 * Every row is written anew, and all sessions wait meanwhile.
	 */
	REWRITES_AND_BLOCKS_ALL(true, Waiting.ALL),

	/**
	 * The effect is unknown: it was not measured on the product.
	 */
	NOT_MEASURED(false, Waiting.NONE);

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
		NONE,

		/**
		 * The sessions that write to the table.
		 */
		WRITERS,

		/**
		 * The sessions that read the table or write to it.
		 */
		ALL

	}

}
