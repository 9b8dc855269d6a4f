package dev.migrate.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.RunLog.Recorder;

/**
 * A run that has failed: describes what it has done, by the history after it, and what to
 * do next.
 *
 * @param session the session of the run, whose connection may be broken
 * @param recorder the recorder of the run
 * @param failure the failure
 */
record FailedRun(Session session, Recorder recorder, MigrationFailedException failure) {

	private static final int LONGEST = 300;

	private static final int MOST = 5;

	MigrationFailedException ofUpgrade(List<Revision> revisions) {
		return describe(revisions, "applied", "Applied", "upgrade", "downgrade");
	}

	MigrationFailedException ofDowngrade(List<Revision> revisions) {
		return describe(revisions, "undone", "Undone", "downgrade", "upgrade");
	}

	private MigrationFailedException describe(List<Revision> revisions, String participle, String capital, String again,
			String back) {
		if (!this.recorder.hasStarted()) {
			return this.failure;
		}
		List<String> sentences = new ArrayList<>(List.of(String.valueOf(this.failure.getMessage())));
		RunStatements statements = this.recorder.statements();
		if (FailedConditions.of(this.failure).isPresent()) {
			FailedConditions.query(this.failure, this.session.database())
				.ifPresent((query) -> add("The query", query, sentences));
			sentences.add("None of its statements has taken effect.");
		}
		else {
			statements.last().ifPresent((statement) -> add("The statement", statement, sentences));
			statements.effect().ifPresent(sentences::add);
		}
		try {
			Set<Changeset> applied = status().inHistory();
			boolean wanted = participle.equals("applied");
			sentences.add(capital + " by this run: " + names(revisions, applied, wanted) + ".");
			sentences.add("Not " + participle + ": " + names(revisions, applied, !wanted) + ".");
		}
		catch (MigrationFailedException ex) {
			sentences.add("What is " + participle + " cannot be read now; status shows it later.");
		}
		sentences.add("Correct the cause and run " + again + " again, or go back with " + back + ".");
		return Failures.withoutSecrets(
				new MigrationFailedException(this.failure.code(), String.join(" ", sentences), this.failure),
				this.session.target().parameters());
	}

	private static void add(String name, String sql, List<String> sentences) {
		String line = oneLine(sql);
		if (!oneLine(sentences.get(0)).contains(line)) {
			sentences.add(name + ": " + line + (line.endsWith(";") ? "" : ";"));
		}
	}

	// A pool may have no second connection.
	private MigrationStatus status() {
		if (this.session.isBroken()) {
			this.session.close();
			return MigrationStatus.of(this.session.target());
		}
		this.session.endTransaction();
		return MigrationStatus.of(this.session, this.session.parse());
	}

	private static String names(List<Revision> revisions, Set<Changeset> applied, boolean wanted) {
		List<String> names = new ArrayList<>();
		for (Revision revision : revisions) {
			int all = revision.changesets().size();
			long some = revision.changesets().stream().filter((one) -> applied.contains(one) == wanted).count();
			if (some > 0) {
				names.add((some == all) ? revision.id() : some + " of " + all + " changesets of " + revision.id());
			}
		}
		if (names.isEmpty()) {
			return "nothing";
		}
		int more = names.size() - MOST;
		return String.join(", ", names.subList(0, Math.min(names.size(), MOST)))
				+ ((more > 0) ? " and " + more + " more" : "");
	}

	private static String oneLine(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "…" : line;
	}

}
