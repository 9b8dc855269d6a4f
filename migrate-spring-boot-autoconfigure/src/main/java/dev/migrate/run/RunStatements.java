package dev.migrate.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.migrate.run.data.DataMigrationChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.listener.SqlListener;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the changeset that is applied or undone, as they are sent to the
 * database.
 */
final class RunStatements extends SqlListener {

	private static final Pattern DEFINITION = Pattern
		.compile("\\s*(create|alter|drop|truncate|rename|comment|grant|revoke)\\b", Pattern.CASE_INSENSITIVE);

	private final List<String> sent = new ArrayList<>();

	private @Nullable ChangeSet changeSet;

	private int changes;

	private int allChanges;

	private boolean failed;

	private boolean heard;

	private boolean transaction;

	private boolean definitionsCommit;

	private boolean batched;

	void startApplying(ChangeSet started, Database database) {
		start(started, database);
		this.allChanges = started.getChanges().size();
		this.batched = started.getChanges()
			.stream()
			.anyMatch((change) -> DataMigrationChange.nameIn(change).isPresent());
	}

	void startUndoing(ChangeSet started, Database database) {
		start(started, database);
		this.allChanges = 0;
		this.batched = false;
	}

	private void start(ChangeSet started, Database database) {
		this.sent.clear();
		this.changeSet = started;
		this.changes = 0;
		this.transaction = database.supportsDDLInTransaction() && started.isRunInTransaction();
		this.definitionsCommit = definitionsCommit(database);
	}

	private static boolean definitionsCommit(Database database) {
		try {
			return database.getConnection() instanceof JdbcConnection connection
					&& connection.getMetaData().dataDefinitionCausesTransactionCommit();
		}
		catch (DatabaseException | SQLException ex) {
			return false;
		}
	}

	void changeEnded() {
		this.changes++;
	}

	void fail() {
		this.failed = true;
	}

	void end() {
		this.changeSet = null;
	}

	@Override
	public void writeSqlWillRun(String sql) {
		this.heard = true;
		// A failed run sends further statements to clean up.
		if (this.changeSet != null && !this.failed) {
			this.sent.add(sql);
		}
	}

	/**
	 * Return the statement that has failed.
	 * @return the last statement; empty if none was sent
	 */
	Optional<String> last() {
		return (this.changeSet == null || this.sent.isEmpty()) ? Optional.empty()
				: Optional.of(this.sent.get(this.sent.size() - 1));
	}

	/**
	 * Describe what the failed changeset has done.
	 * @return a sentence; empty if no changeset has failed
	 */
	Optional<String> effect() {
		if (this.changeSet == null) {
			return Optional.empty();
		}
		if (!this.failed) {
			return Optional.of("The history could not be written. " + effect(kept(this.sent.size())));
		}
		if (this.batched) {
			// The message of its failure says how far it has come.
			return Optional.empty();
		}
		if (this.allChanges > 0 && this.changes == this.allChanges) {
			return Optional.of("Whether its statements have taken effect is not known, since their commit failed.");
		}
		if (!this.heard && (!this.transaction || this.definitionsCommit)) {
			return Optional.of("Its statements before that may have taken effect, and stay.");
		}
		return Optional.of(effect(kept(Math.max(0, this.sent.size() - 1))));
	}

	private static String effect(int kept) {
		return switch (kept) {
			case 0 -> "None of its statements has taken effect.";
			case 1 -> "Its first statement has taken effect, and stays.";
			default -> "Its first " + kept + " statements have taken effect, and stay.";
		};
	}

	// A statement that defines something ends the transaction before and after itself, on
	// some products.
	private int kept(int before) {
		if (!this.transaction) {
			return before;
		}
		if (!this.definitionsCommit) {
			return 0;
		}
		for (int i = this.sent.size(); i > 0; i--) {
			if (DEFINITION.matcher(this.sent.get(i - 1)).lookingAt()) {
				return Math.min(i, before);
			}
		}
		return 0;
	}

}
