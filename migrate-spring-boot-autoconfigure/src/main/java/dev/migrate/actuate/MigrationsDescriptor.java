package dev.migrate.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.migrate.RunView;
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
	 * @param run the run of this process that is under way; {@code null} if there is none
	 * @param error why nothing could be read, in a sentence; {@code null} where all is
	 * well
	 */
	public record DatabaseDescriptor(String name, List<String> current, List<String> heads,
			List<PendingRevisionDescriptor> pending, List<AppliedChangesetDescriptor> history,
			@Nullable RunDescriptor run, @Nullable String error) {

		static DatabaseDescriptor unreadable(String name, @Nullable RunDescriptor run, String error) {
			return new DatabaseDescriptor(name, List.of(), List.of(), List.of(), List.of(), run, error);
		}

	}

	/**
	 * A run that is under way.
	 *
	 * @param since when it began, or began to wait for the lock, by the clock of this
	 * process
	 * @param changeset the id of the changeset that runs; {@code null} between changesets
	 * @param done the number of changesets that have ended
	 * @param total the number of changesets of the run, as far as it is known in advance;
	 * {@code null} if it is not known at all
	 * @param rows the number of rows that the data migration of the changeset has
	 * migrated; {@code null} if it has none
	 * @param waitingFor what the run waits for, and who holds that; {@code null} if it
	 * does not wait
	 */
	public record RunDescriptor(Instant since, @Nullable String changeset, int done, @Nullable Integer total,
			@Nullable Long rows, @Nullable String waitingFor) {

		static @Nullable RunDescriptor of(@Nullable RunView run) {
			return (run != null) ? new RunDescriptor(run.since(), run.changeset(), run.done(), run.total(), run.rows(),
					run.waitingFor()) : null;
		}

	}

	/**
	 * A revision that has not been applied, or not wholly.
	 *
	 * @param id the id of the revision
	 * @param message the message of the revision
	 * @param parents the ids of the revisions that it builds on; empty for the first
	 * @param path the file that it is in, as Liquibase names it
	 * @param phase {@code after-start} if the application applies it after its start;
	 * otherwise {@code null}
	 * @param risk the worst kind of risk as text; {@code null} if unknown
	 * @param risks all kinds of risk as text, the worst first; {@code null} if unknown
	 * @param changesets its changesets that have not been applied, in order
	 */
	public record PendingRevisionDescriptor(String id, @Nullable String message, List<String> parents, String path,
			@Nullable String phase, @Nullable String risk, @Nullable List<String> risks,
			List<PendingChangesetDescriptor> changesets) {

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
