package dev.migrate.run;

import java.util.List;
import java.util.Map;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.Secrets;
import dev.migrate.run.RunLog.Ran;
import dev.migrate.run.RunLog.Recorder;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;

/**
 * Adds to the exception of a run on startup what the run has done. The application closes
 * its data source before it analyzes the exception.
 */
final class StartupFailure extends AbstractChangeExecListener {

	private static final int MOST = 5;

	private final Recorder recorder;

	private final Map<String, String> parameters;

	StartupFailure(Recorder recorder, Map<String, String> parameters) {
		this.recorder = recorder;
		this.parameters = parameters;
	}

	@Override
	public void runFailed(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, Exception ex) {
		String effect = this.recorder.statements().effect().map((sentence) -> sentence + " ").orElse("");
		ex.addSuppressed(new MigrationFailedException(Failures.code(ex, ErrorCode.CHANGESET_FAILED),
				Secrets.mask(Failures.onStartup(ex), this.parameters) + " " + effect + "Applied by this run: "
						+ names(this.recorder.ran()) + ". Not applied: " + changeSet.getId()
						+ " and what comes after it.",
				null));
	}

	private static String names(List<Ran> ran) {
		if (ran.isEmpty()) {
			return "nothing";
		}
		int more = ran.size() - MOST;
		List<String> ids = ran.subList(0, Math.min(ran.size(), MOST)).stream().map(Ran::id).toList();
		return "changesets " + String.join(", ", ids) + ((more > 0) ? " and " + more + " more" : "");
	}

}
