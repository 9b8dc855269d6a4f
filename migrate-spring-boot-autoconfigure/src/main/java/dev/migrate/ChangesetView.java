package dev.migrate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.change.Risk;
import dev.migrate.changelog.Changeset;
import dev.migrate.run.History.Applied;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import dev.migrate.run.RunLog;
import org.jspecify.annotations.Nullable;

/**
 * A changeset as a person or a program sees it.
 *
 * @param id its id within its file
 * @param author who wrote it
 * @param path the file that it is in, as Liquibase names it
 * @param comment what it says about itself
 * @param risk the worst that it can do, in words; {@code null} where that is not known
 * @param state where it stands; {@code null} where no database was asked
 * @param appliedAt when it was applied, by the clock of the database
 * @param order its place in the order of execution, counted from 1
 * @param deployment the id of the run that applied it
 * @param checksum the checksum that the database has recorded
 * @param took how long it took; known only for what this process has run
 */
public record ChangesetView(String id, String author, String path, @Nullable String comment, @Nullable String risk,
		@Nullable RevisionState state, @Nullable Instant appliedAt, @Nullable Integer order,
		@Nullable String deployment, @Nullable String checksum, @Nullable Duration took) {

	static ChangesetView of(Changeset changeset, @Nullable RevisionState state) {
		return new ChangesetView(changeset.id(), changeset.author(), changeset.path(), changeset.comment(),
				risk(changeset).map(Risk.Level::toString).orElse(null), state, null, null, null, null, null);
	}

	static ChangesetView of(ChangesetStatus status, RunLog log) {
		Changeset changeset = status.changeset();
		Applied applied = status.applied();
		RevisionState state = RevisionState.of(status);
		if (applied == null) {
			return of(changeset, state);
		}
		return new ChangesetView(changeset.id(), changeset.author(), changeset.path(), changeset.comment(),
				risk(changeset).map(Risk.Level::toString).orElse(null), state, applied.when(), applied.order(),
				applied.deployment(), applied.checksum(), log.took(changeset).orElse(null));
	}

	static ChangesetView missing(Applied applied) {
		return new ChangesetView(applied.id(), applied.author(), applied.path(), applied.comment(), null,
				RevisionState.FILE_MISSING, applied.when(), applied.order(), applied.deployment(), applied.checksum(),
				null);
	}

	// A generated changeset says in its comment what it risks.
	static Optional<Risk.Level> risk(Changeset changeset) {
		String comment = Objects.toString(changeset.comment(), "");
		Optional<Risk.Level> said = Arrays.stream(Risk.Level.values())
			.filter((level) -> comment.contains("; " + level + ": "))
			.max(Comparator.naturalOrder());
		return said.or(() -> Optional.ofNullable(changeset.created()).map((created) -> Risk.Level.SAFE));
	}

}
