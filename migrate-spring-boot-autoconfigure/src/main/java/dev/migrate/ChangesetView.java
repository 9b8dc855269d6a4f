package dev.migrate;

import java.time.Duration;
import java.time.Instant;

import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;

/**
 * A changeset as a person or a program sees it.
 *
 * @param id its id within its file
 * @param author who wrote it
 * @param path the file that it is in, as Liquibase names it
 * @param comment what it says about itself
 * @param risk the worst risk of its changes; {@code null} where that is not known
 * @param state where it stands; {@code null} where no database was asked
 * @param appliedAt when it was applied, by the clock of the database
 * @param order its place in the order of execution, counted from 1
 * @param deployment the id of the run that applied it
 * @param checksum the checksum that the database has recorded
 * @param took how long it took; known only for what this process has run
 */
public record ChangesetView(String id, String author, String path, @Nullable String comment, Risk.@Nullable Level risk,
		@Nullable RevisionState state, @Nullable Instant appliedAt, @Nullable Integer order,
		@Nullable String deployment, @Nullable String checksum, @Nullable Duration took) {

}
