package dev.migrate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;

/**
 * A view of a changeset.
 *
 * @param id the id of the changeset
 * @param author the author of the changeset
 * @param path the path of its file in Liquibase
 * @param comment the comment of the changeset
 * @param risk the worst kind of risk of its changes; {@code null} if unknown
 * @param risks the kinds of risk of its changes, the worst first; {@code null} if unknown
 * @param state the state in the database; {@code null} if the database was not accessed
 * @param appliedAt the time when it was applied, by the clock of the database
 * @param order the position in the execution order, starting at 1
 * @param deployment the id of the Liquibase deployment that applied it
 * @param checksum the checksum that is recorded in the database
 * @param took the execution time; only known for changesets that this process has run
 */
public record ChangesetView(String id, String author, String path, @Nullable String comment, Risk.@Nullable Kind risk,
		@Nullable List<Risk.Kind> risks, @Nullable RevisionState state, @Nullable Instant appliedAt,
		@Nullable Integer order, @Nullable String deployment, @Nullable String checksum, @Nullable Duration took) {

}
