package dev.migrate;

import java.util.Locale;

/**
 * The kinds of errors. Their codes are part of the contract: programs rely on them, and
 * the page {@code docs/errors.md} says what to do about each.
 *
 * @see MigrationException#code()
 */
public enum ErrorCode {

	/**
	 * A command line that cannot be understood, or options that exclude each other.
	 */
	USAGE,

	/**
	 * An answer on the command line ({@code --rename}, {@code --drop}, {@code --default}
	 * and the like) that fits nothing.
	 */
	ANSWER_INVALID,

	/**
	 * Objects may have been renamed, which only the user can tell.
	 */
	RENAMES_UNANSWERED,

	/**
	 * Something is lost, and there was no user to agree to it.
	 */
	CONFIRMATION_MISSING,

	/**
	 * The user did not agree.
	 */
	DECLINED,

	/**
	 * The command needs a terminal, and there is none.
	 */
	TERMINAL_MISSING,

	/**
	 * The command is for one database, and the application has several.
	 */
	DATABASE_NOT_CHOSEN,

	/**
	 * The application has no database of this name.
	 */
	DATABASE_UNKNOWN,

	/**
	 * A property of the application has a value that cannot be used.
	 */
	SETTING_INVALID,

	/**
	 * The application does not pass its arguments to Spring.
	 */
	ARGUMENTS_LOST,

	/**
	 * No module of the build is an application with migrations.
	 */
	APPLICATION_NOT_FOUND,

	/**
	 * Several modules of the build are applications, or one has several main classes.
	 */
	APPLICATION_AMBIGUOUS,

	/**
	 * The build of the application failed before the command.
	 */
	NOT_COMPILED,

	/**
	 * The application cannot start far enough for the command.
	 */
	APPLICATION_NOT_STARTED,

	/**
	 * The application has no database to migrate.
	 */
	DATA_SOURCE_MISSING,

	/**
	 * The application has no entities to compare with.
	 */
	ENTITIES_MISSING,

	/**
	 * The command writes, or compares, files of the sources, and they are not there.
	 */
	SOURCES_MISSING,

	/**
	 * The master changelog does not exist.
	 */
	CHANGELOG_MISSING,

	/**
	 * There is a master changelog already.
	 */
	CHANGELOG_EXISTS,

	/**
	 * A file of the changelog is not valid.
	 */
	CHANGELOG_INVALID,

	/**
	 * Liquibase rejects the changelog before it runs anything.
	 */
	CHANGELOG_REJECTED,

	/**
	 * The master changelog does not include the directory of revisions.
	 */
	VERSIONS_NOT_INCLUDED,

	/**
	 * The directory named for a revision is no version location, or a revision in it
	 * would run too early.
	 */
	VERSION_LOCATION_INVALID,

	/**
	 * There are several version locations, and none was named.
	 */
	VERSION_LOCATION_AMBIGUOUS,

	/**
	 * A file with a revision is not, or would not be, part of the changelog.
	 */
	REVISION_NOT_INCLUDED,

	/**
	 * Two revisions have the same id.
	 */
	REVISION_DUPLICATE,

	/**
	 * Revisions build on each other in a cycle.
	 */
	REVISION_CYCLE,

	/**
	 * A revision would run before one that it builds on.
	 */
	REVISION_ORDER,

	/**
	 * A revision builds, or depends, on one that the changelog does not have.
	 */
	PARENT_UNKNOWN,

	/**
	 * The revisions named as parents cannot be parents of one revision.
	 */
	PARENTS_INVALID,

	/**
	 * A label names two branches, or a branch and a revision.
	 */
	BRANCH_LABEL_AMBIGUOUS,

	/**
	 * The label for a new branch is in use.
	 */
	BRANCH_LABEL_TAKEN,

	/**
	 * The id for a new revision is in use.
	 */
	REVISION_ID_TAKEN,

	/**
	 * A name has characters that it may not have, or too many.
	 */
	NAME_INVALID,

	/**
	 * A tag cannot be written into the history.
	 */
	TAG_INVALID,

	/**
	 * No revision matches a reference.
	 */
	REFERENCE_UNKNOWN,

	/**
	 * Several revisions match a reference.
	 */
	REFERENCE_AMBIGUOUS,

	/**
	 * A relative reference reaches beyond the first or the last revision.
	 */
	REFERENCE_OUT_OF_RANGE,

	/**
	 * No branch has this label.
	 */
	BRANCH_UNKNOWN,

	/**
	 * A range of revisions cannot be understood, is empty, or is not accepted here.
	 */
	RANGE_INVALID,

	/**
	 * The changelog has several heads, and one is needed.
	 */
	SEVERAL_HEADS,

	/**
	 * The revision to build on has children already.
	 */
	NOT_A_HEAD,

	/**
	 * There are no two revisions to merge, or one builds on the other.
	 */
	NOTHING_TO_MERGE,

	/**
	 * There are no two revisions to squash.
	 */
	NOTHING_TO_SQUASH,

	/**
	 * The revisions cannot be replaced by one.
	 */
	REVISIONS_NOT_SQUASHABLE,

	/**
	 * There is no newest revision, or it cannot be generated anew.
	 */
	REVISION_NOT_REVISABLE,

	/**
	 * The database lacks revisions that the command needs.
	 */
	REVISIONS_PENDING,

	/**
	 * No other process has migrated the database in time.
	 */
	WAIT_TIMED_OUT,

	/**
	 * The process was stopped while it waited for another one to migrate the database.
	 */
	WAIT_STOPPED,

	/**
	 * The revision is not applied to the database.
	 */
	REVISION_NOT_APPLIED,

	/**
	 * The database has a revision whose file is missing.
	 */
	REVISION_UNKNOWN,

	/**
	 * The file of a revision is not on disk.
	 */
	REVISION_FILE_MISSING,

	/**
	 * The history has revisions that another one replaces.
	 */
	REVISIONS_REPLACED,

	/**
	 * A changeset was edited after it had been applied.
	 */
	CHANGESET_EDITED,

	/**
	 * A revision was written with a value that has to be filled in.
	 */
	VALUE_MISSING,

	/**
	 * A changeset cannot be undone.
	 */
	ROLLBACK_MISSING,

	/**
	 * A changeset runs a program, which cannot be done here.
	 */
	PROGRAM_IN_CHANGESET,

	/**
	 * A precondition does not hold, or a value still has to be filled in.
	 */
	PRECONDITION_NOT_MET,

	/**
	 * What the command does cannot be written as SQL.
	 */
	SCRIPT_IMPOSSIBLE,

	/**
	 * The file format is not supported.
	 */
	FORMAT_UNSUPPORTED,

	/**
	 * The format cannot express the content.
	 */
	FORMAT_UNSUITABLE,

	/**
	 * A file exists that would be overwritten.
	 */
	FILE_EXISTS,

	/**
	 * A file or a directory cannot be read.
	 */
	FILE_UNREADABLE,

	/**
	 * A file or a directory cannot be written.
	 */
	FILE_UNWRITABLE,

	/**
	 * There is no template of this name.
	 */
	TEMPLATE_UNKNOWN,

	/**
	 * A template lacks something.
	 */
	TEMPLATE_INVALID,

	/**
	 * A hook failed after a file had been written.
	 */
	HOOK_FAILED,

	/**
	 * A {@link ChangesCustomizer} failed.
	 */
	CUSTOMIZER_FAILED,

	/**
	 * There is no editor, or it failed.
	 */
	EDITOR_FAILED,

	/**
	 * A command of git failed.
	 */
	GIT_FAILED,

	/**
	 * The git repository does not have enough of its history.
	 */
	GIT_HISTORY_MISSING,

	/**
	 * The git repository has no such branch, tag or commit.
	 */
	GIT_REFERENCE_UNKNOWN,

	/**
	 * No accepted difference matches.
	 */
	ACCEPTED_DIFFERENCE_UNKNOWN,

	/**
	 * A change needs an object whose absence is an accepted difference.
	 */
	ACCEPTED_DIFFERENCE_REQUIRED,

	/**
	 * The file of accepted differences is not valid.
	 */
	ACCEPTED_DIFFERENCES_INVALID,

	/**
	 * Objects of the database, such as views, depend on what would be changed.
	 */
	DEPENDENT_OBJECTS,

	/**
	 * No object of the database has this name, or several have it.
	 */
	OBJECT_UNKNOWN,

	/**
	 * The entities differ from the database.
	 */
	ENTITIES_DIFFER,

	/**
	 * A change made by hand cannot be expressed by a revision.
	 */
	DRIFT_NOT_ADOPTABLE,

	/**
	 * A change made by hand cannot be undone.
	 */
	DRIFT_NOT_REVERTIBLE,

	/**
	 * The database has no tables.
	 */
	NOTHING_TO_ADOPT,

	/**
	 * The database or the changelog has revisions already, so that a baseline cannot be
	 * the first.
	 */
	ALREADY_MIGRATED,

	/**
	 * A baseline would not create the schema of the database.
	 */
	BASELINE_INCOMPLETE,

	/**
	 * Flyway has not migrated the database.
	 */
	FLYWAY_HISTORY_MISSING,

	/**
	 * A migration of Flyway has failed or has not run.
	 */
	FLYWAY_NOT_FINISHED,

	/**
	 * There is no scratch database to try something in.
	 */
	SCRATCH_UNAVAILABLE,

	/**
	 * A replay in the scratch database could change another database.
	 */
	SCRATCH_UNSAFE,

	/**
	 * The changelog does not run on an empty database.
	 */
	REPLAY_FAILED,

	/**
	 * The database cannot be reached.
	 */
	DATABASE_UNREACHABLE,

	/**
	 * The database rejects the user name or the password.
	 */
	CREDENTIALS_REJECTED,

	/**
	 * The database product is not supported.
	 */
	DATABASE_UNSUPPORTED,

	/**
	 * The database has changed between two steps of the command.
	 */
	DATABASE_CHANGED,

	/**
	 * The user of the migrations may not do what they need.
	 */
	PRIVILEGE_MISSING,

	/**
	 * The database returned an error.
	 */
	DATABASE_ERROR,

	/**
	 * Another process holds the lock of migrations.
	 */
	LOCKED,

	/**
	 * The process was stopped while it waited for the lock of migrations.
	 */
	LOCK_WAIT_STOPPED,

	/**
	 * The session that held the lock of migrations has ended during the run.
	 */
	LOCK_LOST,

	/**
	 * The lock cannot be released, since its holder is alive or may be.
	 */
	LOCK_NOT_ABANDONED,

	/**
	 * The lock of migrations cannot be acquired, for another reason than its holder.
	 */
	LOCK_FAILED,

	/**
	 * The database accepts no changes.
	 */
	DATABASE_READ_ONLY,

	/**
	 * A table that an upgrade touches was changed since the last run, and not by one.
	 */
	TABLE_CHANGED,

	/**
	 * What the plan of an upgrade rests on has changed.
	 */
	PLAN_OUTDATED,

	/**
	 * A file is not a plan of an upgrade.
	 */
	PLAN_INVALID,

	/**
	 * A changeset failed, since other sessions hold locks that its statements need.
	 */
	STATEMENT_BLOCKED,

	/**
	 * A run was stopped between its changesets.
	 */
	RUN_STOPPED,

	/**
	 * A changeset runs a data migration that no bean of the application is.
	 */
	DATA_MIGRATION_UNKNOWN,

	/**
	 * A bean cannot be used as a data migration.
	 */
	DATA_MIGRATION_INVALID,

	/**
	 * A revision cannot be applied on startup, since one that it depends on is applied
	 * only after the start.
	 */
	AFTER_START_PENDING,

	/**
	 * A changeset failed.
	 */
	CHANGESET_FAILED,

	/**
	 * The rollback of a changeset failed.
	 */
	ROLLBACK_FAILED,

	/**
	 * A statement that belongs to no changeset failed.
	 */
	STATEMENT_FAILED,

	/**
	 * The table of the history could not be created.
	 */
	HISTORY_NOT_CREATED,

	/**
	 * The history of the database is not as it must be after a run.
	 */
	HISTORY_INCONSISTENT,

	/**
	 * A revision could not be recorded as applied.
	 */
	HISTORY_NOT_WRITTEN,

	/**
	 * Anything else.
	 */
	UNEXPECTED;

	private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/**
	 * Return the code as it is printed.
	 * @return the code, for example {@code several-heads}
	 */
	@Override
	public String toString() {
		return this.code;
	}

}
