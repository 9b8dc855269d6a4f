package dev.migrate.run.script;

import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.migrate.RevisionState;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.Failures;
import dev.migrate.run.History;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.Session;
import dev.migrate.run.Session.Work;
import liquibase.ChecksumVersion;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;
import liquibase.statement.core.RawParameterizedSqlStatement;

/**
 * A script that is being written, for a live or an offline database.
 */
final class ScriptSession implements AutoCloseable {

	private final Session session;

	private final boolean live;

	private final ScriptHistory history;

	private final StringWriter text = new StringWriter();

	private final ScriptExecutor executor;

	private boolean inDefaultSchema;

	private ScriptSession(Session session, boolean live, ScriptHistory history) {
		this.session = session;
		this.live = live;
		this.history = history;
		this.executor = new ScriptExecutor(session.executor(), this.text, session.database());
		histories().register(history);
	}

	/**
	 * Open a script for a live database.
	 * @param target the database
	 * @return the session, which the caller closes
	 */
	static ScriptSession live(MigrationTarget target) {
		Session session = Session.open(target);
		return new ScriptSession(session, true, new ScriptHistory(session.database()));
	}

	/**
	 * Open a script without connecting, unless the product is known from the database
	 * only.
	 * @param target the database
	 * @return the session, which the caller closes
	 */
	static ScriptSession offline(MigrationTarget target) {
		String url = target.url().get();
		ScriptConnection connection = ScriptConnection.to(target, (url != null) ? url : connectedUrl(target));
		Session session = Session.offline(target, connection);
		return new ScriptSession(session, false, connection.history());
	}

	private static String connectedUrl(MigrationTarget target) {
		try (Connection connection = target.connect()) {
			return connection.getMetaData().getURL();
		}
		catch (SQLException ex) {
			throw Failures.connecting(target, ex);
		}
	}

	Session session() {
		return this.session;
	}

	Database database() {
		return this.session.database();
	}

	boolean isLive() {
		return this.live;
	}

	/**
	 * Start from the state of the database.
	 * @param changelog its changelog
	 * @return its status
	 */
	MigrationStatus start(Changelog changelog) {
		return start(changelog, History.read(this.session));
	}

	/**
	 * Start from a database that has run the given revisions.
	 * @param changelog its changelog
	 * @param done the revisions
	 * @return its status
	 */
	MigrationStatus start(Changelog changelog, Collection<Revision> done) {
		MigrationStatus empty = MigrationStatus.of(this.session, changelog, History.assume(List.of(), Changeset::id));
		List<Changeset> changesets = empty.revisions()
			.stream()
			.filter((revision) -> done.contains(revision.revision()))
			.flatMap((revision) -> revision.changesets().stream())
			.filter(Predicate.not((changeset) -> changeset.state() == RevisionState.LEFT_OUT))
			.map(ChangesetStatus::changeset)
			.toList();
		return start(changelog, History.assume(changesets, (changeset) -> checksum(changelog, changeset)));
	}

	private MigrationStatus start(Changelog changelog, History history) {
		this.history.fill(history);
		return MigrationStatus.of(this.session, changelog, history);
	}

	private static String checksum(Changelog changelog, Changeset changeset) {
		return changelog.parsed(changeset)
			.map((parsed) -> parsed.generateCheckSum(ChecksumVersion.latest()).toString())
			.orElse("");
	}

	/**
	 * Run an action whose statements are written to the script.
	 * @param work the action
	 * @return the script's text so far
	 */
	String write(Work<?> work) {
		return this.session.call(() -> {
			ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
			Executor before = executors.getExecutor("jdbc", database());
			executors.setExecutor("jdbc", database(), this.executor);
			executors.setExecutor("logging", database(), this.executor);
			try {
				work.run();
				String written = this.text.toString().strip();
				return written.isEmpty() ? written : written + System.lineSeparator();
			}
			catch (LiquibaseException ex) {
				throw Failures.writing(ex);
			}
			finally {
				executors.setExecutor("jdbc", database(), before);
				executors.clearExecutor("logging", database());
			}
		});
	}

	void comment(String line) throws DatabaseException {
		this.executor.comment(line.replaceAll("\\s+", " ").strip());
	}

	void statement(String sql) throws DatabaseException {
		this.executor.execute(new RawParameterizedSqlStatement(sql));
	}

	/**
	 * Make the default schema the one of the script's session, unless it is so already.
	 * @throws DatabaseException if the statement cannot be written
	 */
	void useDefaultSchema() throws DatabaseException {
		if (this.inDefaultSchema) {
			return;
		}
		Optional<String> statement = DefaultSchema.statement(this.session.target(), database());
		if (statement.isPresent()) {
			comment("The default schema");
			statement(statement.get());
		}
		this.inDefaultSchema = true;
	}

	void createHistory() throws DatabaseException {
		comment("The history");
		this.executor.execute(new CreateDatabaseChangeLogTableStatement());
	}

	void tag(String tag) throws DatabaseException {
		comment("Tag");
		this.history.tag(tag);
	}

	int rows() {
		return this.history.getRanChangeSets().size();
	}

	@Override
	public void close() {
		histories().unregister(this.history);
		histories().resetAll();
		Scope.getCurrentScope().getSingleton(ExecutorService.class).clearExecutor("jdbc", database());
		this.session.close();
	}

	private static ChangeLogHistoryServiceFactory histories() {
		return Scope.getCurrentScope().getSingleton(ChangeLogHistoryServiceFactory.class);
	}

}
