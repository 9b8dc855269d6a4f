package dev.migrate.run.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationListener;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.changelog.revision.RevisionRange;
import dev.migrate.run.DowngradePlan;
import dev.migrate.run.DowngradePlanner;
import dev.migrate.run.ExclusiveRun;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.HistoryTag;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.Programs;
import dev.migrate.run.Progress;
import dev.migrate.run.StampPlan;
import dev.migrate.run.Stamper;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.RuntimeEnvironment;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.filter.ShouldRunChangeSetFilter;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.statement.core.CreateDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.InitializeDatabaseChangeLogLockTableStatement;
import org.jspecify.annotations.Nullable;

/**
 * Writes runs as SQL, without running them.
 * <p>
 * A script for a range of revisions is written without a database: it assumes the state
 * at the start of the range. Any other script is written for the live database.
 */
public final class Scripts {

	private final MigrationTarget target;

	/**
	 * Create the script writer of a database.
	 * @param target the database
	 */
	public Scripts(MigrationTarget target) {
		this.target = target;
	}

	/**
	 * Write the script of an upgrade.
	 * @param reference a revision reference or a range
	 * @param tag the tag to write to the last row of the history; {@code null} for none
	 * @return the script
	 * @throws CannotProceedException if the script cannot be written
	 */
	public Script upgrade(String reference, @Nullable String tag) {
		return write(reference, (script, changelog) -> {
			MigrationStatus status;
			Set<Revision> wanted;
			if (script.isLive()) {
				status = script.start(changelog);
				wanted = MigrationRunner.wanted(status, reference);
			}
			else {
				RevisionRange range = RevisionRange.parse(reference, changelog.graph(), applied(reference));
				status = script.start(changelog, before(changelog.graph(), range.from()));
				wanted = new HashSet<>(range.steps());
				if (new HashSet<>(range.to()).containsAll(changelog.graph().heads())) {
					changelog.revisions().stream().filter((revision) -> !revision.isStep()).forEach(wanted::add);
				}
			}
			List<Revision> pending = MigrationRunner.pending(status, wanted);
			List<Revision> to = MigrationRunner.reached(status, wanted);
			HistoryTag.check(script.session(), tag, script.rows() + pending.size());
			String sql = script.write(() -> {
				createHistory(script);
				apply(script, wanted, new Progress(status.graph(), pending, List.of(), RevisionState.PENDING,
						lines(script, "upgrade")));
				tag(script, tag);
				return script;
			});
			return new Script(status.graph(), status.current(), to, pending, List.of(), sql);
		});
	}

	/**
	 * Write the script of a downgrade.
	 * @param reference a revision reference, or a range from the newer to the older
	 * revision
	 * @param tag the tag to write to the last row of the history; {@code null} for none
	 * @return the script
	 * @throws CannotProceedException if the script cannot be written
	 */
	public Script downgrade(String reference, @Nullable String tag) {
		return write(reference, (script, changelog) -> {
			DowngradePlan plan;
			if (script.isLive()) {
				MigrationStatus status = script.start(changelog);
				plan = new DowngradePlanner(script.session(), changelog, status).plan(reference);
			}
			else {
				RevisionRange range = RevisionRange.parseDown(reference, changelog.graph(), applied(reference));
				MigrationStatus status = script.start(changelog, before(changelog.graph(), range.to()));
				plan = new DowngradePlanner(script.session(), changelog, status).plan(reference, range.steps());
			}
			HistoryTag.check(script.session(), tag, script.rows() - plan.changesets().size());
			plan.changesets().forEach((changeset) -> changelog.parsed(changeset).ifPresent(Scripts::refusePrograms));
			String sql = script.write(() -> {
				MigrationRunner.undo(script.session(), changelog, plan, new Progress(plan.graph(), plan.undone(),
						List.of(), RevisionState.APPLIED, lines(script, "downgrade")));
				tag(script, tag);
				return script;
			});
			return new Script(plan.graph(), plan.from(), plan.to(), plan.undone(), plan.losses(), sql);
		});
	}

	/**
	 * Write the script of a stamp.
	 * @param references revision references or one range
	 * @param tag the tag to write to the last row of the history; {@code null} for none
	 * @return the script
	 * @throws CannotProceedException if the script cannot be written
	 */
	public Script stamp(List<String> references, @Nullable String tag) {
		if (references.size() > 1 && references.stream().anyMatch(RevisionRange::isRange)) {
			throw new CannotProceedException(ErrorCode.RANGE_INVALID,
					"A range cannot be combined: specify one range, or revisions.");
		}
		return write(references.get(0), (script, changelog) -> {
			MigrationStatus status;
			List<String> targets = references;
			if (script.isLive()) {
				status = script.start(changelog);
			}
			else {
				RevisionRange range = RevisionRange.parse(references.get(0), changelog.graph(),
						applied(references.get(0)));
				status = script.start(changelog, before(changelog.graph(), range.from()));
				targets = range.to().isEmpty() ? List.of("base") : range.to().stream().map(Revision::id).toList();
			}
			StampPlan plan = StampPlan.of(status, targets);
			HistoryTag.check(script.session(), tag, plan.rows());
			String sql = script.write(() -> {
				createHistory(script);
				script.comment("Running stamp " + at(plan.stamp().from()) + " -> " + at(plan.stamp().to()));
				Stamper.write(script.session(), changelog, plan);
				tag(script, tag);
				return script;
			});
			List<Revision> revisions = new ArrayList<>(plan.stamp().removed());
			revisions.addAll(plan.stamp().added());
			return new Script(status.graph(), status.current(), plan.stamp().to(), revisions, List.of(), sql);
		});
	}

	/**
	 * Write the script that creates the history table and the lock table, without a
	 * database.
	 * @return the script
	 */
	public Script ensureVersion() {
		return ExclusiveRun.call(() -> {
			try (ScriptSession script = ScriptSession.offline(this.target)) {
				String sql = script.write(() -> {
					script.createHistory();
					script.comment("The lock");
					script.session().executor().execute(new CreateDatabaseChangeLogLockTableStatement());
					script.session().executor().execute(new InitializeDatabaseChangeLogLockTableStatement());
					return script;
				});
				return new Script(RevisionGraph.of(List.of()), List.of(), List.of(), List.of(), List.of(), sql);
			}
		});
	}

	private Script write(String reference, Work work) {
		boolean range = RevisionRange.isRange(reference);
		return ExclusiveRun.call(() -> {
			try (ScriptSession script = range ? ScriptSession.offline(this.target) : ScriptSession.live(this.target)) {
				return work.write(script, script.session().parse());
			}
		});
	}

	private List<Revision> applied(String reference) {
		return RevisionRange.needsDatabase(reference) ? MigrationStatus.of(this.target).applied() : List.of();
	}

	// Repeatable changesets have run with the revisions before them.
	private static Set<Revision> before(RevisionGraph graph, List<Revision> from) {
		Set<Revision> done = new HashSet<>(from);
		from.forEach((revision) -> done.addAll(graph.ancestors(revision)));
		Set<Revision> all = new HashSet<>(done);
		List<Revision> open = new ArrayList<>();
		for (Revision revision : graph.revisions()) {
			open.add(revision);
			if (done.contains(revision)) {
				open.stream().filter((one) -> !one.isStep()).forEach(all::add);
				open.clear();
			}
		}
		return all;
	}

	private static void refusePrograms(ChangeSet changeSet) {
		Programs.refuse(changeSet,
				changeSet.hasCustomRollbackChanges() ? changeSet.getRollback().getChanges() : changeSet.getChanges(),
				"no script can; run downgrade without --sql. Nothing was written.");
	}

	private static void createHistory(ScriptSession script) throws DatabaseException {
		boolean missing = script.isLive()
				? HistoryTables.missing(script.session()).contains(script.database().getDatabaseChangeLogTableName())
				: script.rows() == 0;
		if (missing) {
			script.createHistory();
		}
	}

	private void apply(ScriptSession script, Set<Revision> wanted, Progress progress) throws LiquibaseException {
		// Parsed again, as in a run, since excluded changesets are removed from it.
		Changelog changelog = script.session().parse();
		MigrationRunner.leaveOut(changelog, wanted);
		ScriptConditions conditions = new ScriptConditions(script, changelog);
		Contexts contexts = new Contexts(this.target.contexts());
		LabelExpression labels = new LabelExpression(this.target.labelFilter());
		changelog.parsed().validate(script.database(), contexts, labels);
		new ChangeLogIterator(changelog.parsed(), new ShouldRunChangeSetFilter(script.database()),
				new ContextChangeSetFilter(contexts), new LabelChangeSetFilter(labels),
				new DbmsChangeSetFilter(script.database()), new IgnoreChangeSetFilter())
			.run(new ScriptVisitor(script, conditions, progress),
					new RuntimeEnvironment(script.database(), contexts, labels));
	}

	private static void tag(ScriptSession script, @Nullable String tag) throws DatabaseException {
		if (tag != null) {
			script.tag(tag);
		}
	}

	private static MigrationListener lines(ScriptSession script, String verb) {
		return new MigrationListener() {

			@Override
			public void revisionStarting(RevisionView revision, int number, int total) {
				String parents = revision.parents().isEmpty() ? "base" : String.join(", ", revision.parents());
				String step = verb.equals("upgrade") ? parents + " -> " + revision.id()
						: revision.id() + " -> " + parents;
				try {
					script.useDefaultSchema();
					script.comment("Running " + verb + " " + step
							+ ((revision.message() != null) ? ", " + revision.message() : ""));
				}
				catch (DatabaseException ex) {
					throw new IllegalStateException(ex);
				}
			}

		};
	}

	private static String at(List<Revision> revisions) {
		return revisions.isEmpty() ? "base" : String.join(", ", revisions.stream().map(Revision::id).toList());
	}

	/**
	 * Writes one script.
	 */
	private interface Work {

		Script write(ScriptSession script, Changelog changelog);

	}

}
