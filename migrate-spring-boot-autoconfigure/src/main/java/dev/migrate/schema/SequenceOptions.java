package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * The options of a sequence other than its start and increment.
 *
 * @param minimum the minimum value; {@code null} for the product's default
 * @param maximum the maximum value; {@code null} for the product's default
 * @param cache the number of values that a session takes at once
 * @param cycle whether the sequence restarts after its last value
 * @param type the type of its values; {@code null} for the product's default
 */
public record SequenceOptions(@Nullable Long minimum, @Nullable Long maximum, long cache, boolean cycle,
		@Nullable String type) {

	/**
	 * The options of a sequence that specifies none.
	 */
	public static final SequenceOptions DEFAULT = new SequenceOptions(null, null, 1, false);

	/**
	 * Create options of a sequence of the default type.
	 * @param minimum the minimum value; {@code null} for the product's default
	 * @param maximum the maximum value; {@code null} for the product's default
	 * @param cache the number of values that a session takes at once
	 * @param cycle whether the sequence restarts after its last value
	 */
	public SequenceOptions(@Nullable Long minimum, @Nullable Long maximum, long cache, boolean cycle) {
		this(minimum, maximum, cache, cycle, null);
	}

	/**
	 * Return these options with another type.
	 * @param type the type of the values; {@code null} for the product's default
	 * @return the changed copy
	 */
	public SequenceOptions withType(@Nullable String type) {
		return new SequenceOptions(this.minimum, this.maximum, this.cache, this.cycle, type);
	}

}
