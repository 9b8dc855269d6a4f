package dev.migrate.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Where each database of an application stands, as the endpoint shows it.
 *
 * @param databases the databases, the primary one first
 */
public record MigrationsDescriptor(List<DatabaseDescriptor> databases) implements OperationResponseBody {

	/**
	 * Where one database stands.
	 *
	 * @param name the name of the database in this application
	 * @param current the ids of the current revisions; empty before the first
	 * @param heads the ids of the revisions that no other revision builds on
	 * @param pending the revisions that the next upgrade would apply, in that order
	 * @param history the changesets that have been applied, in that order
	 * @param error why nothing could be read, in a sentence; {@code null} where all is
	 * well
	 */
	public record DatabaseDescriptor(String name, List<String> current, List<String> heads,
			List<PendingRevisionDescriptor> pending, List<AppliedChangesetDescriptor> history, @Nullable String error) {

		static DatabaseDescriptor unreadable(String name, String error) {
			return new DatabaseDescriptor(name, List.of(), List.of(), List.of(), List.of(), error);
		}

	}

	/**
	 * A revision that has not been applied, or not wholly.
	 *
	 * @param id the id of the revision
	 * @param message the message of the revision
	 * @param parents the ids of the revisions that it builds on; empty for the first
	 * @param path the file that it is in, as Liquibase names it
	 * @param risk the worst kind of risk as text; {@code null} if unknown
	 * @param risks all kinds of risk as text, the worst first; {@code null} if unknown
	 * @param changesets its changesets that have not been applied, in order
	 */
	public record PendingRevisionDescriptor(String id, @Nullable String message, List<String> parents, String path,
			@Nullable String risk, @Nullable List<String> risks, List<PendingChangesetDescriptor> changesets) {

	}

	/**
	 * A changeset that has not been applied.
	 *
	 * @param id its id within its file
	 * @param author who wrote it
	 * @param path the file that it is in, as Liquibase names it
	 * @param comment the comment
	 */
	public record PendingChangesetDescriptor(String id, String author, String path, @Nullable String comment) {

	}

	/**
	 * A changeset that has been applied.
	 *
	 * @param revision the id of the revision that it belongs to
	 * @param id its id within its file
	 * @param author who wrote it
	 * @param path the file that it is in, as Liquibase names it
	 * @param comment the comment
	 * @param state {@code applied}, or {@code file missing} where the application does
	 * not have its file any more
	 * @param appliedAt when it was applied, by the clock of the database
	 * @param order its place in the order of execution, counted from 1
	 * @param deployment the id of the run that applied it
	 * @param checksum the checksum that the database has recorded
	 * @param took how long it took; {@code null} unless this process applied it, since
	 * the history table does not know
	 */
	public record AppliedChangesetDescriptor(String revision, String id, String author, String path,
			@Nullable String comment, String state, @Nullable Instant appliedAt, @Nullable Integer order,
			@Nullable String deployment, @Nullable String checksum, @Nullable Duration took) {

	}

}
