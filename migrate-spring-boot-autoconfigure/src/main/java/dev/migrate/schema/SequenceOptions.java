package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * How a sequence counts, beside its step.
 *
 * @param minimum the least value; {@code null} for the one that the product takes by
 * itself
 * @param maximum the greatest value; {@code null} for the one that the product takes by
 * itself
 * @param cache how many values a session takes at once
 * @param cycle whether it begins again when it has come to its end
 */
public record SequenceOptions(@Nullable Long minimum, @Nullable Long maximum, long cache, boolean cycle) {

	/**
	 * What a sequence has about which nothing is said.
	 */
	public static final SequenceOptions DEFAULT = new SequenceOptions(null, null, 1, false);

}
