package dev.migrate.service;

import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.run.MigrationRunner;

/**
 * Upgrades a database that lives in this process, which is empty when the process starts,
 * so that there is something to compare with and to show. Any other database is left as
 * it is.
 */
public final class InProcessUpgrade implements Preparation {

	private final ManagedDatabase managed;

	private boolean done;

	/**
	 * Create a new preparation.
	 * @param managed the database
	 */
	public InProcessUpgrade(ManagedDatabase managed) {
		this.managed = managed;
	}

	@Override
	public void prepare() {
		if (!this.done && isInProcess()) {
			new MigrationRunner(this.managed.target(), this.managed.log()).upgrade("heads");
		}
		this.done = true;
	}

	private boolean isInProcess() {
		return DatabaseAccess.connect(this.managed.target(), (connection) -> {
			String url = connection.getMetaData().getURL();
			return DatabaseSchemaReader.find(connection).filter((dialect) -> dialect.isInProcess(url)).isPresent();
		});
	}

}
