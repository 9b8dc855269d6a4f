package dev.migrate.authoring;

import java.util.List;

import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Change;
import dev.migrate.run.MigrationStatus;
import dev.migrate.schema.Schema;

/**
 * Compares the entities of a deployed application with its database: without sources on
 * disk, and without a replay of the changelog.
 */
public final class DeployedCheck {

	private DeployedCheck() {
	}

	/**
	 * Compare entities with a database that is up to date.
	 * @param managed the database
	 * @param status its status
	 * @param entities the schema of the entities
	 * @return the changes that bring the database to the entities, except for accepted
	 * differences and what is left alone
	 */
	public static List<String> differences(ManagedDatabase managed, MigrationStatus status, Schema entities) {
		AcceptedDifferences accepted = managed.packagedAccepted();
		Comparison comparison = managed.compare(entities, List.of());
		Proposal proposal = managed.propose(comparison, Ownership.of(status.ran()), accepted);
		return proposal.changes().stream().map(Change::description).toList();
	}

}
