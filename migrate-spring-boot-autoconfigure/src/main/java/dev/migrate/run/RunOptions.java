package dev.migrate.run;

import dev.migrate.MigrationListener;
import org.jspecify.annotations.Nullable;

/**
 * Options of a run.
 *
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param listener the listener that is notified during the run
 * @param before checks the plan of an upgrade before anything is changed
 * @param locked checks the plan once more under the lock of the database; {@code null}
 * for no check
 */
public record RunOptions(@Nullable String tag, MigrationListener listener, UpgradePlan.Check before,
		UpgradePlan.@Nullable Check locked) {

	/**
	 * Neither tag nor listener.
	 */
	public static final RunOptions NONE = new RunOptions(null, MigrationListener.NONE);

	/**
	 * Create options of a run that is not checked.
	 * @param tag the tag to write; {@code null} for none
	 * @param listener the listener
	 */
	public RunOptions(@Nullable String tag, MigrationListener listener) {
		this(tag, listener, (plan, session) -> {
		}, null);
	}

}
