package dev.migrate.run;

import dev.migrate.MigrationListener;
import org.jspecify.annotations.Nullable;

/**
 * What a run does besides moving the database.
 *
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param listener hears of the run while it goes on
 */
public record RunOptions(@Nullable String tag, MigrationListener listener) {

	/**
	 * Neither tag nor listener.
	 */
	public static final RunOptions NONE = new RunOptions(null, MigrationListener.NONE);

}
