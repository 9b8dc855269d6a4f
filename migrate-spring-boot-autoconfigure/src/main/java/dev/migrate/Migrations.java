package dev.migrate;

import java.util.List;

/**
 * The front door: what commands, the endpoint and tests may ask for.
 * <p>
 * Methods that take the name of a database throw {@link CannotProceedException} where the
 * call cannot be carried out as it stands and {@link MigrationFailedException} where it
 * was tried and failed; both have a message that says what to do.
 */
public class Migrations {

	/**
	 * Return the names of the databases that this application migrates.
	 * @return the names, the primary one first
	 */
	public List<String> databases() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Write the master changelog and the versions directory where they are missing.
	 * @param database the name of the database
	 * @param dryRun whether to write nothing and return what would be written
	 * @return what was written
	 */
	public InitView init(String database, boolean dryRun) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Compare the entities with the database and write a revision that brings the
	 * database to what the entities ask for.
	 * @param database the name of the database
	 * @param request what to generate
	 * @return what was found and written
	 */
	public GeneratedView generate(String database, GenerateRequest request) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Apply a revision and its ancestors.
	 * @param database the name of the database
	 * @param revision the revision, as a person names it
	 * @param dryRun whether to apply nothing and return what would be applied
	 * @return what was applied
	 */
	public MovedView upgrade(String database, String revision, boolean dryRun) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Undo whole revisions until the database is at a revision.
	 * @param database the name of the database
	 * @param revision the revision to go back to, as a person names it
	 * @param dryRun whether to undo nothing and return what would be undone
	 * @return what was undone
	 */
	public MovedView downgrade(String database, String revision, boolean dryRun) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Return where a database stands, without a lock and without creating anything.
	 * @param database the name of the database
	 * @return its revisions and their states
	 */
	public StatusView status(String database) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Return the revisions of the changelog, without asking the database.
	 * @param database the name of the database
	 * @return the revisions, in the order in which they run
	 */
	public List<RevisionView> history(String database) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Compare the entities, the changelog and the database.
	 * @param database the name of the database
	 * @return what differs
	 */
	public CheckView check(String database) {
		throw new UnsupportedOperationException();
	}

}
