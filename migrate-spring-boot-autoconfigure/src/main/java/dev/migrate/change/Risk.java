package dev.migrate.change;

/**
 * A risk of applying a change.
 *
 * @param level the severity
 * @param reason the reason, for the reviewer of the change
 */
public record Risk(Level level, String reason) {

	/**
	 * The levels of risk, from the mildest to the worst.
	 */
	public enum Level {

		/**
		 * The change has no risk.
		 */
		SAFE("safe"),

		/**
		 * The change may fail, depending on the rows.
		 */
		MAY_FAIL("may fail"),

		/**
		 * The version of the application that is still running may fail.
		 */
		BREAKS_RUNNING_VERSION("breaks the running version"),

		/**
		 * Rows or values are lost.
		 */
		LOSES_DATA("loses data");

		private final String displayName;

		Level(String displayName) {
			this.displayName = displayName;
		}

		/**
		 * Return the display form of the level.
		 * @return the display form
		 */
		@Override
		public String toString() {
			return this.displayName;
		}

	}

}
