package dev.migrate.changelog;

import java.util.List;
import java.util.Map;

import dev.migrate.InvalidChangelogException;
import dev.migrate.RevisionPhase;
import dev.migrate.changelog.file.VersionLocation;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.resource.ResourceAccessor;

/**
 * The revisions of a changelog that Liquibase has parsed for a run of its own.
 */
public final class RunRevisions {

	private final DatabaseChangeLog changeLog;

	private final RevisionReader reader;

	/**
	 * Create an instance, which reads nothing yet.
	 * @param changeLog the changelog of the run
	 * @param resources the accessor of its files
	 * @param versionLocations the directories of revisions, relative to the master
	 * changelog; empty for the default
	 */
	public RunRevisions(DatabaseChangeLog changeLog, ResourceAccessor resources, List<String> versionLocations) {
		this.changeLog = changeLog;
		this.reader = new RevisionReader(changeLog, changeLog.getChangeLogParameters(), resources,
				VersionLocation.normalize(versionLocations));
	}

	/**
	 * Return whether the file of a changeset may name a phase, without reading the file.
	 * @param changeSet the changeset
	 * @return {@code false} if it does not
	 */
	public boolean mayHavePhase(ChangeSet changeSet) {
		return this.reader.mayHavePhase(changeSet);
	}

	/**
	 * Return when an application applies a changeset.
	 * @param changeSet the changeset
	 * @return the phase
	 * @throws InvalidChangelogException if its file names an unknown phase
	 */
	public RevisionPhase phase(ChangeSet changeSet) {
		return this.reader.phase(changeSet);
	}

	/**
	 * Return whether a changeset is part of a revision that records its parent.
	 * @param changeSet the changeset
	 * @return {@code false} if it belongs to a changelog that was written without Migrate
	 * @throws InvalidChangelogException if a property in its file has no name
	 */
	public boolean hasParent(ChangeSet changeSet) {
		return this.reader.hasParent(changeSet);
	}

	/**
	 * Read the revisions.
	 * @return the graph of the revisions
	 */
	public RevisionGraph graph() {
		return RevisionGraph.of(this.reader.read(this.changeLog.getChangeSets()));
	}

	/**
	 * Return the changesets of a revision of the graph.
	 * @param revision the revision
	 * @return the changesets of Liquibase that are steps, in order
	 */
	public List<ChangeSet> steps(Revision revision) {
		Map<Changeset, ChangeSet> parsed = this.reader.parsed();
		return revision.changesets().stream().filter(Changeset::isStep).map(parsed::get).toList();
	}

}
