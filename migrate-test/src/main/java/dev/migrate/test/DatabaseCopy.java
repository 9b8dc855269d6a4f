package dev.migrate.test;

import org.jspecify.annotations.Nullable;

/**
 * The database of one context on a server.
 */
final class DatabaseCopy {

	private final CopyingServer server;

	private final String name;

	private final @Nullable LiquibaseFingerprint content;

	private @Nullable LiquibaseFingerprint first;

	/**
	 * Create the description of a database.
	 * @param server the server
	 * @param name the name of the database
	 * @param content what has migrated it; {@code null} if nothing has
	 */
	DatabaseCopy(CopyingServer server, String name, @Nullable LiquibaseFingerprint content) {
		this.server = server;
		this.name = name;
		this.content = content;
	}

	String name() {
		return this.name;
	}

	String url(String like) {
		return this.server.url(like, this.name);
	}

	/**
	 * Return whether a migration is in this database already. If it is in a template,
	 * this database becomes its copy. A second migration of the same database always
	 * runs.
	 * @param fingerprint the migration
	 * @return {@code false} if it has to run
	 */
	boolean isMigratedBy(LiquibaseFingerprint fingerprint) {
		if (this.first != null) {
			return false;
		}
		this.first = fingerprint;
		return this.server.prepare(this.name, this.content, fingerprint);
	}

	/**
	 * Keep this database as a template, if nothing else has migrated it before.
	 * @param fingerprint what has migrated it
	 */
	void keep(LiquibaseFingerprint fingerprint) {
		if (fingerprint == this.first) {
			this.server.keep(this.name, fingerprint);
		}
	}

	void drop() {
		this.server.drop(this.name);
	}

}
