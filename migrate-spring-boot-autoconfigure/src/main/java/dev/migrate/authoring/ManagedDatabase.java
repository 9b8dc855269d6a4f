package dev.migrate.authoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.migrate.Answers;
import dev.migrate.ChangelogFormat;
import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.Customization;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Changes;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.database.ScratchConnections;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Schema;

/**
 * A database of an application with the settings of the operations on it.
 *
 * @param target the database and its changelog
 * @param log the log of what this process has run on the database
 * @param entities the schema of the entities, read on demand; empty if the application
 * has no entities
 * @param resourcesDirectory the directory to write class path resources to
 * @param format the format of new revisions
 * @param author the author of new revisions
 * @param customization the customization of comparisons
 * @param revisions the settings of the files of new revisions
 * @param scratch the access to the scratch database
 * @param flyway the settings of Flyway
 * @param caveats what to know before trusting a comparison
 */
public record ManagedDatabase(MigrationTarget target, RunLog log, Supplier<Optional<Schema>> entities,
		Path resourcesDirectory, ChangelogFormat format, String author, Customization customization,
		RevisionSettings revisions, ScratchConnections scratch, FlywaySettings flyway, Caveats caveats) {

	/**
	 * Create a database with default settings.
	 * @param target the database and its changelog
	 * @param log the log of what this process has run on the database
	 * @param entities the schema of the entities, read on demand
	 * @param resourcesDirectory the directory to write class path resources to
	 * @param format the format of new revisions
	 * @param author the author of new revisions
	 */
	public ManagedDatabase(MigrationTarget target, RunLog log, Supplier<Optional<Schema>> entities,
			Path resourcesDirectory, ChangelogFormat format, String author) {
		this(target, log, entities, resourcesDirectory, format, author, Customization.NONE, RevisionSettings.DEFAULT,
				ScratchConnections.NONE, FlywaySettings.DEFAULT, Caveats.NONE);
	}

	/**
	 * Return this database with another scratch database.
	 * @param scratch the access to the scratch database
	 * @return the changed copy
	 */
	public ManagedDatabase withScratch(ScratchConnections scratch) {
		return copy(this.target, scratch, this.caveats);
	}

	/**
	 * Return this database with another target.
	 * @param target the other database
	 * @return the changed copy
	 */
	public ManagedDatabase on(MigrationTarget target) {
		return copy(target, this.scratch, this.caveats);
	}

	/**
	 * Return a scratch database that this changelog has built.
	 * @param target the scratch database
	 * @return the changed copy
	 */
	ManagedDatabase onScratch(MigrationTarget target) {
		return new ManagedDatabase(target, new RunLog(), this.entities, this.resourcesDirectory, this.format,
				this.author, this.customization, this.revisions, this.scratch, this.flyway,
				this.caveats.withoutDatabase());
	}

	private ManagedDatabase copy(MigrationTarget target, ScratchConnections scratch, Caveats caveats) {
		return new ManagedDatabase(target, this.log, this.entities, this.resourcesDirectory, this.format, this.author,
				this.customization, this.revisions, scratch, this.flyway, caveats);
	}

	/**
	 * Compare this database with a schema.
	 * @param desired the desired schema
	 * @param renames the renames in the format of {@link Answers#renames()}
	 * @return the differences
	 */
	public Comparison compare(Schema desired, List<String> renames) {
		return Comparison.of(this.target, this.customization, desired, renames);
	}

	/**
	 * Propose the changes of a comparison, as the application customizes them and without
	 * those that are accepted.
	 * @param comparison the comparison
	 * @param ownership the managed objects
	 * @param accepted the accepted differences
	 * @return the proposal
	 */
	public Proposal propose(Comparison comparison, Ownership ownership, AcceptedDifferences accepted) {
		Proposal proposal = accepted.propose(ownership, comparison.changes(), comparison.current());
		Changes changes = this.customization.customize(proposal.changes(), name(), comparison);
		return new Proposal(accepted.leaveOut(changes), proposal.leftAlone());
	}

	/**
	 * Read the accepted differences of this database.
	 * @return the accepted differences
	 */
	public AcceptedDifferences accepted() {
		return accepted(product());
	}

	/**
	 * Read the accepted differences of this database without a connection.
	 * @param product the short name of the product
	 * @return the accepted differences
	 */
	public AcceptedDifferences accepted(String product) {
		return AcceptedDifferences.read(files(), this.target, product);
	}

	/**
	 * Read the accepted differences that the application is packaged with.
	 * @return the accepted differences
	 */
	AcceptedDifferences packagedAccepted() {
		return AcceptedDifferences.readPackaged(files(), this.target, product());
	}

	private String product() {
		return DatabaseAccess.connect(this.target, (connection) -> DatabaseSchemaReader.dialect(connection).name());
	}

	/**
	 * Return the files of the changelog.
	 * @return the files
	 */
	public ChangelogFiles files() {
		return ChangelogFiles.of(this.target.changelog(), this.resourcesDirectory, this.target.versionLocations());
	}

	/**
	 * Return the name of the database in the application.
	 * @return the name
	 */
	public String name() {
		return this.target.name();
	}

}
