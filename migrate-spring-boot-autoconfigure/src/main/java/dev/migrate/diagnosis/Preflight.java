package dev.migrate.diagnosis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.FindingView;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.Session;
import dev.migrate.run.UpgradePlan;

/**
 * Finds what prevents an upgrade before its first statement.
 */
public final class Preflight {

	private final MigrationTarget target;

	private final DatabaseSettings settings;

	/**
	 * Create an instance.
	 * @param managed the database
	 * @param application what is asked about the application
	 */
	public Preflight(ManagedDatabase managed, ApplicationFacts application) {
		this.target = managed.target();
		this.settings = new DatabaseSettings(application, managed.name());
	}

	/**
	 * Find everything that prevents a planned upgrade, or may.
	 * @param plan the plan
	 * @param session a session of the database
	 * @return the findings, the worst first; none if the plan has no revision
	 */
	public List<FindingView> examine(UpgradePlan plan, Session session) {
		Findings findings = new Findings();
		if (!plan.revisions().isEmpty()) {
			withServer(session, findings, ServerExamination::examineUser);
			plan.unmetConditions(session)
				.ifPresent((sentences) -> findings.add(Problem.PRECONDITION_NOT_MET, null, sentences,
						"Correct the rows, or the revision."));
		}
		return findings.sorted();
	}

	/**
	 * Reject an upgrade of a database that accepts no changes.
	 * @param plan the plan
	 * @param session a session of the database
	 * @throws CannotProceedException if the database is a replica, or read-only
	 */
	public void rejectUnlessWritable(UpgradePlan plan, Session session) {
		if (plan.revisions().isEmpty()) {
			return;
		}
		Findings findings = new Findings();
		withServer(session, findings, ServerExamination::examineAccess);
		findings.sorted().stream().findFirst().ifPresent((finding) -> {
			throw new CannotProceedException(ErrorCode.DATABASE_READ_ONLY,
					finding.description() + " " + finding.action() + " Nothing has been changed.");
		});
	}

	private void withServer(Session session, Findings findings, Examination examination) {
		Connection connection = session.connection();
		DatabaseAccess.call(() -> {
			Optional<Dialect> dialect = DatabaseSchemaReader.find(connection);
			if (dialect.isEmpty()) {
				return findings;
			}
			boolean autoCommit = connection.getAutoCommit();
			connection.setAutoCommit(true);
			try {
				String schema = (this.target.defaultSchema() != null) ? this.target.defaultSchema() : "";
				examination.examine(
						new ServerExamination(this.target, Clock.systemDefaultZone(), this.settings, findings),
						connection, dialect.get(), dialect.get().scope(connection, schema, List.of()));
			}
			finally {
				connection.setAutoCommit(autoCommit);
			}
			return findings;
		});
	}

	private interface Examination {

		void examine(ServerExamination server, Connection connection, Dialect dialect, SchemaScope scope)
				throws SQLException;

	}

}
