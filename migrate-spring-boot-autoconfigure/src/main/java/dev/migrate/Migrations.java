package dev.migrate;

import java.util.List;

/**
 * The databases that an application migrates.
 */
public interface Migrations {

	/**
	 * Return the names of the databases.
	 * @return the names, that of the primary database first
	 */
	List<String> names();

	/**
	 * Return a database of the application.
	 * @param name the name of the database
	 * @return the database
	 * @throws CannotProceedException if the application has no database of that name
	 */
	DatabaseMigrations database(String name);

}
