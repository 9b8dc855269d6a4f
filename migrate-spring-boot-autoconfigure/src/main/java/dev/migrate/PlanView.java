package dev.migrate;

import java.util.List;

import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade would do, and what that rests on. An upgrade by this plan is rejected
 * if any of it has changed.
 *
 * @param database the name of the database in this application
 * @param target the revision reference
 * @param product the name of the database product
 * @param productVersion the version of the product
 * @param from the ids of the revisions that the database is at
 * @param to the ids of the revisions that it would be at
 * @param history a fingerprint of the history
 * @param revisions the revisions that would be applied, in that order
 * @param tables the tables that the changesets touch, as they are now; all tables of the
 * schema if a changeset does not tell
 * @param findings what prevents the upgrade, and what may, the worst first
 */
public record PlanView(String database, String target, String product, String productVersion, List<String> from,
		List<String> to, String history, List<PlannedRevisionView> revisions, List<PlannedTableView> tables,
		List<FindingView> findings) {

	/**
	 * A revision that would be applied.
	 *
	 * @param id the id of the revision
	 * @param message the message of the revision
	 * @param path the path of its file in Liquibase
	 * @param risk the worst kind of risk of its changes; {@code null} if unknown
	 * @param changesets the changesets that would be applied, in that order
	 */
	public record PlannedRevisionView(String id, @Nullable String message, String path, Risk.@Nullable Kind risk,
			List<PlannedChangesetView> changesets) {

	}

	/**
	 * A changeset that would be applied.
	 *
	 * @param id the id of the changeset
	 * @param author the author of the changeset
	 * @param path the path of its file in Liquibase
	 * @param checksum the checksum
	 * @param definition a fingerprint of all that the file says of the changeset
	 * @param sql its SQL as far as it is known before it runs, each statement with a
	 * semicolon at its end
	 */
	public record PlannedChangesetView(String id, String author, String path, String checksum, String definition,
			String sql) {

	}

	/**
	 * A table that a changeset touches.
	 *
	 * @param name the name of the table
	 * @param definition a fingerprint of its definition; {@code null} if it does not
	 * exist
	 */
	public record PlannedTableView(String name, @Nullable String definition) {

	}

}
