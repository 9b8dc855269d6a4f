package dev.migrate.diagnosis;

import java.util.Locale;

import dev.migrate.FindingView.Severity;

/**
 * The problems that a diagnosis can find. Their names are part of the contract: scripts
 * rely on the codes.
 */
public enum Problem {

	/**
	 * The master changelog does not exist.
	 */
	CHANGELOG_MISSING(Severity.ERROR),

	/**
	 * A file of the changelog is not valid.
	 */
	CHANGELOG_INVALID(Severity.ERROR),

	/**
	 * A file looks like a revision, and the changelog does not include it.
	 */
	REVISION_NOT_INCLUDED(Severity.ERROR),

	/**
	 * A revision has a value that has to be filled in.
	 */
	VALUE_MISSING(Severity.ERROR),

	/**
	 * A changeset was edited after it had been applied.
	 */
	CHANGESET_EDITED(Severity.ERROR),

	/**
	 * The database has a revision that the changelog lacks.
	 */
	REVISION_UNKNOWN(Severity.ERROR),

	/**
	 * The database has tables of the entities, and no history.
	 */
	HISTORY_MISSING(Severity.ERROR),

	/**
	 * The database cannot be reached.
	 */
	DATABASE_UNREACHABLE(Severity.ERROR),

	/**
	 * The database product is not supported.
	 */
	DATABASE_UNSUPPORTED(Severity.ERROR),

	/**
	 * The database accepts no changes.
	 */
	DATABASE_READ_ONLY(Severity.ERROR),

	/**
	 * A precondition of the next changeset does not hold.
	 */
	PRECONDITION_NOT_MET(Severity.ERROR),

	/**
	 * A table that an upgrade touches was changed since the last run, and not by one.
	 */
	TABLE_CHANGED(Severity.ERROR),

	/**
	 * A part of the database cannot be examined.
	 */
	NOT_EXAMINED(Severity.ERROR),

	/**
	 * The user of the migrations lacks a privilege.
	 */
	PRIVILEGE_MISSING(Severity.ERROR),

	/**
	 * A configured schema does not exist.
	 */
	SCHEMA_MISSING(Severity.ERROR),

	/**
	 * Hibernate cannot map the entities.
	 */
	ENTITIES_INVALID(Severity.ERROR),

	/**
	 * The file of accepted differences is not valid.
	 */
	ACCEPTED_DIFFERENCES_INVALID(Severity.ERROR),

	/**
	 * A setting of Migrate is not valid.
	 */
	SETTING_INVALID(Severity.ERROR),

	/**
	 * Hibernate changes the schema on startup.
	 */
	DDL_AUTO(Severity.ERROR),

	/**
	 * The startup drops all objects of the schema.
	 */
	DROP_FIRST(Severity.ERROR),

	/**
	 * The class path has several files under the name of the master changelog.
	 */
	CHANGELOG_AMBIGUOUS(Severity.ERROR),

	/**
	 * The startup forgets the checksums of applied changesets.
	 */
	CLEAR_CHECKSUMS(Severity.WARNING),

	/**
	 * The startup undoes each new changeset before it applies it again.
	 */
	TEST_ROLLBACK(Severity.WARNING),

	/**
	 * Scripts change the schema on startup.
	 */
	SCHEMA_SCRIPT(Severity.WARNING),

	/**
	 * Another migration tool migrates the database too.
	 */
	OTHER_MIGRATION_TOOL(Severity.WARNING),

	/**
	 * Beans are created on demand, and so are migrations run.
	 */
	LAZY_INITIALIZATION(Severity.WARNING),

	/**
	 * A property has a name that nothing reads.
	 */
	PROPERTY_UNKNOWN(Severity.WARNING),

	/**
	 * The database of the application can be reached from other machines.
	 */
	OPEN_TO_NETWORK(Severity.WARNING),

	/**
	 * The changelog is not in the directory that revisions are written to.
	 */
	CHANGELOG_OUTSIDE_RESOURCES(Severity.WARNING),

	/**
	 * The changelog is in the directory of the project, and not in the packaged
	 * application.
	 */
	CHANGELOG_NOT_PACKAGED(Severity.WARNING),

	/**
	 * There is a second master changelog.
	 */
	SECOND_CHANGELOG(Severity.WARNING),

	/**
	 * The changelog does not include the directory of revisions.
	 */
	VERSIONS_NOT_INCLUDED(Severity.WARNING),

	/**
	 * A file in the directory of revisions is no changelog.
	 */
	NOT_A_CHANGELOG(Severity.WARNING),

	/**
	 * A script without a header is one changeset with a name that depends on its file.
	 */
	SCRIPT_WITHOUT_HEADER(Severity.WARNING),

	/**
	 * The build has a file that the sources lack.
	 */
	BUILD_STALE(Severity.WARNING),

	/**
	 * The build replaces text in a file of the changelog.
	 */
	CHANGELOG_FILTERED(Severity.WARNING),

	/**
	 * An entity was compiled from an older source, or not at all.
	 */
	CLASS_STALE(Severity.WARNING),

	/**
	 * There are several heads.
	 */
	SEVERAL_HEADS(Severity.WARNING),

	/**
	 * The user of the migrations cannot alter a table, which belongs to another one.
	 */
	TABLE_OF_OTHER_OWNER(Severity.WARNING),

	/**
	 * A pooler gives each transaction another session.
	 */
	SESSION_LOST(Severity.WARNING),

	/**
	 * There is no second connection.
	 */
	CONNECTIONS_EXHAUSTED(Severity.WARNING),

	/**
	 * The clocks of the application and the database differ.
	 */
	CLOCK_DIFFERS(Severity.WARNING),

	/**
	 * The database cannot store every character.
	 */
	ENCODING_LIMITED(Severity.WARNING),

	/**
	 * The lock of migrations is taken.
	 */
	LOCKED(Severity.WARNING),

	/**
	 * An index was not built completely.
	 */
	INDEX_INVALID(Severity.WARNING),

	/**
	 * The history is in another schema than the one that is migrated.
	 */
	HISTORY_ELSEWHERE(Severity.WARNING),

	/**
	 * The time zones of the application and the database differ.
	 */
	TIME_ZONE_DIFFERS(Severity.NOTE),

	/**
	 * The application does not migrate on startup.
	 */
	LIQUIBASE_DISABLED(Severity.NOTE),

	/**
	 * A changeset has a parameter without a value.
	 */
	PARAMETER_UNDEFINED(Severity.NOTE),

	/**
	 * A changeset cannot be undone.
	 */
	ROLLBACK_MISSING(Severity.NOTE),

	/**
	 * Revisions are pending.
	 */
	PENDING(Severity.NOTE),

	/**
	 * The database ends with the process.
	 */
	IN_MEMORY(Severity.NOTE),

	/**
	 * The database has objects that are left alone.
	 */
	LEFT_ALONE(Severity.NOTE),

	/**
	 * The version of Liquibase has a licence that is no open source licence.
	 */
	LICENCE(Severity.NOTE);

	private final Severity severity;

	Problem(Severity severity) {
		this.severity = severity;
	}

	/**
	 * Return how bad the problem is.
	 * @return the severity
	 */
	public Severity severity() {
		return this.severity;
	}

	/**
	 * Return the code of the problem.
	 * @return its name in lower case, with dashes
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
