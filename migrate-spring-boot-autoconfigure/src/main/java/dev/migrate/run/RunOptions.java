package dev.migrate.run;

import dev.migrate.MigrationListener;
import org.jspecify.annotations.Nullable;

/**
 * Options of a run.
 *
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param listener the listener that is notified during the run
 */
public record RunOptions(@Nullable String tag, MigrationListener listener) {

	/**
	 * Neither tag nor listener.
	 */
	public static final RunOptions NONE = new RunOptions(null, MigrationListener.NONE);

}
