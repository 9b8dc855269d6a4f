package dev.migrate.run;

import java.time.Duration;

/**
 * How long the statements of a run wait for the locks of other sessions.
 *
 * @param lockTimeout how long a statement waits at most that other sessions wait for;
 * zero for no limit and no further attempt
 * @param definitionLockTimeout how long a statement waits at most that lets other
 * sessions read and change the table meanwhile
 * @param retryTimeout how long a statement is tried again after it has waited in vain
 */
public record StatementSettings(Duration lockTimeout, Duration definitionLockTimeout, Duration retryTimeout) {

	/**
	 * Statements that wait as long as the database lets them.
	 */
	public static final StatementSettings UNLIMITED = new StatementSettings(Duration.ZERO, Duration.ZERO,
			Duration.ZERO);

	/**
	 * The settings unless others are configured.
	 */
	public static final StatementSettings DEFAULT = new StatementSettings(Duration.ofSeconds(1), Duration.ofMinutes(30),
			Duration.ofMinutes(5));

	boolean areLimited() {
		return !this.lockTimeout.isZero();
	}

}
