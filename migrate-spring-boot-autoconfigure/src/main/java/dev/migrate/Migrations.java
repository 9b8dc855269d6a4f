package dev.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.ChangelogException;
import dev.migrate.changelog.ChangelogFiles;
import dev.migrate.changelog.ChangelogMissingException;
import dev.migrate.changelog.Revision;
import dev.migrate.changelog.RevisionGraph;
import dev.migrate.changelog.RevisionReferenceException;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.database.ScratchUnavailableException;
import dev.migrate.database.UnsupportedDatabaseException;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.CannotRunException;
import dev.migrate.run.DowngradePlan;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.RunFailedException;
import dev.migrate.run.RunOptions;
import dev.migrate.run.Stamper;
import dev.migrate.schema.Schema;

/**
 * The front door: what commands, the endpoint and tests may ask for.
 * <p>
 * Methods that take the name of a database throw {@link CannotProceedException} where the
 * call cannot be carried out as it stands and {@link MigrationFailedException} where it
 * was tried and failed; both have a message that says what to do.
 */
public class Migrations {

	private final Map<String, ManagedDatabase> databases = new LinkedHashMap<>();

	/**
	 * Create the front door of an application.
	 * @param databases its databases, the primary one first
	 */
	public Migrations(Collection<ManagedDatabase> databases) {
		databases.forEach((database) -> this.databases.put(database.name(), database));
	}

	/**
	 * Return the names of the databases that this application migrates.
	 * @return the names, the primary one first
	 */
	public List<String> databases() {
		return List.copyOf(this.databases.keySet());
	}

	/**
	 * Bring a database to head that lives in this process alone, so that there is
	 * something to compare with and to look at; leave any other as it is.
	 * @param database the name of the database
	 */
	public void fillInProcessDatabase(String database) {
		ManagedDatabase managed = find(database);
		attempt(() -> {
			if (isInProcess(managed)) {
				runner(managed).upgrade("heads");
			}
			return null;
		});
	}

	/**
	 * Write the master changelog and the versions directory where they are missing.
	 * @param database the name of the database
	 * @param dryRun whether to write nothing and return what would be written
	 * @return what was written
	 */
	public InitView init(String database, boolean dryRun) {
		ManagedDatabase managed = find(database);
		return attempt(() -> {
			ChangelogFiles files = files(managed);
			return InitView.of(database, dryRun ? files.planInit() : files.init(), files.versions());
		});
	}

	/**
	 * Adopt a database that is there already: write a changelog whose first revision
	 * builds what the database has, prove it on a scratch database, and record in the
	 * history that it has run.
	 * @param database the name of the database
	 * @param request how to adopt it
	 * @return what was written, with the baseline
	 */
	public InitView adopt(String database, AdoptRequest request) {
		ManagedDatabase managed = find(database);
		return attempt(() -> new Adoption(managed, files(managed), Clock.systemUTC()).adopt(request));
	}

	/**
	 * Compare the entities with the database, or with what the changelog builds, and
	 * write a revision that brings it to what the entities ask for.
	 * @param database the name of the database
	 * @param request what to generate
	 * @return what was found and written
	 */
	public GeneratedView generate(String database, GenerateRequest request) {
		ManagedDatabase managed = find(database);
		return attempt(() -> {
			Schema entities = managed.entities()
				.get()
				.orElseThrow(() -> new CannotProceedException(
						"There are no entities to compare with: this application has no EntityManagerFactory for '"
								+ database + "'. Write the revision by hand."));
			if (request.basis() == Basis.CHANGELOG) {
				try (ScratchChangelog scratch = ScratchChangelog.open(managed, entities)) {
					scratch.replay((changeset) -> true);
					return generate(scratch.managed(), entities, request);
				}
			}
			return generate(managed, entities, request);
		});
	}

	/**
	 * Apply a revision and its ancestors.
	 * @param database the name of the database
	 * @param revision the revision, as a person names it
	 * @param dryRun whether to apply nothing and return what would be applied
	 * @return what was applied
	 */
	public MovedView upgrade(String database, String revision, boolean dryRun) {
		return upgrade(database, new MoveRequest(revision, null, dryRun), MigrationListener.NONE);
	}

	/**
	 * Apply a revision and its ancestors.
	 * @param database the name of the database
	 * @param request where to go
	 * @param listener hears of the revisions as they are applied
	 * @return what was applied
	 */
	public MovedView upgrade(String database, MoveRequest request, MigrationListener listener) {
		ManagedDatabase managed = find(database);
		return attempt(() -> {
			MigrationRunner runner = runner(managed);
			RunOptions options = new RunOptions(request.tag(), new ListenerAdapter(listener, RevisionState.PENDING));
			return MovedView.of(database, request.dryRun() ? runner.planUpgrade(request.revision())
					: runner.upgrade(request.revision(), options));
		});
	}

	/**
	 * Undo whole revisions until the database is at a revision.
	 * @param database the name of the database
	 * @param revision the revision to go back to, as a person names it
	 * @param dryRun whether to undo nothing and return what would be undone
	 * @return what was undone
	 */
	public MovedView downgrade(String database, String revision, boolean dryRun) {
		return downgrade(database, new MoveRequest(revision, null, dryRun), MigrationListener.NONE);
	}

	/**
	 * Undo whole revisions until the database is at a revision.
	 * @param database the name of the database
	 * @param request where to go
	 * @param listener hears of the revisions as they are undone
	 * @return what was undone
	 */
	public MovedView downgrade(String database, MoveRequest request, MigrationListener listener) {
		ManagedDatabase managed = find(database);
		return attempt(() -> {
			MigrationRunner runner = runner(managed);
			DowngradePlan plan = runner.planDowngrade(request.revision());
			if (!request.dryRun()) {
				runner.downgrade(plan,
						new RunOptions(request.tag(), new ListenerAdapter(listener, RevisionState.APPLIED)));
			}
			return MovedView.of(database, plan);
		});
	}

	/**
	 * Set the history of a database to some revisions and what they build on, without
	 * running anything.
	 * @param database the name of the database
	 * @param request what to set it to
	 * @return what was changed
	 */
	public StampView stamp(String database, StampRequest request) {
		ManagedDatabase managed = find(database);
		return attempt(() -> {
			Stamper stamper = new Stamper(managed.target());
			Stamper.Way way = request.purge() ? Stamper.Way.PURGE : Stamper.Way.KEEP;
			return StampView.of(database, request.dryRun() ? stamper.plan(request.revisions(), way)
					: stamper.stamp(request.revisions(), way, request.tag()));
		});
	}

	/**
	 * Create Liquibase's tables for its history and its lock where they are missing, and
	 * nothing else.
	 * @param database the name of the database
	 * @return which were created
	 */
	public EnsureVersionView ensureVersion(String database) {
		ManagedDatabase managed = find(database);
		return attempt(() -> new EnsureVersionView(database, HistoryTables.create(managed.target())));
	}

	/**
	 * Return where a database stands, without a lock and without creating anything.
	 * @param database the name of the database
	 * @return its revisions and their states
	 */
	public StatusView status(String database) {
		ManagedDatabase managed = find(database);
		return attempt(() -> StatusView.of(database, MigrationStatus.of(managed.target()), managed.log()));
	}

	/**
	 * Return the revisions of the changelog, without asking the database.
	 * @param database the name of the database
	 * @return the revisions, in the order in which they run
	 */
	public List<RevisionView> history(String database) {
		ManagedDatabase managed = find(database);
		return attempt(() -> {
			RevisionGraph graph = graph(managed);
			return graph.revisions().stream().map((revision) -> RevisionView.of(revision, graph, null)).toList();
		});
	}

	/**
	 * Compare the entities, the changelog and the database, each with each.
	 * @param database the name of the database
	 * @return what differs
	 */
	public CheckView check(String database) {
		ManagedDatabase managed = find(database);
		return attempt(() -> {
			MigrationStatus status = MigrationStatus.of(managed.target());
			return CheckView.of(database, status, new Check(managed, status));
		});
	}

	private static GeneratedView generate(ManagedDatabase managed, Schema entities, GenerateRequest request)
			throws SQLException {
		MigrationStatus status = MigrationStatus.of(managed.target());
		refuseUnlessAtHead(status);
		return new Generation(managed, status, files(managed), Clock.systemUTC()).generate(entities, request);
	}

	private static void refuseUnlessAtHead(MigrationStatus status) {
		int pending = status.pending().size();
		if (pending > 0) {
			throw new CannotProceedException("Target database is not up to date: "
					+ ((pending == 1) ? "1 revision is" : pending + " revisions are") + " pending; run upgrade first.");
		}
		List<Revision> heads = status.graph().heads();
		if (heads.size() > 1) {
			throw new CannotProceedException(
					"The changelog has several heads (" + String.join(", ", heads.stream().map(Revision::id).toList())
							+ "): set migrate.parent of one of them to the other, so that there is one line.");
		}
	}

	private static boolean isInProcess(ManagedDatabase managed) throws SQLException {
		try (Connection connection = managed.target().connect()) {
			Dialect dialect = DatabaseSchemaReader.dialect(connection);
			return dialect.isInProcess(connection.getMetaData().getURL());
		}
		catch (UnsupportedDatabaseException ex) {
			return false;
		}
	}

	private static RevisionGraph graph(ManagedDatabase managed) {
		return Changelog.parse(managed.target().source(null)).graph();
	}

	private static MigrationRunner runner(ManagedDatabase managed) {
		return new MigrationRunner(managed.target(), managed.log());
	}

	private static ChangelogFiles files(ManagedDatabase managed) {
		return ChangelogFiles.of(managed.target().changelog(), managed.resourcesDirectory());
	}

	private ManagedDatabase find(String database) {
		ManagedDatabase managed = this.databases.get(database);
		if (managed == null) {
			throw new CannotProceedException("There is no database '" + database + "' in this application; it has: "
					+ String.join(", ", this.databases.keySet()) + ".");
		}
		return managed;
	}

	private static <T> T attempt(Callable<T> action) {
		try {
			return action.call();
		}
		catch (CannotProceedException | MigrationFailedException ex) {
			throw ex;
		}
		catch (CannotRunException | RevisionReferenceException | ChangelogMissingException
				| UnsupportedDatabaseException | ScratchUnavailableException ex) {
			throw new CannotProceedException(message(ex), ex);
		}
		catch (ChangelogException | RunFailedException ex) {
			throw new MigrationFailedException(message(ex), ex);
		}
		catch (SQLException ex) {
			throw new MigrationFailedException("The database does not answer as it should: " + message(ex), ex);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String message(Exception ex) {
		return Optional.ofNullable(ex.getMessage()).orElseGet(ex::toString);
	}

}
