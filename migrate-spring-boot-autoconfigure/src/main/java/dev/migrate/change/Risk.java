package dev.migrate.change;

/**
 * What can go wrong when a change is applied.
 *
 * @param level how bad it is
 * @param reason why, in words for the person who reviews the change
 */
public record Risk(Level level, String reason) {

	/**
	 * The kinds of risk, from the mildest to the worst.
	 */
	public enum Level {

		/**
		 * Nothing is at stake.
		 */
		SAFE("safe"),

		/**
		 * It depends on the rows whether the change can be applied.
		 */
		MAY_FAIL("may fail"),

		/**
		 * The version of the application that is still running may fail.
		 */
		BREAKS_RUNNING_VERSION("breaks the running version"),

		/**
		 * Rows, or values in them, are gone afterwards.
		 */
		LOSES_DATA("loses data");

		private final String words;

		Level(String words) {
			this.words = words;
		}

		/**
		 * Return the level as people read it.
		 * @return lower-case words
		 */
		@Override
		public String toString() {
			return this.words;
		}

	}

}
