package dev.migrate;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The operations on one database of an application and on its changelog.
 * <p>
 * All methods throw {@link CannotProceedException} if the operation cannot be carried out
 * as it was requested, and {@link MigrationFailedException} if it was started and failed.
 * The messages of both are written for users.
 */
public interface DatabaseMigrations {

	/**
	 * Return the name of the database in the application.
	 * @return the name
	 */
	String name();

	/**
	 * Return the address of the database.
	 * @return its JDBC URL, with passwords masked
	 */
	String address();

	/**
	 * Write the master changelog and the versions directory where they are missing.
	 * Existing files are not overwritten.
	 * @param request what to start with
	 * @return what was written
	 */
	InitView init(InitRequest request);

	/**
	 * Return the templates that {@link #init} can start with.
	 * @return the templates
	 */
	TemplatesView templates();

	/**
	 * Adopt an existing database: write a changelog whose first revision builds the
	 * schema of the database, validate it on a scratch database, and record it as
	 * applied.
	 * @param request how to adopt it
	 * @return what was written, including the baseline
	 */
	InitView adopt(AdoptRequest request);

	/**
	 * Compare the entities with the database, or with the schema that the changelog
	 * builds, and write a revision with the changes.
	 * @param request what to generate
	 * @return what was detected and written
	 * @throws RenamesUnansweredException if only the user can tell whether objects were
	 * renamed
	 */
	GeneratedView generate(GenerateRequest request);

	/**
	 * Undo the newest revision, and replace its file by one that is generated anew, with
	 * the same id. The entities are compared with the schema that the changelog builds
	 * without the revision. The new one is not applied.
	 * @param request what to generate
	 * @param listener notified of the progress; an exception of its
	 * {@code downgradeStarting} is thrown before anything is changed
	 * @return what was detected, undone and written
	 * @throws RenamesUnansweredException if only the user can tell whether objects were
	 * renamed
	 */
	RevisedView revise(ReviseRequest request, MigrationListener listener);

	/**
	 * Replace several revisions by one that builds the same schema. Databases that have
	 * the former ones take the new one as applied. Both are proved on a scratch database.
	 * @param request what to replace
	 * @return what was written
	 */
	SquashedView squash(SquashRequest request);

	/**
	 * Write a revision with the changes that were made to the database by hand. It is not
	 * recorded as applied: {@link #stamp} does.
	 * @param request what to write
	 * @return what was detected and written
	 */
	GeneratedView adoptDrift(AdoptDriftRequest request);

	/**
	 * Undo the changes that were made to the database by hand, without a revision.
	 * @param request what to undo
	 * @return what was detected and run
	 */
	RevertedDriftView revertDrift(RevertDriftRequest request);

	/**
	 * Accept the changes that were made to the database by hand, so that comparisons
	 * leave them out.
	 * @param dryRun whether to write nothing and return what would be accepted
	 * @return what was accepted
	 */
	IgnoredDriftView ignoreDrift(boolean dryRun);

	/**
	 * Write an empty revision for the user to fill in. The database is only accessed if
	 * the request refers to its current revision.
	 * @param request what to write
	 * @return what was written
	 */
	WrittenView revision(RevisionRequest request);

	/**
	 * Write an empty revision that merges branches. The database is only accessed if the
	 * request refers to its current revision.
	 * @param request what to write; the heads of its placement are merged, or all heads
	 * of the changelog if it has none
	 * @return what was written, with a note about tables that several branches change
	 */
	WrittenView merge(RevisionRequest request);

	/**
	 * Run the configured hooks for a file. The methods that write files do not run them.
	 * @param file the file that was written
	 * @param output where to print the progress and the output of the hooks
	 */
	void runHooks(Path file, PrintStream output);

	/**
	 * Apply a revision and its ancestors.
	 * @param request the target
	 * @param listener notified of the progress
	 * @return what was applied
	 * @throws CannotProceedException if the database accepts no changes, if a table that
	 * the revisions touch was changed by hand since the last run, or if anything has
	 * changed that the plan of the request rests on; nothing has been changed then
	 * @throws MigrationFailedException if the upgrade fails
	 */
	MovedView upgrade(UpgradeRequest request, MigrationListener listener);

	/**
	 * Apply a revision and its ancestors.
	 * @param revision the revision reference
	 * @return what was applied
	 */
	default MovedView upgrade(String revision) {
		return upgrade(UpgradeRequest.to(revision), MigrationListener.NONE);
	}

	/**
	 * Undo whole revisions until the database is at a revision.
	 * @param request the target
	 * @param listener notified of the progress
	 * @return what was undone
	 */
	MovedView downgrade(DowngradeRequest request, MigrationListener listener);

	/**
	 * Undo whole revisions until the database is at a revision.
	 * @param revision the revision reference
	 * @return what was undone
	 */
	default MovedView downgrade(String revision) {
		return downgrade(DowngradeRequest.to(revision), MigrationListener.NONE);
	}

	/**
	 * Set the history of the database to some revisions and their ancestors, without
	 * running anything.
	 * @param request the target
	 * @return what was changed
	 */
	StampView stamp(StampRequest request);

	/**
	 * Create the tables of Liquibase where they are missing.
	 * @return which tables were created
	 */
	EnsureVersionView ensureVersion();

	/**
	 * Release the lock that lets one process at a time migrate the database, if a run has
	 * left it behind.
	 * @param unproved whether the lock is also released if it cannot be proved that its
	 * holder is gone
	 * @return the lock as it was, and whether it was released
	 * @throws CannotProceedException if the holder of the lock is alive, or may be
	 * @throws MigrationFailedException if the database cannot be accessed
	 */
	LockView releaseLock(boolean unproved);

	/**
	 * Describe what an upgrade would do, and what that rests on. Nothing is changed, and
	 * no lock is taken.
	 * @param revision the revision reference of the target
	 * @return the plan
	 * @throws CannotProceedException if the upgrade would be rejected
	 * @throws MigrationFailedException if the database cannot be accessed
	 */
	PlanView plan(String revision);

	/**
	 * Render an upgrade as SQL, including the statements that maintain the history.
	 * @param revisions a revision reference for the database as it is; or a range
	 * {@code A:B} for a database at A, without access to it
	 * @param tag the tag to write to the last row of the history; {@code null} for none
	 * @return the script
	 */
	ScriptView upgradeSql(String revisions, @Nullable String tag);

	/**
	 * Render a downgrade as SQL, including the statements that maintain the history.
	 * @param revisions a revision reference for the database as it is; or a range
	 * {@code B:A} for a database at B, without access to it
	 * @param tag the tag to write to the last row of the history; {@code null} for none
	 * @return the script
	 */
	ScriptView downgradeSql(String revisions, @Nullable String tag);

	/**
	 * Render a stamp as SQL.
	 * @param revisions revision references for the database as it is; or one range
	 * {@code A:B} for a database at A, without access to it
	 * @param tag the tag to write to the last row of the history; {@code null} for none
	 * @return the script
	 */
	ScriptView stampSql(List<String> revisions, @Nullable String tag);

	/**
	 * Render the creation of Liquibase's tables as SQL, without access to the database.
	 * @return the script
	 */
	ScriptView ensureVersionSql();

	/**
	 * Open a scratch database, in which the changelog can be tried without consequences
	 * for this database.
	 * @return the scratch database, without tables, which the caller closes
	 */
	ScratchMigrations scratch();

	/**
	 * Find what is wrong with the application's configuration, changelog and database.
	 * Nothing is changed.
	 * @return the findings, also if the changelog is not valid or the database cannot be
	 * reached
	 */
	DoctorView doctor();

	/**
	 * Return the state of all revisions in the database. Nothing is created, and no lock
	 * is acquired.
	 * @return the revisions and their states
	 */
	StatusView status();

	/**
	 * Return the run of this process that is under way on the database, on startup or
	 * later. The database is not accessed, and any thread may ask.
	 * @return the run; empty if there is none
	 */
	Optional<RunView> run();

	/**
	 * Return the revisions in a range, both ends included. The database is only accessed
	 * if the range refers to its current revision.
	 * @param range {@code A:B}, {@code A:}, {@code :B}, or {@code :} for all revisions
	 * @return the revisions, in the order in which they run
	 */
	List<RevisionView> history(String range);

	/**
	 * Return the revisions that are no parents, without access to the database.
	 * @return the heads, in the order in which they run
	 */
	List<RevisionView> heads();

	/**
	 * Return the heads that no other revision depends on, without access to the database.
	 * @return the heads, in the order in which they run
	 */
	List<RevisionView> effectiveHeads();

	/**
	 * Return the revisions that have several children, without access to the database.
	 * @return the branch points, in the order in which they run
	 */
	List<BranchView> branches();

	/**
	 * Return the revisions that a reference resolves to. The database is only accessed if
	 * the reference is relative to its current revision.
	 * @param revision the revision reference
	 * @return the revisions, at least one
	 */
	List<RevisionView> show(String revision);

	/**
	 * Return the files on disk of the revisions that a reference resolves to. The
	 * database is only accessed if the reference is relative to its current revision.
	 * @param revision the revision reference
	 * @return the files, at least one
	 */
	List<Path> files(String revision);

	/**
	 * Compare the entities, the changelog and the database with each other. Accepted
	 * differences are left out.
	 * @param request whether to accept the differences, or which ones to forget
	 * @return the differences
	 */
	CheckView check(CheckRequest request);

	/**
	 * Compare the entities, the changelog and the database with each other. Accepted
	 * differences are left out.
	 * @return the differences
	 */
	default CheckView check() {
		return check(CheckRequest.DEFAULT);
	}

}
