package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * How the database numbers the rows of a column by itself.
 *
 * @param mode the way of it
 * @param increment the step between two values; {@code null} where there is no opinion
 * @param options how it counts otherwise; {@code null} where there is no opinion. Where
 * it starts is never compared, since a column that has been numbered stands elsewhere
 */
public record Identity(Mode mode, @Nullable Long increment, @Nullable SequenceOptions options) {

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
	 * Create an identity with no opinion of its options.
	 * @param mode the way of it
	 * @param increment the step between two values; {@code null} where there is no
	 * opinion
	 */
	public Identity(Mode mode, @Nullable Long increment) {
		this(mode, increment, null);
	}

	/**
	 * Return this identity with every aspect that it has no opinion of taken from another
	 * one. That a column is numbered by default says nothing of the way of it.
	 * @param other the identity to take from
	 * @return the filled copy
	 */
	public Identity orElse(Identity other) {
		if (this.mode == Mode.BY_DEFAULT && this.increment == null && other.isPresent()) {
			return other;
		}
		if (!isPresent() || !other.isPresent()) {
			return this;
		}
		return new Identity(this.mode, (this.increment != null) ? this.increment : other.increment,
				(this.options != null) ? this.options : other.options);
	}

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
		ALWAYS,

		/**
		 * The default takes a number from a sequence that belongs to the column, as was
		 * done before there were identities.
		 */
		SERIAL

	}

}
