package dev.migrate.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.change.Difference;
import dev.migrate.changelog.TouchedTables;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.snapshot.SchemaSnapshot;
import dev.migrate.run.snapshot.SnapshotTable;
import dev.migrate.schema.Table;
import liquibase.Scope;
import liquibase.exception.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * The tables that an upgrade touches, as they are in the database before it. They are
 * read once, and only if something is to be known about them.
 */
public final class TouchedSchema {

	private final UpgradePlan plan;

	private final Session session;

	private @Nullable TouchedTables touched;

	private @Nullable List<Table> read;

	/**
	 * Create an instance, which reads nothing yet.
	 * @param plan the upgrade
	 * @param session a session of the database
	 */
	public TouchedSchema(UpgradePlan plan, Session session) {
		this.plan = plan;
		this.session = session;
	}

	/**
	 * Return the names of the tables that are known without reading the database.
	 * @return the names, in lower case; not all, if a changeset does not tell
	 */
	public TouchedTables touched() {
		TouchedTables tables = this.touched;
		if (tables == null) {
			tables = this.plan.tables();
			this.touched = tables;
		}
		return tables;
	}

	/**
	 * Return the dialect of the product.
	 * @return the dialect; empty if the product is not supported
	 */
	public Optional<Dialect> dialect() {
		return this.session.call(this::schema).map(SchemaTables::dialect);
	}

	/**
	 * Return the tables that exist.
	 * @return the touched ones; all if a changeset does not tell
	 * @throws MigrationFailedException if they cannot be read
	 */
	public List<Table> tables() {
		TouchedTables tables = touched();
		if (tables.complete() && tables.names().isEmpty()) {
			return List.of();
		}
		return this.session.call(() -> all())
			.stream()
			.filter((table) -> !tables.complete()
					|| tables.names().contains(table.name().name().toLowerCase(Locale.ROOT)))
			.toList();
	}

	/**
	 * Find what was changed since the last run, other than by a run, in the tables that
	 * are known without reading the database.
	 * @return the differences by table, with the table after that run as what is desired;
	 * none if that run has left no snapshot that can be read, if another tool has changed
	 * the history since, or if another session has locked a table
	 */
	public Map<String, List<Difference>> changes() {
		if (!this.session.target().run().snapshots()) {
			return Map.of();
		}
		try {
			return this.session.call(this::find);
		}
		catch (MigrationException ex) {
			Scope.getCurrentScope().getLog(TouchedSchema.class).fine("Nothing is known about changes by hand", ex);
			return Map.of();
		}
		finally {
			this.session.endTransaction();
		}
	}

	private Map<String, List<Difference>> find() throws SQLException, DatabaseException {
		SnapshotTable table = new SnapshotTable(this.session.database(), this.session.connection());
		Optional<SchemaTables> schema = schema();
		if (schema.isEmpty() || !table.exists() || touched().names().isEmpty()) {
			return Map.of();
		}
		Optional<SchemaSnapshot> before = table.read(schema.get().basis());
		return before.isPresent() ? ChangedTables.among(before.get().differencesTo(SchemaSnapshot.of(all())), touched())
				: Map.of();
	}

	private List<Table> all() throws SQLException, DatabaseException {
		List<Table> tables = this.read;
		if (tables == null) {
			Optional<SchemaTables> schema = schema();
			tables = schema.isPresent() ? schema.get().read() : List.of();
			this.read = tables;
		}
		return tables;
	}

	private Optional<SchemaTables> schema() throws SQLException {
		return SchemaTables.of(this.session.connection(), this.session.database(),
				this.session.target().defaultSchema());
	}

}
