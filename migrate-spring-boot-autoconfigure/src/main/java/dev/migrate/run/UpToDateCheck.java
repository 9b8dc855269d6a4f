package dev.migrate.run;

import java.util.List;
import java.util.Optional;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.revision.Revision;

/**
 * Checks that a database has all revisions of an application, which may be older than the
 * database. It only reads.
 */
public final class UpToDateCheck {

	private UpToDateCheck() {
	}

	/**
	 * Require that a database is up to date.
	 * @param target the database and its changelog
	 * @throws CannotProceedException if revisions are pending, or if the history
	 * contradicts the changelog
	 * @throws MigrationFailedException if the database cannot be read
	 */
	public static void require(MigrationTarget target) {
		pending(MigrationStatus.of(target)).ifPresent((pending) -> {
			throw new CannotProceedException(ErrorCode.REVISIONS_PENDING,
					"The database '" + target.name() + "' is not up to date. " + pending + ". Run upgrade first.");
		});
	}

	/**
	 * Describe what is pending.
	 * @param status the status of a database
	 * @return for example "2 revisions are pending: 20260101000000, 20260102000000";
	 * empty if nothing is
	 * @throws CannotProceedException if the history contradicts the changelog
	 */
	static Optional<String> pending(MigrationStatus status) {
		status.contradictionUnlessNewer().ifPresent((reason) -> {
			throw new CannotProceedException(reason.code(), reason.sentence());
		});
		List<Revision> required = status.required();
		return required.isEmpty() ? Optional.empty()
				: Optional.of(((required.size() == 1) ? "1 revision is" : required.size() + " revisions are")
						+ " pending: " + Excerpt.of(required.stream().map(Revision::id).toList(), ", "));
	}

}
