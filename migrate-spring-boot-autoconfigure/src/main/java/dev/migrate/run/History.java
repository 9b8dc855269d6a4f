package dev.migrate.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.ChangelogPaths;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.run.lock.Fingerprint;
import dev.migrate.run.table.OwnTable;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * The changesets that are applied to a database, read from Liquibase's history table
 * only.
 */
public final class History {

	private static final int DIGITS = 64;

	private final Map<ChangesetKey, Applied> applied = new LinkedHashMap<>();

	private History(List<Applied> applied) {
		applied.stream()
			.sorted(Comparator.comparingInt(Applied::order))
			.forEach((entry) -> this.applied.put(ChangesetKey.of(entry), entry));
	}

	/**
	 * Read the history of a target, without creating a table or taking a lock.
	 * @param target the target
	 * @return its history; empty if it has no history table
	 * @throws MigrationFailedException if the database cannot be read
	 */
	public static History read(MigrationTarget target) {
		try (Session session = Session.open(target)) {
			return read(session);
		}
	}

	/**
	 * Return the history of a database that has run exactly the given changesets.
	 * @param changesets the changesets, in the order in which they run
	 * @param checksum the function that returns the checksum of a changeset
	 * @return the history
	 */
	public static History assume(List<Changeset> changesets, Function<Changeset, String> checksum) {
		List<Applied> applied = new ArrayList<>();
		for (Changeset changeset : changesets) {
			applied.add(new Applied(changeset.id(), changeset.author(), changeset.path(), Instant.EPOCH,
					applied.size() + 1, "EXECUTED", checksum.apply(changeset), null, null, null, null, null));
		}
		return new History(applied);
	}

	public static History read(Session session) {
		return session.call(() -> read(session.connection(), session.database()));
	}

	static History read(Connection connection, Database database) throws SQLException {
		return new History(select(connection, database));
	}

	/**
	 * Return what stands for all rows.
	 * @return a fingerprint, which changes with each row
	 */
	public String fingerprint() {
		String rows = applied().stream()
			.map((row) -> String.join("\t", row.path(), row.id(), row.author(), String.valueOf(row.checksum()),
					String.valueOf(row.execType())))
			.collect(Collectors.joining("\n"));
		return Fingerprint.of(rows, DIGITS);
	}

	/**
	 * Return all applied changesets.
	 * @return the entries, in the order of execution
	 */
	public List<Applied> applied() {
		return List.copyOf(this.applied.values());
	}

	/**
	 * Find the entry of a changeset by the identity that Liquibase uses.
	 * @param changeset the changeset
	 * @return its entry; empty if it has not been applied
	 */
	public Optional<Applied> of(Changeset changeset) {
		return of(ChangesetKey.of(changeset));
	}

	Optional<Applied> of(ChangesetKey key) {
		return Optional.ofNullable(this.applied.get(key));
	}

	List<Applied> without(List<Changeset> changesets) {
		Set<ChangesetKey> known = new HashSet<>();
		changesets.forEach((changeset) -> known.add(ChangesetKey.of(changeset)));
		return this.applied.entrySet()
			.stream()
			.filter((entry) -> !known.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.toList();
	}

	private static List<Applied> select(Connection connection, Database database) throws SQLException {
		String table = HistoryTables.qualified(database, database.getDatabaseChangeLogTableName());
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select * from " + table)) {
			Set<String> columns = columns(rows.getMetaData());
			Map<String, String> paths = new HashMap<>();
			List<Applied> applied = new ArrayList<>();
			while (rows.next()) {
				applied.add(applied(rows, columns, paths));
			}
			return applied;
		}
		catch (SQLException ex) {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			if (OwnTable.exists(connection, database, database.getDatabaseChangeLogTableName())) {
				throw ex;
			}
			return List.of();
		}
	}

	private static Set<String> columns(ResultSetMetaData metaData) throws SQLException {
		Set<String> columns = new HashSet<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			columns.add(metaData.getColumnName(i).toUpperCase(Locale.ROOT));
		}
		return columns;
	}

	private static Applied applied(ResultSet row, Set<String> columns, Map<String, String> paths) throws SQLException {
		Map<String, @Nullable String> values = new HashMap<>();
		// Tables that an older Liquibase created have fewer columns.
		for (String column : List.of("ID", "AUTHOR", "FILENAME", "EXECTYPE", "MD5SUM", "DESCRIPTION", "COMMENTS", "TAG",
				"DEPLOYMENT_ID", "LIQUIBASE")) {
			values.put(column, columns.contains(column) ? row.getString(column) : null);
		}
		Timestamp when = row.getTimestamp("DATEEXECUTED");
		return new Applied(row.getString("ID"), row.getString("AUTHOR"),
				paths.computeIfAbsent(row.getString("FILENAME"), ChangelogPaths::normalize),
				(when != null) ? when.toInstant() : Instant.EPOCH,
				columns.contains("ORDEREXECUTED") ? row.getInt("ORDEREXECUTED") : row.getRow(), values.get("EXECTYPE"),
				values.get("MD5SUM"), values.get("DESCRIPTION"), values.get("COMMENTS"), values.get("TAG"),
				values.get("DEPLOYMENT_ID"), values.get("LIQUIBASE"));
	}

	/**
	 * One row of the history.
	 *
	 * @param id the changeset's id
	 * @param author the changeset's author
	 * @param path the changeset's file, normalized as in Liquibase
	 * @param when the time of execution, by the database's clock
	 * @param order its position in the order of execution
	 * @param execType the type of execution: {@code EXECUTED}, {@code RERAN},
	 * {@code MARK_RAN}
	 * @param checksum its checksum at that time
	 * @param description the description that Liquibase recorded
	 * @param comment the comment of the changeset
	 * @param tag the tag that was written to the row
	 * @param deployment the deployment id of the run
	 * @param liquibaseVersion the version of Liquibase that ran it
	 */
	public record Applied(String id, String author, String path, Instant when, int order, @Nullable String execType,
			@Nullable String checksum, @Nullable String description, @Nullable String comment, @Nullable String tag,
			@Nullable String deployment, @Nullable String liquibaseVersion) {

	}

}
