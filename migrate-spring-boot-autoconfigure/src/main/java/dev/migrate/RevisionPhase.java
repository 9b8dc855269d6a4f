package dev.migrate;

import java.util.Locale;

/**
 * When an application applies a revision that is pending as it starts. Commands apply
 * every revision at once.
 */
public enum RevisionPhase {

	/**
	 * Before anything uses the database.
	 */
	BEFORE_START,

	/**
	 * In the background, after the application has started.
	 */
	AFTER_START;

	/**
	 * Return the phase as the property {@code migrate.phase} of a changelog file names
	 * it.
	 * @return for example {@code after-start}
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
