package dev.migrate.run.script;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.run.MigrationTarget;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.OfflineConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An offline connection that, unlike Liquibase's own, writes no file.
 */
final class ScriptConnection extends OfflineConnection {

	private @Nullable ScriptHistory history;

	private ScriptConnection(String product) {
		// Names keep their case, since some servers distinguish a table from a TABLE.
		super("offline:" + product + "?caseSensitive=true", null);
	}

	/**
	 * Create the offline connection for a URL.
	 * @param target the database
	 * @param url its JDBC URL
	 * @return the connection
	 * @throws CannotProceedException if Liquibase does not know the product
	 */
	static ScriptConnection to(MigrationTarget target, String url) {
		// Some products extend others and accept their URLs too.
		return DatabaseFactory.getInstance()
			.getImplementedDatabases()
			.stream()
			.filter((database) -> database.getDefaultDriver(url) != null)
			.min((one, other) -> Integer.compare(one.getPriority(), other.getPriority()))
			.map((database) -> new ScriptConnection(database.getShortName()))
			.orElseThrow(() -> new CannotProceedException(ErrorCode.SCRIPT_IMPOSSIBLE, "The JDBC URL of the database '"
					+ target.name() + "' does not identify its product; omit the range to connect to the database."));
	}

	@Override
	protected ChangeLogHistoryService createChangeLogHistoryService(Database database) {
		this.history = new ScriptHistory(database);
		return this.history;
	}

	ScriptHistory history() {
		Assert.state(this.history != null, "The connection is not attached to a database");
		return this.history;
	}

}
