package dev.migrate.changelog;

/**
 * Says that there is no changelog yet.
 */
public class ChangelogMissingException extends ChangelogException {

	/**
	 * Create an exception.
	 * @param path where the changelog should be
	 */
	public ChangelogMissingException(String path) {
		super("The changelog " + path + " does not exist; init writes one.", null);
	}

}
