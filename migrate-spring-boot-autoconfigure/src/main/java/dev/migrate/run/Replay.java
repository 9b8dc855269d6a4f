package dev.migrate.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.LockState;
import dev.migrate.MigrationFailedException;
import dev.migrate.RevisionState;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Replays a changelog in a scratch database, from its first changeset on.
 */
public final class Replay {

	private static final String ADVICE = "could affect more than the scratch database; the changelog is not replayed.";

	private final MigrationTarget scratch;

	private @Nullable Changelog changelog;

	/**
	 * Create a replay, which parses the changelog once.
	 * @param scratch the scratch database, which has no other user
	 */
	public Replay(MigrationTarget scratch) {
		this.scratch = scratch;
	}

	/**
	 * Return whether the database contains only the beginning of a replay.
	 * @param wanted the changesets to replay
	 * @return {@code false} if another changeset has run, the text of a changeset has
	 * changed, or a run was interrupted
	 */
	public boolean continues(Predicate<Changeset> wanted) {
		try (Session session = Session.open(this.scratch)) {
			Changelog changelog = changelog(session);
			History history = History.read(session);
			if (session.lock().state() != LockState.FREE) {
				return false;
			}
			ChangesetStates states = new ChangesetStates(session, changelog, history);
			return session.call(() -> continues(changelog, history, states, wanted));
		}
	}

	private static boolean continues(Changelog changelog, History history, ChangesetStates states,
			Predicate<Changeset> wanted) {
		List<ChangesetKey> steps = new ArrayList<>();
		List<ChangesetKey> again = new ArrayList<>();
		for (Changeset changeset : changelog.changesets()) {
			ChangesetStatus status = states.of(changeset);
			boolean applied = status.applied() != null;
			if (applied && (status.altered() || states.isLeftOut(changeset) || !wanted.test(changeset))) {
				return false;
			}
			if (wanted.test(changeset) && status.state() != RevisionState.LEFT_OUT) {
				(changeset.isStep() ? steps : again).add(ChangesetKey.of(changeset));
			}
		}
		List<ChangesetKey> ran = history.applied()
			.stream()
			.map(ChangesetKey::of)
			.filter((key) -> !again.contains(key))
			.toList();
		return ran.size() <= steps.size() && steps.subList(0, ran.size()).equals(ran);
	}

	/**
	 * Return the SQL of changesets, as far as it is known before they run.
	 * @param wanted the changesets
	 * @return the statements, by changeset
	 */
	public Map<Changeset, String> statements(Predicate<Changeset> wanted) {
		return statements(wanted, ChangeSet::getChanges);
	}

	/**
	 * Return the SQL of all changesets and of their rollbacks, as far as it is known
	 * before they run.
	 * @return the statements, by changeset
	 * @throws CannotProceedException if a changeset or a rollback runs code
	 */
	public Map<Changeset, String> statementsOfBothWays() {
		return statements((changeset) -> true, (parsed) -> {
			List<Change> changes = new ArrayList<>(parsed.getChanges());
			changes.addAll(parsed.getRollback().getChanges());
			Programs.refuseWithoutRows(parsed, changes, ADVICE);
			return changes;
		});
	}

	private Map<Changeset, String> statements(Predicate<Changeset> wanted, Function<ChangeSet, List<Change>> changes) {
		try (Session session = Session.open(this.scratch)) {
			Changelog changelog = changelog(session);
			return session.call(() -> {
				Map<Changeset, String> statements = new LinkedHashMap<>();
				for (Changeset changeset : changelog.changesets()) {
					if (wanted.test(changeset)) {
						changelog.parsed(changeset)
							.ifPresent((parsed) -> statements.put(changeset,
									ChangesetSql.of(changes.apply(parsed), session.database()).text()));
					}
				}
				return statements;
			});
		}
	}

	/**
	 * Run the wanted changesets that have not run yet. Nothing else can be replayed
	 * afterwards.
	 * @param wanted the changesets to replay
	 * @return the status of the scratch database
	 * @throws MigrationFailedException if one of them fails
	 */
	public MigrationStatus run(Predicate<Changeset> wanted) {
		try {
			return ExclusiveRun.call(() -> {
				try (Session session = Session.open(this.scratch)) {
					return run(session, wanted);
				}
			});
		}
		catch (MigrationFailedException ex) {
			throw new MigrationFailedException(ErrorCode.REPLAY_FAILED,
					"The changelog does not run on an empty database. " + ex.getMessage(), ex);
		}
	}

	private MigrationStatus run(Session session, Predicate<Changeset> wanted) {
		Changelog changelog = changelog(session);
		MigrationRunner.leaveOut(changelog, wanted);
		for (ChangeSet changeSet : changelog.parsed().getChangeSets()) {
			Programs.refuseWithoutRows(changeSet, changeSet.getChanges(), ADVICE);
		}
		return session.call(() -> {
			Liquibase liquibase = new Liquibase(changelog.parsed(), changelog.resources(), session.database());
			liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
			if (this.scratch.customizer() != null) {
				this.scratch.customizer().customize(liquibase);
			}
			liquibase.update(new Contexts(this.scratch.contexts()), new LabelExpression(this.scratch.labelFilter()));
			return MigrationStatus.of(session, changelog);
		});
	}

	private Changelog changelog(Session session) {
		Changelog parsed = this.changelog;
		if (parsed == null) {
			parsed = session.parse();
			this.changelog = parsed;
		}
		return parsed;
	}

}
