package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * How the database generates numbers for a column.
 *
 * @param mode when the database generates a number
 * @param increment the step between two numbers; {@code null} if it is not defined
 * @param options the other options of the sequence; {@code null} if they are not defined.
 * The start is never compared, since a column in use has advanced past it
 */
public record Identity(Mode mode, @Nullable Long increment, @Nullable SequenceOptions options) {

	/**
	 * The absence of an identity, where {@code null} would mean that the schema does not
	 * define whether there is one.
	 */
	public static final Identity NONE = of(Mode.NONE);

	/**
	 * An identity of which only the mode is defined, and for which any other mode in the
	 * database is accepted.
	 */
	public static final Identity BY_DEFAULT = of(Mode.BY_DEFAULT);

	/**
	 * Create an identity without defined options.
	 * @param mode when the database generates a number
	 * @param increment the step between two numbers; {@code null} if it is not defined
	 */
	public Identity(Mode mode, @Nullable Long increment) {
		this(mode, increment, null);
	}

	/**
	 * Return an identity of which only the mode is defined.
	 * @param mode when the database generates a number
	 * @return the identity
	 */
	public static Identity of(Mode mode) {
		return new Identity(mode, null, null);
	}

	/**
	 * Return this identity with other options.
	 * @param options the options, {@code null} if they are not defined
	 * @return the changed copy
	 */
	public Identity withOptions(@Nullable SequenceOptions options) {
		return new Identity(this.mode, this.increment, options);
	}

	/**
	 * Return this identity with every aspect that it does not define taken from another
	 * one. {@link #BY_DEFAULT} does not define the mode either.
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
	 * Return whether the database generates numbers.
	 * @return {@code false} for {@link #NONE}
	 */
	public boolean isPresent() {
		return this.mode != Mode.NONE;
	}

	/**
	 * The modes in which the database generates numbers.
	 */
	public enum Mode {

		/**
		 * No number is generated.
		 */
		NONE,

		/**
		 * A number is generated if the statement provides none.
		 */
		BY_DEFAULT,

		/**
		 * The number is always generated.
		 */
		ALWAYS,

		/**
		 * The default of the column takes a number from a sequence that belongs to it.
		 */
		SERIAL

	}

}
