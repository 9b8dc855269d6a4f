package dev.migrate.diagnosis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.ServerInspection;
import dev.migrate.dialect.ServerInspection.Access;
import dev.migrate.run.MigrationTarget;
import dev.migrate.schema.QualifiedName;

/**
 * Examines the server of a database, its session, and the user of the migrations.
 */
final class ServerExamination {

	private static final Duration TOLERATED = Duration.ofSeconds(30);

	// The offsets of all time zones are multiples of it.
	private static final Duration STEP_OF_ZONES = Duration.ofMinutes(15);

	private final MigrationTarget target;

	private final Clock clock;

	private final DatabaseSettings settings;

	private final Findings findings;

	ServerExamination(MigrationTarget target, Clock clock, DatabaseSettings settings, Findings findings) {
		this.target = target;
		this.clock = clock;
		this.settings = settings;
		this.findings = findings;
	}

	void examine(Connection connection, Dialect dialect, SchemaScope scope) throws SQLException {
		ServerInspection server = dialect.inspection();
		examineUser(connection, dialect, scope);
		for (QualifiedName index : server.invalidIndexes(connection, scope)) {
			this.findings.add(Problem.INDEX_INVALID, null,
					"The index " + index + " was not built completely: the database maintains it and never uses it.",
					"Drop it, and create it again.");
		}
		server.limitedEncoding(connection, scope.defaultSchema())
			.ifPresent((encoding) -> this.findings.add(Problem.ENCODING_LIMITED, null,
					"The encoding of the database is " + encoding + ", in which not every character can be stored.",
					"Create the database with UTF-8 as its encoding."));
		if (server.timesQuery().isPresent()) {
			times(connection, server.timesQuery().get());
		}
		if (server.sessionQuery().isPresent()) {
			session(connection, server.sessionQuery().get());
		}
	}

	/**
	 * Examine whether the user of the migrations can change the database.
	 * @param connection a connection to the database, outside of a transaction
	 * @param dialect the dialect of the product
	 * @param scope the schemas of the database
	 * @throws SQLException if the database cannot be accessed
	 */
	void examineUser(Connection connection, Dialect dialect, SchemaScope scope) throws SQLException {
		if (examineAccess(connection, dialect, scope)) {
			privileges(connection, dialect.inspection(), scope.defaultSchema());
		}
	}

	/**
	 * Examine whether the database accepts changes.
	 * @param connection a connection to the database, outside of a transaction
	 * @param dialect the dialect of the product
	 * @param scope the schemas of the database
	 * @return whether it does
	 * @throws SQLException if the database cannot be accessed
	 */
	boolean examineAccess(Connection connection, Dialect dialect, SchemaScope scope) throws SQLException {
		Access access = dialect.inspection().access(connection);
		if (access != Access.WRITABLE) {
			this.findings.add(Problem.DATABASE_READ_ONLY, this.settings.url(),
					(access == Access.REPLICA) ? "The database is a replica, which accepts no changes."
							: "The database, or its connection, is read-only.",
					"Set " + this.settings.name("url") + " to the address of a server that accepts changes.");
		}
		return access == Access.WRITABLE;
	}

	private void privileges(Connection connection, ServerInspection server, String schema) throws SQLException {
		List<String> missing = server.missingPrivileges(connection, schema);
		if (!missing.isEmpty()) {
			this.findings.add(Problem.PRIVILEGE_MISSING, this.settings.url(),
					"The user " + connection.getMetaData().getUserName() + " lacks the privilege "
							+ String.join(", ", missing) + " in the schema " + schema + ".",
					"Grant it, or set " + this.settings.name("user") + " to a user that has it.");
		}
	}

	private void times(Connection connection, String query) throws SQLException {
		LocalDateTime before = LocalDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		List<LocalDateTime> times = Rows
			.read(connection, query, List.of(), (rows) -> List.of(time(rows.getString(1)), time(rows.getString(2))))
			.get(0);
		Duration difference = Duration.between(before, times.get(1));
		if (difference.abs().compareTo(TOLERATED) > 0) {
			this.findings.add(Problem.CLOCK_DIFFERS, null,
					"The clock of the database differs from that of this machine by " + difference.abs().toSeconds()
							+ " seconds: the order of revisions and the age of locks cannot be trusted.",
					"Synchronize both clocks, for example with NTP.");
		}
		ZoneOffset here = this.clock.getZone().getRules().getOffset(this.clock.instant());
		long steps = Math
			.round((double) Duration.between(times.get(1), times.get(0)).toSeconds() / STEP_OF_ZONES.toSeconds());
		ZoneOffset there = ZoneOffset.ofTotalSeconds((int) (steps * STEP_OF_ZONES.toSeconds()));
		if (!there.equals(here)) {
			this.findings.add(Problem.TIME_ZONE_DIFFERS, null,
					"The time zone of the database's session is " + there + ", that of the application is " + here
							+ ": what the database writes as the current time is shifted for the application.",
					"Let both use UTC, or columns with a time zone.");
		}
	}

	private static LocalDateTime time(String text) {
		return LocalDateTime.parse(text.replace(' ', 'T'));
	}

	// A pooler of transactions gives the session that was used last to whoever asks
	// first.
	private void session(Connection connection, String query) throws SQLException {
		String before = Rows.first(connection, query);
		try (Connection other = this.target.dataSource().getConnection()) {
			boolean autoCommit = other.getAutoCommit();
			other.setAutoCommit(false);
			try {
				Rows.first(other, query);
				if (!Rows.first(connection, query).equals(before)) {
					this.findings.add(Problem.SESSION_LOST, this.settings.url(),
							"Between the application and the database there is a pooler that gives each transaction"
									+ " another session: locks and settings of a session are lost.",
							"Set " + this.settings.name("url") + " to the address of the server itself.");
				}
			}
			finally {
				other.rollback();
				other.setAutoCommit(autoCommit);
			}
		}
		catch (SQLException ex) {
			this.findings.add(Problem.CONNECTIONS_EXHAUSTED, null,
					"No second connection could be opened: " + ex.getMessage() + ".",
					"Allow the pool of connections two or more.");
		}
	}

}
