package dev.migrate.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.MigrationListener;
import dev.migrate.RevisionState;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import dev.migrate.run.RunLog.Ran;
import dev.migrate.run.Session.Work;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.RuntimeEnvironment;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.changelog.visitor.DefaultChangeExecListener;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import org.jspecify.annotations.Nullable;

/**
 * Applies revisions to one database and undoes them through Liquibase.
 */
public final class MigrationRunner {

	private final MigrationTarget target;

	private final RunLog log;

	/**
	 * Create a runner.
	 * @param target the database
	 * @param log the log that records the changesets that are run
	 */
	public MigrationRunner(MigrationTarget target, RunLog log) {
		this.target = target;
		this.log = log;
	}

	/**
	 * Return what an upgrade would apply, without running it.
	 * @param reference the revision reference
	 * @param options the options of the run, of which the first check is made
	 * @return the revisions, without execution times
	 * @throws CannotProceedException if the upgrade would be rejected
	 */
	public Upgrade planUpgrade(String reference, RunOptions options) {
		try (Session session = Session.open(this.target)) {
			Changelog changelog = session.parse();
			MigrationStatus status = MigrationStatus.of(session, changelog);
			Set<Revision> wanted = wanted(status, reference);
			List<Revision> pending = pending(status, wanted);
			options.before().check(new UpgradePlan(status, pending), session);
			return new Upgrade(status.graph(), status.current(), reached(status, wanted), pending, List.of());
		}
	}

	/**
	 * Apply a revision and its ancestors.
	 * @param reference the revision reference; {@code head} for all
	 * @return what was applied
	 * @throws CannotProceedException if the upgrade is rejected before it starts
	 * @throws MigrationFailedException if the upgrade fails
	 */
	public Upgrade upgrade(String reference) {
		return upgrade(reference, RunOptions.NONE);
	}

	/**
	 * Apply a revision and its ancestors.
	 * @param reference the revision reference; {@code head} for all
	 * @param options the options of the run
	 * @return what was applied
	 * @throws CannotProceedException if the upgrade is rejected before it starts
	 * @throws MigrationFailedException if the upgrade fails
	 */
	public Upgrade upgrade(String reference, RunOptions options) {
		return ExclusiveRun.call(() -> {
			try (Session session = Session.open(this.target)) {
				return upgrade(session, reference, options);
			}
		});
	}

	/**
	 * Return what a downgrade would undo, without running it.
	 * @param reference the revision reference to downgrade to
	 * @return the plan, with every rollback resolved
	 * @throws CannotProceedException if the downgrade is rejected
	 */
	public DowngradePlan planDowngrade(String reference) {
		try (Session session = Session.open(this.target)) {
			return new DowngradePlanner(session, session.parse()).plan(reference);
		}
	}

	/**
	 * Carry out a planned downgrade.
	 * @param plan the plan
	 * @return the changesets that were undone, in that order
	 * @throws CannotProceedException if the database has changed since the plan was made
	 * @throws MigrationFailedException if the downgrade fails
	 */
	public List<Ran> downgrade(DowngradePlan plan) {
		return downgrade(plan, RunOptions.NONE);
	}

	/**
	 * Carry out a planned downgrade.
	 * @param plan the plan
	 * @param options the options of the run
	 * @return the changesets that were undone, in that order
	 * @throws CannotProceedException if the database has changed since the plan was made
	 * @throws MigrationFailedException if the downgrade fails
	 */
	public List<Ran> downgrade(DowngradePlan plan, RunOptions options) {
		if (plan.isEmpty() && options.tag() == null) {
			return List.of();
		}
		return ExclusiveRun.call(() -> {
			try (Session session = Session.open(this.target)) {
				HistoryTag.check(session, options.tag(),
						History.read(session).applied().size() - plan.changesets().size());
				List<Ran> undone = plan.isEmpty() ? List.of() : downgrade(session, plan, options.listener());
				HistoryTag.write(session, options.tag());
				return undone;
			}
		});
	}

	private Upgrade upgrade(Session session, String reference, RunOptions options) {
		// The lock may be waited for as soon as the changelog is parsed for the run.
		RunLog.Recorder recorder = this.log.recorder(session.database());
		Changelog unchanged = session.parse();
		MigrationStatus before = MigrationStatus.of(session, unchanged);
		Set<Revision> wanted = wanted(before, reference);
		List<Revision> pending = pending(before, wanted);
		options.before().check(new UpgradePlan(before, pending), session);
		HistoryTag.check(session, options.tag(), History.read(session).applied().size() + pending.size());
		Changelog changelog = session.parseForRun();
		leaveOut(changelog, wanted);
		try {
			session.call(recorder.statements(), () -> locked(session, reference, options.locked(), () -> {
				Liquibase liquibase = new Liquibase(changelog.parsed(), changelog.resources(), session.database());
				liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
				if (this.target.customizer() != null) {
					this.target.customizer().customize(liquibase);
				}
				RunLog.addListener(liquibase, recorder);
				RunLog.addListener(liquibase, new Progress(before.graph(), pending, before.skipped(),
						RevisionState.PENDING, options.listener()));
				liquibase.update(new Contexts(this.target.contexts()), new LabelExpression(this.target.labelFilter()));
				return recorder;
			}));
		}
		catch (MigrationFailedException ex) {
			throw new FailedRun(session, recorder, ex).ofUpgrade(pending);
		}
		List<Ran> ran = recorder.ran();
		HistoryCheck.check(History.read(session), ran, this.target.name());
		HistoryTag.write(session, options.tag());
		MigrationStatus after = MigrationStatus.of(session, unchanged);
		return new Upgrade(after.graph(), before.current(), after.current(), applied(before, after, wanted), ran);
	}

	// Liquibase releases the lock at the end of its run.
	private static <T> T locked(Session session, String reference, UpgradePlan.@Nullable Check check, Work<T> run)
			throws Exception {
		return (check != null) ? ExclusiveRun.locked(session, () -> {
			check.check(UpgradePlan.of(session, reference), session);
			return run.run();
		}) : run.run();
	}

	private static List<Revision> applied(MigrationStatus before, MigrationStatus after, Set<Revision> wanted) {
		Set<Changeset> known = before.inHistory();
		Set<Changeset> now = after.inHistory();
		Set<Revision> pending = new HashSet<>(pending(before, wanted));
		return before.graph()
			.revisions()
			.stream()
			.filter((revision) -> revision.changesets()
				.stream()
				.anyMatch((changeset) -> now.contains(changeset)
						&& (!known.contains(changeset) || pending.contains(revision))))
			.toList();
	}

	public static void undo(Session session, Changelog changelog, DowngradePlan plan, ChangeExecListener listener)
			throws LiquibaseException {
		Map<ChangesetKey, RanChangeSet> known = rows(session);
		List<RanChangeSet> oldestFirst = new ArrayList<>();
		for (Changeset changeset : plan.changesets()) {
			RanChangeSet ran = known.get(ChangesetKey.of(changeset));
			if (ran != null) {
				oldestFirst.add(0, ran);
			}
		}
		RuntimeEnvironment environment = new RuntimeEnvironment(session.database(),
				new Contexts(session.target().contexts()), new LabelExpression(session.target().labelFilter()));
		List<ChangeSetFilter> unfiltered = List.of();
		new ChangeLogIterator(oldestFirst, changelog.parsed(), unfiltered)
			.run(new UndoVisitor(session.database(), listener, plan.marked()), environment);
	}

	static Map<ChangesetKey, RanChangeSet> rows(Session session) throws DatabaseException {
		Map<ChangesetKey, RanChangeSet> rows = new HashMap<>();
		session.database().getRanChangeSetList().forEach((ran) -> rows.putIfAbsent(ChangesetKey.of(ran), ran));
		return rows;
	}

	public static Set<Revision> wanted(MigrationStatus status, String reference) {
		refuse(status);
		RevisionGraph graph = status.graph();
		List<Revision> targets = graph.resolve(reference, status.applied());
		if (targets.isEmpty() && !graph.heads().isEmpty()) {
			throw new CannotProceedException(ErrorCode.REFERENCE_OUT_OF_RANGE,
					"'" + reference + "' is before the first revision; use downgrade to reach it.");
		}
		if (new HashSet<>(targets).containsAll(graph.heads())) {
			return new HashSet<>(graph.revisions());
		}
		Set<Revision> wanted = new HashSet<>(targets);
		targets.forEach((revision) -> wanted.addAll(graph.ancestors(revision)));
		return wanted;
	}

	private static void refuse(MigrationStatus status) {
		boolean runs = !status.pending().isEmpty() || !status.altered().isEmpty();
		status.contradiction().filter((reason) -> runs).ifPresent((reason) -> {
			throw new CannotProceedException(reason.code(), reason.sentence() + " Nothing has been changed.");
		});
	}

	public static List<Revision> pending(MigrationStatus status, Set<Revision> wanted) {
		return status.pending().stream().map(RevisionStatus::revision).filter(wanted::contains).toList();
	}

	public static List<Revision> reached(MigrationStatus status, Set<Revision> wanted) {
		Set<Revision> reached = new HashSet<>(status.applied());
		reached.addAll(pending(status, wanted));
		return status.graph().tips(reached);
	}

	public static void leaveOut(Changelog changelog, Set<Revision> wanted) {
		Set<Changeset> changesets = Collections.newSetFromMap(new IdentityHashMap<>());
		Set<String> ids = wanted.stream().map(Revision::id).collect(Collectors.toSet());
		for (Revision revision : changelog.revisions()) {
			if (ids.contains(revision.id())) {
				changesets.addAll(revision.changesets());
			}
		}
		leaveOut(changelog, changesets::contains);
	}

	public static void leaveOut(Changelog changelog, Predicate<Changeset> wanted) {
		Set<ChangeSet> kept = Collections.newSetFromMap(new IdentityHashMap<>());
		Set<DatabaseChangeLog> keptFiles = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Changeset changeset : changelog.changesets()) {
			if (wanted.test(changeset)) {
				changelog.parsed(changeset).ifPresent((parsed) -> {
					kept.add(parsed);
					keptFiles.add(parsed.getChangeLog());
				});
			}
		}
		Set<Precondition> ofOthers = Collections.newSetFromMap(new IdentityHashMap<>());
		for (ChangeSet changeSet : changelog.parsed().getChangeSets()) {
			DatabaseChangeLog file = changeSet.getChangeLog();
			if (!kept.contains(changeSet) && file != null && file != changelog.parsed() && !keptFiles.contains(file)) {
				ofOthers.add(file.getPreconditions());
			}
		}
		changelog.parsed().getChangeSets().removeIf((changeSet) -> !kept.contains(changeSet));
		// Preconditions of later files do not apply to this run.
		leaveOut(changelog.parsed().getPreconditions(), ofOthers);
	}

	private static void leaveOut(PreconditionLogic preconditions, Set<Precondition> ofOthers) {
		preconditions.getNestedPreconditions().removeIf(ofOthers::contains);
		for (Precondition nested : preconditions.getNestedPreconditions()) {
			if (nested instanceof PreconditionLogic logic) {
				leaveOut(logic, ofOthers);
			}
		}
	}

	private List<Ran> downgrade(Session session, DowngradePlan plan, MigrationListener listener) {
		RunLog.Recorder recorder = this.log.recorder(session.database(), plan.changesets().size());
		Changelog changelog = session.parseForRun();
		try {
			return session.call(recorder.statements(), () -> ExclusiveRun.locked(session, () -> {
				DowngradePlan now = new DowngradePlanner(session, changelog).plan(plan.reference());
				if (!now.isSameAs(plan)) {
					throw new CannotProceedException(ErrorCode.DATABASE_CHANGED, "The database '" + this.target.name()
							+ "' or its changelog has changed since the downgrade was planned; start it again.");
				}
				undo(session, changelog, plan, new DefaultChangeExecListener(recorder,
						new Progress(plan.graph(), plan.undone(), List.of(), RevisionState.APPLIED, listener)));
				refuseLeftovers(session, plan.changesets());
				return recorder.undone();
			}));
		}
		catch (MigrationFailedException ex) {
			throw new FailedRun(session, recorder, ex).ofDowngrade(plan.undone());
		}
	}

	private void refuseLeftovers(Session session, List<Changeset> changesets) {
		History history = History.read(session);
		for (Changeset changeset : changesets) {
			if (history.of(changeset).isPresent()) {
				throw new MigrationFailedException(ErrorCode.HISTORY_INCONSISTENT,
						"Changeset " + changeset.id() + " of " + changeset.path()
								+ " was to be undone, but is still in the history of the database '"
								+ this.target.name() + "'; check the database before the next run.",
						null);
			}
		}
	}

	/**
	 * The outcome of an upgrade.
	 *
	 * @param graph the revisions of the changelog
	 * @param from the revisions that the database was at
	 * @param to the revisions that it is at afterwards
	 * @param revisions the revisions that were applied, wholly or in part
	 * @param changesets the changesets that were applied, in that order
	 */
	public record Upgrade(RevisionGraph graph, List<Revision> from, List<Revision> to, List<Revision> revisions,
			List<Ran> changesets) {

	}

}
