package dev.migrate.run;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.RunView;
import dev.migrate.changelog.ChangelogPaths;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.run.lock.RunLockService;
import liquibase.Liquibase;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.changelog.visitor.DefaultChangeExecListener;
import liquibase.database.Database;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;

/**
 * Records the changesets that this process has run on one database, their durations, and
 * the run that is under way.
 */
public final class RunLog {

	private final Map<ChangesetKey, Duration> took = new ConcurrentHashMap<>();

	private volatile boolean leftToLater;

	private final RunState state;

	/**
	 * Create a log without a listener.
	 */
	public RunLog() {
		this(RunListener.NONE);
	}

	/**
	 * Create a log.
	 * @param listener notified of the runs on the database
	 */
	public RunLog(RunListener listener) {
		this.state = new RunState(listener, Clock.systemUTC());
	}

	/**
	 * Return the run that is under way. Any thread may ask.
	 * @return the run; empty if there is none
	 */
	public Optional<RunView> run() {
		return this.state.run();
	}

	RunState state() {
		return this.state;
	}

	/**
	 * Return the duration of a changeset.
	 * @param changeset the changeset
	 * @return the duration; empty if this process has not run the changeset
	 */
	public Optional<Duration> took(Changeset changeset) {
		return Optional.ofNullable(this.took.get(ChangesetKey.of(changeset)));
	}

	/**
	 * Record also what a bean runs on startup. The customizer of the application is still
	 * applied.
	 * @param bean the bean, before it runs
	 * @param settings how its run shares the database with other processes
	 * @param versionLocations the directories of revisions, relative to the master
	 * changelog; empty for the default
	 */
	public void attach(SpringLiquibase bean, RunSettings settings, List<String> versionLocations) {
		bean.setCustomizer(
				new StartupCustomizer(bean, settings, new StartPhase(versionLocations, this), bean.getCustomizer()));
	}

	/**
	 * Return whether the run on startup has left changesets to the time after the start.
	 * @return {@code false} also before that run
	 */
	public boolean isLeftToLater() {
		return this.leftToLater;
	}

	void leaveToLater() {
		this.leftToLater = true;
	}

	/**
	 * Return the customizer of the application.
	 * @param customizer the customizer of a bean, which may record what the bean runs
	 * @return the customizer without the recording; {@code null} for none
	 */
	static @Nullable Customizer<Liquibase> ofApplication(@Nullable Customizer<Liquibase> customizer) {
		return (customizer instanceof StartupCustomizer startup) ? startup.ofApplication : customizer;
	}

	/**
	 * Add a listener to the existing ones.
	 * @param liquibase the Liquibase object
	 * @param listener the listener to add
	 */
	static void addListener(Liquibase liquibase, ChangeExecListener listener) {
		Object existing = new DirectFieldAccessor(liquibase).getPropertyValue("changeExecListener");
		liquibase.setChangeExecListener(compose((ChangeExecListener) existing, listener));
	}

	/**
	 * Record a run that applies changesets.
	 * @param database the database of Liquibase, whose connection ends with the run
	 * @return the recorder
	 */
	Recorder recorder(Database database) {
		return recorder(database, null);
	}

	/**
	 * Record a run that undoes changesets.
	 * @param database the database of Liquibase, whose connection ends with the run
	 * @param toUndo the number of changesets; {@code null} if the run applies changesets
	 * @return the recorder
	 */
	Recorder recorder(Database database, @Nullable Integer toUndo) {
		RunConnection.of(database).ifPresent((connection) -> connection.reportTo(this.state));
		return new Recorder(toUndo);
	}

	private static ChangeExecListener compose(@Nullable ChangeExecListener existing, ChangeExecListener added) {
		if (existing instanceof DefaultChangeExecListener listener) {
			listener.addListener(added);
			return listener;
		}
		return (existing != null) ? new DefaultChangeExecListener(existing, added)
				: new DefaultChangeExecListener(added);
	}

	/**
	 * A changeset that was applied or undone.
	 *
	 * @param id its id
	 * @param author its author
	 * @param path its file, normalized as in Liquibase
	 * @param took the duration
	 */
	public record Ran(String id, String author, String path, Duration took) {

	}

	/**
	 * Listens to one run.
	 */
	final class Recorder extends AbstractChangeExecListener {

		private final RunStatements statements = new RunStatements();

		private final List<Ran> ran = new ArrayList<>();

		private final List<Ran> undone = new ArrayList<>();

		private final @Nullable Integer toUndo;

		private long start;

		Recorder(@Nullable Integer toUndo) {
			this.toUndo = toUndo;
		}

		List<Ran> ran() {
			return List.copyOf(this.ran);
		}

		List<Ran> undone() {
			return List.copyOf(this.undone);
		}

		/**
		 * Return whether a changeset has started.
		 * @return {@code false} if the run has changed nothing
		 */
		boolean hasStarted() {
			return this.start != 0;
		}

		/**
		 * Return the statements of the changeset that is running.
		 * @return the statements, which is a listener too
		 */
		RunStatements statements() {
			return this.statements;
		}

		@Override
		public void willRun(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database,
				ChangeSet.RunStatus status) {
			stopUnlessLocked(database);
			RunState state = state(database);
			state.changesetStarting(changeSet.getId(), () -> PendingChangesets.count(changeLog, database));
			this.start = System.nanoTime();
			this.statements.startApplying(changeSet, database);
			RunConnection.of(database)
				.ifPresent((connection) -> connection.begin(database, changeSet, changeLog, true));
		}

		@Override
		public void willRun(Change change, ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
			RunConnection.of(database).ifPresent((connection) -> connection.changeStarting(change));
		}

		@Override
		public void ran(Change change, ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
			this.statements.changeEnded();
			RunConnection.of(database).ifPresent(RunConnection::changeEnded);
		}

		@Override
		public void runFailed(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, Exception ex) {
			this.statements.fail();
			RunConnection.of(database).ifPresent((connection) -> connection.end(true));
			state(database).changesetEnded();
		}

		@Override
		public void ran(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database,
				ChangeSet.ExecType execType) {
			this.statements.end();
			RunConnection.of(database).ifPresent((connection) -> connection.end(execType == ChangeSet.ExecType.FAILED));
			state(database).changesetEnded();
			if (!execType.ran) {
				return;
			}
			Ran entry = entry(changeSet);
			this.ran.add(entry);
			RunLog.this.took.put(ChangesetKey.of(entry), entry.took());
		}

		@Override
		public void willRollback(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
			stopUnlessLocked(database);
			state(database).changesetStarting(changeSet.getId(), () -> this.toUndo);
			this.start = System.nanoTime();
			this.statements.startUndoing(changeSet, database);
			RunConnection.of(database)
				.ifPresent((connection) -> connection.begin(database, changeSet, changeLog, false));
		}

		@Override
		public void rollbackFailed(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, Exception ex) {
			this.statements.fail();
			RunConnection.of(database).ifPresent((connection) -> connection.end(true));
			state(database).changesetEnded();
		}

		@Override
		public void rolledBack(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
			this.statements.end();
			RunConnection.of(database).ifPresent((connection) -> connection.end(false));
			state(database).changesetEnded();
			Ran entry = entry(changeSet);
			this.undone.add(entry);
			RunLog.this.took.remove(ChangesetKey.of(entry));
		}

		// Without a connection of ours, it would not be known when the run ends.
		private RunState state(Database database) {
			return RunConnection.of(database).map(RunConnection::state).orElseGet(RunState::detached);
		}

		private void stopUnlessLocked(Database database) {
			if (!RunLockService.isHeld(database)) {
				throw new MigrationFailedException(ErrorCode.LOCK_LOST,
						"The session that held the lock of migrations has ended, and another process may be migrating.",
						null);
			}
		}

		private Ran entry(ChangeSet changeSet) {
			return new Ran(changeSet.getId(), changeSet.getAuthor(), ChangelogPaths.normalize(changeSet.getFilePath()),
					Duration.ofNanos(System.nanoTime() - this.start));
		}

	}

	/**
	 * Customizes the run of a bean on startup.
	 */
	private final class StartupCustomizer implements Customizer<Liquibase> {

		private final SpringLiquibase bean;

		private final RunSettings settings;

		private final StartPhase start;

		private final @Nullable Customizer<Liquibase> ofApplication;

		StartupCustomizer(SpringLiquibase bean, RunSettings settings, StartPhase start,
				@Nullable Customizer<Liquibase> ofApplication) {
			this.bean = bean;
			this.settings = settings;
			this.start = start;
			this.ofApplication = ofApplication;
		}

		@Override
		public void customize(Liquibase liquibase) {
			// With a tag, the configuration says what a run on startup applies.
			RunConnection.use(liquibase.getDatabase(), this.bean, this.settings,
					(this.bean.getTag() == null) ? this.start : null);
			if (this.ofApplication != null) {
				this.ofApplication.customize(liquibase);
			}
			Recorder recorder = recorder(liquibase.getDatabase());
			addListener(liquibase, recorder);
			addListener(liquibase, new StartupFailure(recorder, MigrationTarget.parameters(this.bean)));
		}

	}

}
