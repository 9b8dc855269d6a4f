package dev.migrate.authoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.RevisionState;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;

/**
 * The newest revision of a changelog, which may be generated anew since, as far as can be
 * seen, only this database has it.
 *
 * @param revision the revision
 * @param file its file on disk
 * @param applied whether it is applied to the database
 */
public record NewestRevision(Revision revision, Path file, boolean applied) {

	/**
	 * Find the newest revision.
	 * @param database the database
	 * @param status the status of the database
	 * @return the revision
	 * @throws CannotProceedException if others have it, or if it has something that would
	 * not be generated again
	 */
	public static NewestRevision of(ManagedDatabase database, MigrationStatus status) {
		Revision revision = head(status);
		RevisionStatus state = status.revisions()
			.stream()
			.filter((candidate) -> candidate.revision().equals(revision))
			.findFirst()
			.orElseThrow();
		refuseOthers(status, revision);
		boolean applied = state.state() == RevisionState.APPLIED;
		if (!applied && state.state() != RevisionState.PENDING) {
			throw cannot(revision, "it is applied in part; run upgrade first.");
		}
		if (applied && !status.ran().containsAll(revision.changesets())) {
			throw cannot(revision, "a changeset of it was only marked as run, so that undoing it changes nothing.");
		}
		refuseHandwritten(database, revision);
		Path file = database.files()
			.find(revision.path(), database.resourcesDirectory())
			.orElseThrow(() -> cannot(revision,
					"its file " + revision.path() + " is not below " + database.resourcesDirectory() + "."));
		Optional<String> commit = Git.commitOnRemote(file);
		if (commit.isPresent()) {
			throw cannot(revision, "others may have applied it, since a remote branch of the git repository has " + file
					+ " (commit " + commit.get() + "). Write a new revision with generate-changeset.");
		}
		return new NewestRevision(revision, file, applied);
	}

	private static Revision head(MigrationStatus status) {
		List<Revision> heads = status.heads();
		if (heads.size() != 1) {
			throw new CannotProceedException(ErrorCode.REVISION_NOT_REVISABLE, heads.isEmpty()
					? "There is no revision yet that could be revised."
					: "The changelog has several heads, " + ids(heads) + ", and none of them is the newest revision.");
		}
		return heads.get(0);
	}

	private static void refuseOthers(MigrationStatus status, Revision revision) {
		List<Revision> pending = status.pending()
			.stream()
			.map(RevisionStatus::revision)
			.filter((other) -> !other.equals(revision))
			.toList();
		if (!pending.isEmpty()) {
			throw cannot(revision, ids(pending) + " " + ((pending.size() == 1) ? "is" : "are")
					+ " pending before it; run upgrade first.");
		}
	}

	private static void refuseHandwritten(ManagedDatabase database, Revision revision) {
		if (database.files().locations().stream().noneMatch((location) -> location.has(revision))) {
			throw cannot(revision, "it is not in a directory of revisions, so it was not generated.");
		}
		if (revision.parents().isEmpty()
				&& revision.changesets().stream().allMatch((changeset) -> changeset.mark().created().isEmpty())) {
			throw cannot(revision, "it is the baseline of a database that was there before, and undoing it would drop"
					+ " everything.");
		}
		List<String> handwritten = revision.changesets()
			.stream()
			.filter((changeset) -> changeset.created() == null)
			.map(Changeset::id)
			.toList();
		if (!handwritten.isEmpty()) {
			throw cannot(revision, "its changesets " + String.join(", ", handwritten)
					+ " were not generated, and would be lost. Move them into a revision of their own, or undo and"
					+ " edit the revision by hand.");
		}
	}

	private static CannotProceedException cannot(Revision revision, String reason) {
		return new CannotProceedException(ErrorCode.REVISION_NOT_REVISABLE,
				"Revision " + revision + " cannot be revised: " + reason);
	}

	private static String ids(List<Revision> revisions) {
		return revisions.stream().map(Revision::id).collect(Collectors.joining(", "));
	}

}
