package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * How the database numbers the rows of a column by itself.
 *
 * @param mode the way of it
 * @param increment the step between two values; {@code null} where there is no opinion
 */
public record Identity(Mode mode, @Nullable Long increment) {

	/**
	 * Says that the column is not numbered, where {@code null} would say that nobody has
	 * an opinion.
	 */
	public static final Identity NONE = new Identity(Mode.NONE, null);

	/**
	 * An identity about which nothing more is known or asked for.
	 */
	public static final Identity BY_DEFAULT = new Identity(Mode.BY_DEFAULT, null);

	/**
	 * Returns whether the column is numbered.
	 * @return {@code false} for {@link #NONE}
	 */
	public boolean isPresent() {
		return this.mode != Mode.NONE;
	}

	/**
	 * The ways in which a column gets its numbers.
	 */
	public enum Mode {

		/**
		 * It gets none.
		 */
		NONE,

		/**
		 * The database gives a number where the statement has none.
		 */
		BY_DEFAULT,

		/**
		 * The database always gives the number.
		 */
		ALWAYS

	}

}
