package dev.migrate.changelog;

/**
 * A setting of the application about its changelog files that cannot be followed.
 */
public class InvalidSettingException extends ChangelogException {

	/**
	 * Create an exception.
	 * @param message which setting, what is wrong with it, and what it may be
	 */
	public InvalidSettingException(String message) {
		super(message, null);
	}

}
