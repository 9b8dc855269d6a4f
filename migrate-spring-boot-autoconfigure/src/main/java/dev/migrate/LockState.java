package dev.migrate;

/**
 * The state of the lock that lets one process at a time migrate a database.
 */
public enum LockState {

	/**
	 * No process holds the lock.
	 */
	FREE,

	/**
	 * A session or a process that is alive holds the lock.
	 */
	HELD,

	/**
	 * The lock has a holder that is provably gone. The next run takes it over.
	 */
	ABANDONED,

	/**
	 * The lock has a holder of which nothing can be proved, since another program or an
	 * older version has taken the lock, or since its processes cannot be seen from here.
	 */
	UNCERTAIN

}
