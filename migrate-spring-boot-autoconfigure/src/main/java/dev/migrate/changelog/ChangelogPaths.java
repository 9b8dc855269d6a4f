package dev.migrate.changelog;

import liquibase.changelog.DatabaseChangeLog;

/**
 * The paths of changelog files.
 */
public final class ChangelogPaths {

	private ChangelogPaths() {
	}

	/**
	 * Normalize a path as Liquibase does before it compares paths.
	 * @param path the path as it was given or recorded
	 * @return the normalized path; the given one if Liquibase cannot normalize it
	 */
	public static String normalize(String path) {
		String normalized = DatabaseChangeLog.normalizePath(path);
		return (normalized != null) ? normalized : path;
	}

}
