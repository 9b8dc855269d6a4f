package dev.migrate.diagnosis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.FindingView;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.change.Difference;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.run.ChangedTables;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.Session;
import dev.migrate.run.TouchedSchema;
import dev.migrate.run.UpgradePlan;

/**
 * Finds what prevents an upgrade before its first statement.
 */
public final class Preflight {

	private static final String CHANGED_TABLES = "Undo the changes with revert-drift, or accept them with ignore-drift."
			+ " To keep them, or if the changelog says the same, upgrade with --yes; adopt-drift writes a revision of"
			+ " what is kept afterwards.";

	private final ManagedDatabase managed;

	private final MigrationTarget target;

	private final DatabaseSettings settings;

	/**
	 * Create an instance.
	 * @param managed the database
	 * @param application what is asked about the application
	 */
	public Preflight(ManagedDatabase managed, ApplicationFacts application) {
		this.managed = managed;
		this.target = managed.target();
		this.settings = new DatabaseSettings(application, managed.name());
	}

	/**
	 * Find everything that prevents a planned upgrade, or may.
	 * @param plan the plan
	 * @param touched the tables that it touches
	 * @param session a session of the database
	 * @return the findings, the worst first; none if the plan has no revision
	 */
	public List<FindingView> examine(UpgradePlan plan, TouchedSchema touched, Session session) {
		Findings findings = new Findings();
		if (!plan.revisions().isEmpty()) {
			withServer(session, findings, ServerExamination::examineUser);
			examineTables(touched, findings);
			examineConditions(plan, session, findings);
		}
		return findings.sorted();
	}

	/**
	 * Reject an upgrade of a database that accepts no changes, or whose tables were
	 * changed by hand. The message says all that prevents it.
	 * @param plan the plan
	 * @param session a session of the database
	 * @param changesAccepted whether the changes by hand are accepted
	 * @throws CannotProceedException if the upgrade is rejected
	 */
	public void rejectImpossible(UpgradePlan plan, Session session, boolean changesAccepted) {
		if (plan.revisions().isEmpty()) {
			return;
		}
		Findings findings = new Findings();
		withServer(session, findings, ServerExamination::examineAccess);
		boolean isWritable = findings.isEmpty();
		if (!changesAccepted) {
			examineTables(new TouchedSchema(plan, session), findings);
		}
		if (findings.isEmpty()) {
			return;
		}
		if (isWritable) {
			withServer(session, findings, ServerExamination::examineUser);
			examineConditions(plan, session, findings);
		}
		throw rejection(isWritable ? ErrorCode.TABLE_CHANGED : ErrorCode.DATABASE_READ_ONLY, findings);
	}

	private static CannotProceedException rejection(ErrorCode code, Findings findings) {
		List<FindingView> sorted = findings.sorted();
		return new CannotProceedException(code,
				Stream.concat(sorted.stream().map(FindingView::description), sorted.stream().map(FindingView::action))
					.filter(Objects::nonNull)
					.distinct()
					.collect(Collectors.joining(" ", "", " Nothing has been changed.")));
	}

	private void examineTables(TouchedSchema touched, Findings findings) {
		Map<String, List<Difference>> changes = touched.changes();
		if (changes.isEmpty()) {
			return;
		}
		AcceptedDifferences accepted = this.managed.accepted(touched.dialect().map(Dialect::name).orElse(""));
		Map<String, List<Difference>> unaccepted = new TreeMap<>();
		changes.forEach((table, differences) -> unaccepted.put(table,
				differences.stream().filter((difference) -> !accepted.accepts(difference)).toList()));
		unaccepted.values().removeIf(List::isEmpty);
		ChangedTables.describe(unaccepted)
			.forEach((sentence) -> findings.add(Problem.TABLE_CHANGED, null, sentence, CHANGED_TABLES));
	}

	private static void examineConditions(UpgradePlan plan, Session session, Findings findings) {
		plan.unmetConditions(session)
			.ifPresent((sentences) -> findings.add(Problem.PRECONDITION_NOT_MET, null, sentences,
					"Correct the rows, or the revision."));
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
