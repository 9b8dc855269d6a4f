package dev.migrate.run;

import liquibase.util.LiquibaseUtil;

/**
 * The version of Liquibase that this application uses.
 *
 * @param text the version, for example {@code 5.0.4}
 */
public record LiquibaseVersion(String text) {

	private static final int FIRST_UNDER_FUNCTIONAL_SOURCE_LICENSE = 5;

	/**
	 * Return the version on the class path.
	 * @return the version
	 */
	public static LiquibaseVersion current() {
		return new LiquibaseVersion(LiquibaseUtil.getBuildVersion());
	}

	/**
	 * Return whether the version was published under an open source licence.
	 * @return {@code false} if its licence becomes one two years after the release
	 */
	public boolean isOpenSource() {
		String major = this.text.replaceFirst("\\D.*", "");
		return !major.isEmpty() && Integer.parseInt(major) < FIRST_UNDER_FUNCTIONAL_SOURCE_LICENSE;
	}

}
