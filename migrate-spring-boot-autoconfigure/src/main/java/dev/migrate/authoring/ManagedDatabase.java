package dev.migrate.authoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.migrate.Answers;
import dev.migrate.ChangelogFormat;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.Customization;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.database.ScratchConnections;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Schema;

/**
 * One database of an application, with what the front door has to know about it.
 *
 * @param target the database and its changelog
 * @param log what this process has run on it
 * @param entities the schema that the entities ask for, read when it is needed; empty
 * where the application has no entities
 * @param resourcesDirectory where the files of the class path are written
 * @param format the format of new revisions
 * @param author who writes them
 * @param customization what the application has of its own to say about comparisons
 * @param revisions what it says about the files of new revisions
 * @param scratch how to get to a database to try things in
 * @param flyway what it says of Flyway
 */
public record ManagedDatabase(MigrationTarget target, RunLog log, Supplier<Optional<Schema>> entities,
		Path resourcesDirectory, ChangelogFormat format, String author, Customization customization,
		RevisionSettings revisions, ScratchConnections scratch, FlywaySettings flyway) {

	/**
	 * Create the database of an application that has nothing of its own to say.
	 * @param target the database and its changelog
	 * @param log what this process has run on it
	 * @param entities the schema that the entities ask for, read when it is needed
	 * @param resourcesDirectory where the files of the class path are written
	 * @param format the format of new revisions
	 * @param author who writes them
	 */
	public ManagedDatabase(MigrationTarget target, RunLog log, Supplier<Optional<Schema>> entities,
			Path resourcesDirectory, ChangelogFormat format, String author) {
		this(target, log, entities, resourcesDirectory, format, author, Customization.NONE, RevisionSettings.DEFAULT,
				ScratchConnections.NONE, FlywaySettings.DEFAULT);
	}

	/**
	 * Return the same with another way to a database to try things in.
	 * @param scratch how to get to it
	 * @return the changed copy
	 */
	public ManagedDatabase withScratch(ScratchConnections scratch) {
		return new ManagedDatabase(this.target, this.log, this.entities, this.resourcesDirectory, this.format,
				this.author, this.customization, this.revisions, scratch, this.flyway);
	}

	/**
	 * Return the same on another database.
	 * @param target the other database
	 * @return the changed copy
	 */
	public ManagedDatabase on(MigrationTarget target) {
		return new ManagedDatabase(target, this.log, this.entities, this.resourcesDirectory, this.format, this.author,
				this.customization, this.revisions, this.scratch, this.flyway);
	}

	/**
	 * Compare this database with a schema.
	 * @param desired the desired schema
	 * @param renames what was renamed, as {@link Answers#renames()} has it
	 * @return the differences
	 */
	public Comparison compare(Schema desired, List<String> renames) {
		return Comparison.of(this.target, this.customization.filter().get(), desired, renames);
	}

	/**
	 * Return the files of the changelog.
	 * @return the files
	 */
	public ChangelogFiles files() {
		return ChangelogFiles.of(this.target.changelog(), this.resourcesDirectory, this.target.versionLocations());
	}

	/**
	 * Return what the application calls it.
	 * @return the name
	 */
	public String name() {
		return this.target.name();
	}

}
