package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * The options of a sequence other than its start and increment.
 *
 * @param minimum the minimum value; {@code null} for the product's default
 * @param maximum the maximum value; {@code null} for the product's default
 * @param cache the number of values that a session takes at once
 * @param cycle whether the sequence restarts after its last value
 */
public record SequenceOptions(@Nullable Long minimum, @Nullable Long maximum, long cache, boolean cycle) {

	/**
	 * The options of a sequence that specifies none.
	 */
	public static final SequenceOptions DEFAULT = new SequenceOptions(null, null, 1, false);

}
