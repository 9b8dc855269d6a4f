package dev.migrate;

import java.util.List;

import javax.sql.DataSource;

import dev.migrate.schema.Schema;

/**
 * A scratch database of the same product as a database of an application, with the
 * operations on it. It is in memory where the product can run in this process, and on the
 * server of the application's database otherwise. It has no other user until it is
 * closed.
 * <p>
 * All methods throw the exceptions of {@link DatabaseMigrations}.
 */
public interface ScratchMigrations extends AutoCloseable {

	/**
	 * Return the operations on the scratch database with the changelog of the
	 * application.
	 * @return the operations
	 */
	DatabaseMigrations migrations();

	/**
	 * Return the operations on the scratch database with the changelog of another release
	 * of the application, which is at the same place in its class path.
	 * @param classLoader the class path of the release
	 * @return the operations
	 * @throws CannotProceedException if the release has no such changelog
	 */
	DatabaseMigrations migrations(ClassLoader classLoader);

	/**
	 * Return connections to the scratch database, whose default schema is that of the
	 * migrations.
	 * @return the data source
	 */
	DataSource dataSource();

	/**
	 * Read the schema of the scratch database, in a fixed number of statements.
	 * @return the schema, without the tables of Liquibase
	 */
	Schema schema();

	/**
	 * Describe how two schemas differ.
	 * @param before a schema of this scratch database
	 * @param after another one
	 * @return what changed from the one to the other, one description a change; empty if
	 * nothing changed that a comparison with entities would find
	 */
	List<String> changes(Schema before, Schema after);

	/**
	 * Recreate the scratch database, without tables. The schemas and extensions of the
	 * application's database that its changelog does not create are there.
	 */
	void clear();

	/**
	 * Release the scratch database.
	 */
	@Override
	void close();

}
