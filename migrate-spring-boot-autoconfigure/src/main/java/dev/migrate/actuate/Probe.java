package dev.migrate.actuate;

/**
 * What a path of the health endpoint tells while the databases are migrated.
 */
public enum Probe {

	/**
	 * The process is alive: it must not be killed.
	 */
	LIVENESS,

	/**
	 * The application is not ready: no request may be sent to it.
	 */
	READINESS

}
