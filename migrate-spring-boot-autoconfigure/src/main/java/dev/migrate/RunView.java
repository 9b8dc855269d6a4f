package dev.migrate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A run that is under way on a database.
 *
 * @param since when this process began to migrate, or to wait for the lock, by its own
 * clock
 * @param changeset the id of the changeset that runs; {@code null} if the run is between
 * changesets, or waits for the lock
 * @param done the number of changesets that have ended
 * @param total the number of changesets of the run, as far as it is known in advance;
 * {@code null} if it is not known at all
 * @param rows the number of rows that the data migration of the changeset has migrated so
 * far, including those of runs that were interrupted; {@code null} if it has none
 * @param waitingFor what the run waits for, and who holds that; {@code null} if it does
 * not wait
 */
public record RunView(Instant since, @Nullable String changeset, int done, @Nullable Integer total, @Nullable Long rows,
		@Nullable String waitingFor) {

}
