package dev.migrate.actuate;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.migrate.ChangesetView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.MigrationException;
import dev.migrate.Migrations;
import dev.migrate.RevisionPhase;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.Secrets;
import dev.migrate.StatusView;
import dev.migrate.actuate.MigrationsDescriptor.AppliedChangesetDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.DatabaseDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.PendingChangesetDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.PendingRevisionDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.RunDescriptor;
import dev.migrate.change.Risk;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Actuator {@link Endpoint @Endpoint} to expose the status of the databases.
 * <p>
 * It reads only: no lock is taken and nothing is created, Liquibase's own tables
 * included.
 */
@Endpoint(id = "migrations")
public class MigrationsEndpoint {

	private static final Log logger = LogFactory.getLog(MigrationsEndpoint.class);

	private static final Set<RevisionState> IN_HISTORY = EnumSet.of(RevisionState.APPLIED, RevisionState.EDITED,
			RevisionState.FILE_MISSING);

	private final Supplier<Migrations> migrations;

	/**
	 * Create an endpoint.
	 * @param migrations the API, which is resolved when the endpoint is first read
	 */
	public MigrationsEndpoint(Supplier<Migrations> migrations) {
		this.migrations = migrations;
	}

	/**
	 * Return the status of each database.
	 * @return the databases; one that cannot be read has an error
	 */
	// The same types as the web extension, which otherwise would not take its place.
	@ReadOperation(producesFrom = MigrationsOutputFormat.class)
	public MigrationsDescriptor migrations() {
		Migrations migrations = this.migrations.get();
		return new MigrationsDescriptor(migrations.names().stream().map((name) -> describe(migrations, name)).toList());
	}

	private static DatabaseDescriptor describe(Migrations migrations, String database) {
		DatabaseMigrations operations = migrations.database(database);
		RunDescriptor run = RunDescriptor.of(operations.run().orElse(null));
		try {
			return describe(operations.status(), run);
		}
		catch (MigrationException ex) {
			logger.debug("Reading the database '" + database + "' failed", ex);
			return DatabaseDescriptor.unreadable(database, run, String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			// Messages of foreign exceptions may contain a URL with a password.
			logger.warn("Reading the database '" + database + "' failed", Secrets.mask(ex, Secrets::mask));
			return DatabaseDescriptor.unreadable(database, run,
					"The database '" + database + "' could not be read; see the log of the application.");
		}
	}

	private static DatabaseDescriptor describe(StatusView status, @Nullable RunDescriptor run) {
		List<PendingRevisionDescriptor> pending = status.revisions()
			.stream()
			.filter((revision) -> revision.state() != null && revision.state().isPending())
			.map(MigrationsEndpoint::pending)
			.toList();
		List<AppliedChangesetDescriptor> history = status.revisions()
			.stream()
			.flatMap((revision) -> revision.changesets()
				.stream()
				.filter((changeset) -> IN_HISTORY.contains(changeset.state()))
				.map((changeset) -> applied(revision, changeset)))
			.sorted(Comparator.comparing(AppliedChangesetDescriptor::order,
					Comparator.nullsLast(Comparator.naturalOrder())))
			.toList();
		return new DatabaseDescriptor(status.database(), status.current(), status.heads(), pending, history, run, null);
	}

	private static PendingRevisionDescriptor pending(RevisionView revision) {
		List<PendingChangesetDescriptor> changesets = revision.changesets()
			.stream()
			.filter((changeset) -> changeset.state() == RevisionState.PENDING)
			.map((changeset) -> new PendingChangesetDescriptor(changeset.id(), changeset.author(), changeset.path(),
					changeset.comment()))
			.toList();
		return new PendingRevisionDescriptor(revision.id(), revision.message(), revision.parents(), revision.path(),
				(revision.phase() == RevisionPhase.AFTER_START) ? revision.phase().toString() : null,
				(revision.risk() != null) ? revision.risk().toString() : null,
				(revision.risks() != null) ? revision.risks().stream().map(Risk.Kind::toString).toList() : null,
				changesets);
	}

	private static AppliedChangesetDescriptor applied(RevisionView revision, ChangesetView changeset) {
		return new AppliedChangesetDescriptor(revision.id(), changeset.id(), changeset.author(), changeset.path(),
				changeset.comment(), String.valueOf(changeset.state()), changeset.appliedAt(), changeset.order(),
				changeset.deployment(), changeset.checksum(), changeset.took());
	}

}
