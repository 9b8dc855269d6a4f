package dev.migrate.service;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.CannotProceedException;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.Migrations;

/**
 * Default implementation of {@link Migrations}.
 */
public final class DefaultMigrations implements Migrations {

	private final Map<String, DatabaseMigrations> databases = new LinkedHashMap<>();

	/**
	 * Create the migrations of an application.
	 * @param databases its databases, the primary one first
	 */
	public DefaultMigrations(Collection<? extends DatabaseMigrations> databases) {
		databases.forEach((database) -> this.databases.put(database.name(), database));
	}

	@Override
	public List<String> names() {
		return List.copyOf(this.databases.keySet());
	}

	@Override
	public DatabaseMigrations database(String name) {
		DatabaseMigrations database = this.databases.get(name);
		if (database == null) {
			throw new CannotProceedException(ErrorCode.DATABASE_UNKNOWN, "There is no database '" + name
					+ "' in this application; it has: " + String.join(", ", this.databases.keySet()) + ".");
		}
		return database;
	}

}
