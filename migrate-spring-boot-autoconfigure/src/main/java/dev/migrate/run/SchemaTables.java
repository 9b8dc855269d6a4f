package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;

import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.Rows;
import dev.migrate.run.lock.Fingerprint;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the default schema, as a connection of a run sees them.
 *
 * @param connection the connection
 * @param database the database of Liquibase
 * @param dialect the dialect of the product
 * @param defaultSchema the default schema of the migrations; empty for that of the
 * connection
 */
record SchemaTables(Connection connection, Database database, Dialect dialect, String defaultSchema) {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final int DIGITS = 64;

	/**
	 * Find the tables, without reading them.
	 * @param connection the connection
	 * @param database the database of Liquibase
	 * @param defaultSchema the default schema of the migrations; {@code null} for that of
	 * the connection
	 * @return the tables; empty if the product is not supported
	 * @throws SQLException if the database cannot be accessed
	 */
	static Optional<SchemaTables> of(Connection connection, Database database, @Nullable String defaultSchema)
			throws SQLException {
		return DatabaseSchemaReader.find(connection)
			.map((dialect) -> new SchemaTables(connection, database, dialect,
					Objects.requireNonNullElse(defaultSchema, "")));
	}

	/**
	 * Read the tables. Liquibase sets the default schema of some products for a
	 * transaction that it begins, which ends afterwards.
	 * @return the tables, without those of the migrations and of well-known frameworks
	 * @throws SQLException if they cannot be read, or if another session has locked one
	 * of them for long
	 * @throws DatabaseException if no transaction can be begun
	 */
	List<Table> read() throws SQLException, DatabaseException {
		this.database.rollback();
		LockWaits waits = this.dialect.lockWaits();
		Optional<Duration> limit = waits.limit(this.connection);
		boolean isLimited = limit.filter((set) -> set.isZero() || set.compareTo(PATIENCE) > 0).isPresent();
		if (isLimited) {
			Rows.execute(this.connection, waits.limiting(PATIENCE, waits.endsWithTransaction()));
		}
		try {
			List<String> own = MigrationTarget.ownTables(this.database.getDatabaseChangeLogTableName(),
					this.database.getDatabaseChangeLogLockTableName());
			return new DatabaseSchemaReader(this.defaultSchema, own).read(this.connection, Schema.EMPTY)
				.schema()
				.tables();
		}
		finally {
			this.database.rollback();
			if (isLimited && !waits.endsWithTransaction()) {
				Rows.execute(this.connection, waits.limiting(limit.get(), false));
			}
		}
	}

	/**
	 * Return what a snapshot of the tables rests on. Another version may describe the
	 * same table in another way, as a session with another time zone does; another user
	 * may see less; and what another tool has applied is no change by hand.
	 * @return a fingerprint: snapshots with the same one can be compared
	 * @throws SQLException if the database cannot be read
	 * @throws DatabaseException if no transaction can be begun
	 */
	String basis() throws SQLException, DatabaseException {
		this.database.rollback();
		String user = String.valueOf(this.connection.getMetaData().getUserName());
		return Fingerprint
			.of(String.join("\n", String.valueOf(SchemaTables.class.getPackage().getImplementationVersion()),
					this.connection.getMetaData().getDatabaseProductName(),
					this.connection.getMetaData().getDatabaseProductVersion(), withoutHost(user),
					TimeZone.getDefault().getID(),
					this.dialect.scope(this.connection, this.defaultSchema, List.of()).defaultSchema(),
					this.dialect.lockWaits().settings(this.connection),
					History.read(this.connection, this.database).fingerprint()), DIGITS);
	}

	// Some products add where the user has connected from.
	private static String withoutHost(String user) {
		return user.replaceFirst("@.*", "");
	}

}
