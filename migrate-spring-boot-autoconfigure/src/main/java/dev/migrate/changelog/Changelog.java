package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * A changelog as Liquibase has parsed it, and its revisions.
 */
public final class Changelog {

	private final DatabaseChangeLog parsed;

	private final ResourceAccessor resources;

	private final Map<Changeset, ChangeSet> changesets;

	private final Set<ChangeSet> skipped = Collections.newSetFromMap(new IdentityHashMap<>());

	private final RevisionGraph graph;

	private Changelog(ChangelogParser parser) {
		this.parsed = parser.parse();
		this.resources = parser.resources();
		List<ChangeSet> all = all(this.parsed);
		EmptyFiles.refuse(this.parsed, all, this.resources, parser.versionLocations());
		Set<ChangeSet> shadowed = new NamedChangesets(parser.source()).shadowed(this.parsed);
		all.removeIf(shadowed::contains);
		RevisionReader reader = new RevisionReader(this.parsed, parser.parameters(), this.resources,
				parser.versionLocations());
		this.graph = RevisionGraph.of(reader.read(all));
		this.changesets = reader.parsed();
		this.skipped.addAll(this.parsed.getSkippedChangeSets());
	}

	/**
	 * Return whether there is a changelog.
	 * @param source where it should be
	 * @return {@code true} where its master exists
	 */
	public static boolean exists(ChangelogSource source) {
		return new ChangelogParser(source, null).exists();
	}

	/**
	 * Parse a changelog without a database.
	 * @param source where it is
	 * @return the changelog
	 * @throws MigrationFailedException where it cannot be read
	 */
	public static Changelog parse(ChangelogSource source) {
		return new Changelog(new ChangelogParser(source, null));
	}

	/**
	 * Parse a changelog for a database. Where the database is in Liquibase's scope, as in
	 * a run, Liquibase creates its history table meanwhile.
	 * @param source where it is
	 * @param database the database
	 * @return the changelog
	 * @throws MigrationFailedException where it cannot be read
	 */
	public static Changelog parse(ChangelogSource source, Database database) {
		return new Changelog(new ChangelogParser(source, database));
	}

	/**
	 * Return the revisions in the order in which they run.
	 * @return all revisions
	 */
	public List<Revision> revisions() {
		return this.graph.revisions();
	}

	/**
	 * Return how the revisions build on each other.
	 * @return the graph
	 */
	public RevisionGraph graph() {
		return this.graph;
	}

	/**
	 * Return the changesets of all revisions.
	 * @return the changesets, in the order in which they run
	 */
	public List<Changeset> changesets() {
		return List.copyOf(this.changesets.keySet());
	}

	/**
	 * Return what Liquibase has parsed.
	 * @return the changelog of Liquibase, which runs may change
	 */
	public DatabaseChangeLog parsed() {
		return this.parsed;
	}

	/**
	 * Return what Liquibase has parsed for a changeset.
	 * @param changeset a changeset of this changelog
	 * @return the changeset of Liquibase; empty where it is for other products only
	 */
	public Optional<ChangeSet> parsed(Changeset changeset) {
		ChangeSet found = this.changesets.get(changeset);
		return Optional.ofNullable(found)
			.filter((changeSet) -> !this.parsed.getSkippedChangeSets().contains(changeSet));
	}

	/**
	 * Return what the files are read with.
	 * @return the accessor of Liquibase
	 */
	public ResourceAccessor resources() {
		return this.resources;
	}

	// Liquibase sets aside what is for other products; it goes back to its own file here.
	private static List<ChangeSet> all(DatabaseChangeLog changeLog) {
		List<ChangeSet> all = new ArrayList<>(changeLog.getChangeSets());
		for (ChangeSet skipped : changeLog.getSkippedChangeSets()) {
			int position = all.size();
			for (int i = all.size(); i > 0; i--) {
				ChangeSet before = all.get(i - 1);
				if (isSameFile(before.getChangeLog(), skipped.getChangeLog())
						&& !"last".equalsIgnoreCase(before.getRunOrder())) {
					position = i;
					break;
				}
			}
			all.add(position, skipped);
		}
		return all;
	}

	private static boolean isSameFile(@Nullable DatabaseChangeLog one, @Nullable DatabaseChangeLog other) {
		return one != null && one == other;
	}

}
