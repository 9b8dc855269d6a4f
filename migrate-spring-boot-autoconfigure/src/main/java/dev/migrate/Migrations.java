package dev.migrate;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.ChangelogFiles;
import dev.migrate.changelog.Divergence;
import dev.migrate.changelog.Revision;
import dev.migrate.changelog.RevisionGraph;
import dev.migrate.changelog.RevisionRange;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.database.ScratchUnavailableException;
import dev.migrate.database.UnsupportedDatabaseException;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.DowngradePlan;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.RunOptions;
import dev.migrate.run.Script;
import dev.migrate.run.Scripts;
import dev.migrate.run.Stamper;
import dev.migrate.schema.Schema;
import org.jspecify.annotations.Nullable;

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
			return InitView.of(database, dryRun ? files.planInit() : files.init(), files.locations());
		});
	}

	/**
	 * Write the master changelog and the versions directory as a template has them. What
	 * is there is never overwritten.
	 * @param database the name of the database
	 * @param template the name of a template, or a directory
	 * @param dryRun whether to write nothing and return what would be written
	 * @return what was written
	 */
	public InitView init(String database, String template, boolean dryRun) {
		ManagedDatabase managed = find(database);
		return attempt(() -> new Templates(managed).init(template, dryRun));
	}

	/**
	 * Return what a changelog can begin with.
	 * @param database the name of the database
	 * @return the templates
	 */
	public TemplatesView templates(String database) {
		return new Templates(find(database)).list();
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
		return attempt(() -> {
			new Hooks(managed.revisions().hooks()).check();
			return new Adoption(managed, files(managed), Clock.systemUTC()).adopt(request);
		});
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
	 * Write an empty revision for a person to fill in. No database is asked unless the
	 * request names what it is at.
	 * @param database the name of the database
	 * @param request what to write
	 * @return what was written
	 */
	public WrittenView revision(String database, RevisionRequest request) {
		ManagedDatabase managed = find(database);
		return attempt(() -> new EmptyRevisions(managed, newRevisions(managed)).revision(request));
	}

	/**
	 * Write an empty revision that brings branches together. No database is asked unless
	 * the request names what it is at.
	 * @param database the name of the database
	 * @param request what to write; its heads are what is brought together, all heads of
	 * the changelog where it has none
	 * @return what was written, with a note about tables that several branches touch
	 */
	public WrittenView merge(String database, RevisionRequest request) {
		ManagedDatabase managed = find(database);
		return attempt(() -> new EmptyRevisions(managed, newRevisions(managed)).merge(request, divergence(managed)));
	}

	/**
	 * Run what the application has configured to run after a file is written, as the
	 * commands do. The methods that write files do not.
	 * @param database the name of the database
	 * @param file the file that was written
	 * @param output where to say what runs, and what it says
	 */
	public void runHooks(String database, Path file, PrintStream output) {
		ManagedDatabase managed = find(database);
		attempt(() -> {
			Hooks hooks = new Hooks(managed.revisions().hooks());
			hooks.check();
			hooks.run(file, output);
			return null;
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
			refuseRange(request.revision());
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
			refuseRange(request.revision());
			MigrationRunner runner = runner(managed);
			DowngradePlan plan = runner.planDowngrade(request.revision());
			MovedView planned = MovedView.of(database, plan);
			refuseUnlessAgreed(request, planned);
			if (!request.dryRun()) {
				runner.downgrade(plan,
						new RunOptions(request.tag(), new ListenerAdapter(listener, RevisionState.APPLIED)));
			}
			return planned;
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
			request.revisions().forEach(Migrations::refuseRange);
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
	 * Return whether some words name a range of revisions, for which no database is asked
	 * when a script is written.
	 * @param words what a person said
	 * @return whether they are {@code A:B}, {@code A:} or {@code :B}
	 */
	public static boolean isRange(String words) {
		return RevisionRange.isRange(words);
	}

	/**
	 * Write as SQL what an upgrade would run, and run nothing. The SQL keeps the history
	 * too.
	 * @param database the name of the database
	 * @param revisions a revision, for the database as it is; or a range {@code A:B}, for
	 * one that is at A, without asking it
	 * @param tag the tag to write to the last row of the history; {@code null} for none
	 * @return the script
	 */
	public ScriptView upgradeSql(String database, String revisions, @Nullable String tag) {
		return script(database, (scripts) -> scripts.upgrade(revisions, tag));
	}

	/**
	 * Write as SQL what a downgrade would run, and run nothing. The SQL keeps the history
	 * too.
	 * @param database the name of the database
	 * @param revisions a revision, for the database as it is; or a range {@code B:A}, for
	 * one that is at B, without asking it
	 * @param tag the tag to write to the last row of the history; {@code null} for none
	 * @return the script
	 */
	public ScriptView downgradeSql(String database, String revisions, @Nullable String tag) {
		return script(database, (scripts) -> scripts.downgrade(revisions, tag));
	}

	/**
	 * Write as SQL what a stamp would change in the history, and change nothing.
	 * @param database the name of the database
	 * @param revisions revisions, for the database as it is; or one range {@code A:B},
	 * for one that is at A, without asking it
	 * @param tag the tag to write to the last row of the history; {@code null} for none
	 * @return the script
	 */
	public ScriptView stampSql(String database, List<String> revisions, @Nullable String tag) {
		return script(database, (scripts) -> scripts.stamp(revisions, tag));
	}

	/**
	 * Write as SQL what creates Liquibase's tables, without asking the database.
	 * @param database the name of the database
	 * @return the script
	 */
	public ScriptView ensureVersionSql(String database) {
		return script(database, Scripts::ensureVersion);
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
	 * Return the address of a database.
	 * @param database the name of the database
	 * @return its JDBC URL, without passwords
	 */
	public String address(String database) {
		ManagedDatabase managed = find(database);
		return attempt(() -> {
			try (Connection connection = managed.target().connect()) {
				return Secrets.hide(connection.getMetaData().getURL());
			}
		});
	}

	/**
	 * Return the revisions of the changelog, without asking the database.
	 * @param database the name of the database
	 * @return the revisions, in the order in which they run
	 */
	public List<RevisionView> history(String database) {
		return history(database, ":");
	}

	/**
	 * Return the revisions of a range, with both ends. The database is asked only where
	 * the range counts from what it has.
	 * @param database the name of the database
	 * @param range {@code A:B}, {@code A:}, {@code :B}
	 * @return the revisions, in the order in which they run
	 */
	public List<RevisionView> history(String database, String range) {
		ManagedDatabase managed = find(database);
		return attempt(() -> lookup(managed, RevisionRange.needsDatabase(range)).range(range));
	}

	/**
	 * Return the revisions that nothing builds on, without asking the database.
	 * @param database the name of the database
	 * @return the heads, in the order in which they run
	 */
	public List<RevisionView> heads(String database) {
		ManagedDatabase managed = find(database);
		return attempt(() -> lookup(managed, false).heads());
	}

	/**
	 * Return the heads that no other revision depends on either, without asking the
	 * database.
	 * @param database the name of the database
	 * @return the heads, in the order in which they run
	 */
	public List<RevisionView> effectiveHeads(String database) {
		ManagedDatabase managed = find(database);
		return attempt(() -> lookup(managed, false).effectiveHeads());
	}

	/**
	 * Return the revisions that several others build on, without asking the database.
	 * @param database the name of the database
	 * @return the branch points, in the order in which they run
	 */
	public List<BranchView> branches(String database) {
		ManagedDatabase managed = find(database);
		return attempt(() -> lookup(managed, false).branches());
	}

	/**
	 * Return the revisions that a person's words name. The database is asked only where
	 * they count from what it has.
	 * @param database the name of the database
	 * @param revision the revision, as a person names it
	 * @return the revisions, one at least
	 */
	public List<RevisionView> show(String database, String revision) {
		ManagedDatabase managed = find(database);
		return attempt(() -> lookup(managed, RevisionGraph.countsFromApplied(revision)).named(revision));
	}

	/**
	 * Return the files on disk of the revisions that a person's words name. The database
	 * is asked only where they count from what it has.
	 * @param database the name of the database
	 * @param revision the revision, as a person names it
	 * @return the files, one at least
	 */
	public List<Path> files(String database, String revision) {
		ManagedDatabase managed = find(database);
		return attempt(
				() -> lookup(managed, RevisionGraph.countsFromApplied(revision)).files(revision, files(managed)));
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
			refuseContradiction(status);
			return CheckView.of(database, status, new Check(managed, status), divergence(managed));
		});
	}

	private GeneratedView generate(ManagedDatabase managed, Schema entities, GenerateRequest request)
			throws SQLException {
		MigrationStatus status = MigrationStatus.of(managed.target());
		refuseContradiction(status);
		refuseUnlessAtHead(status);
		new Hooks(managed.revisions().hooks()).check();
		NewRevisions revisions = new NewRevisions(managed, status.graph(), files(managed), divergence(managed),
				status::applied, Clock.systemUTC());
		return new Generation(managed, status, revisions).generate(entities, request);
	}

	private static void refuseContradiction(MigrationStatus status) {
		status.contradiction().ifPresent((reason) -> {
			throw new CannotProceedException(reason);
		});
	}

	private ScriptView script(String database, Function<Scripts, Script> writer) {
		ManagedDatabase managed = find(database);
		return attempt(() -> ScriptView.of(database, writer.apply(new Scripts(managed.target()))));
	}

	private static void refuseUnlessAgreed(MoveRequest request, MovedView planned) {
		List<String> undone = planned.revisions().stream().map(RevisionView::id).toList();
		if (request.agreed() != null && !request.agreed().equals(undone)) {
			throw new CannotProceedException("The database '" + planned.database()
					+ "' has changed since the question was asked; start the downgrade again. Nothing was changed.");
		}
	}

	private static void refuseRange(String revision) {
		if (RevisionRange.isRange(revision)) {
			throw new CannotProceedException("'" + revision + "' is a range of revisions, which is for --sql alone;"
					+ " name the revision to go to. Nothing has been changed.");
		}
	}

	private static void refuseUnlessAtHead(MigrationStatus status) {
		int pending = status.pending().size();
		if (pending > 0) {
			throw new CannotProceedException("Target database is not up to date: "
					+ ((pending == 1) ? "1 revision is" : pending + " revisions are") + " pending; run upgrade first.");
		}
	}

	private Lookup lookup(ManagedDatabase managed, boolean inDatabase) {
		if (inDatabase) {
			fillInProcessDatabase(managed.name());
			return Lookup.inDatabase(managed);
		}
		return Lookup.inChangelog(managed);
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
		return ChangelogFiles.of(managed.target().changelog(), managed.resourcesDirectory(),
				managed.target().versionLocations());
	}

	private NewRevisions newRevisions(ManagedDatabase managed) {
		new Hooks(managed.revisions().hooks()).check();
		return new NewRevisions(managed, graph(managed), files(managed), divergence(managed), () -> {
			fillInProcessDatabase(managed.name());
			return MigrationStatus.of(managed.target()).applied();
		}, Clock.systemUTC());
	}

	private static Function<List<Revision>, Divergence> divergence(ManagedDatabase managed) {
		return (heads) -> Divergence.of(Changelog.parse(managed.target().source(null)), heads);
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
		catch (MigrationException ex) {
			throw ex;
		}
		catch (UnsupportedDatabaseException | ScratchUnavailableException ex) {
			throw new CannotProceedException(message(ex), ex);
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
