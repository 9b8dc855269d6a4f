package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.file.VersionLocation;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import liquibase.ChecksumVersion;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * A changelog that Liquibase has parsed, with its revisions.
 */
public final class Changelog {

	private final DatabaseChangeLog parsed;

	private final ResourceAccessor resources;

	private final ChangeLogParameters parameters;

	private final List<String> files;

	private final Set<String> includedDirectories;

	private final Map<Changeset, ChangeSet> changesets;

	private final Set<ChangeSet> skipped = Collections.newSetFromMap(new IdentityHashMap<>());

	private final RevisionGraph graph;

	private Changelog(ChangelogParser parser) {
		this.parsed = parser.parse();
		this.resources = parser.resources();
		this.parameters = parser.parameters();
		this.files = parser.resources().files();
		this.includedDirectories = parser.resources().searched();
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
	 * Return whether the master changelog exists.
	 * @param source the source of the changelog
	 * @return {@code true} if it exists
	 */
	public static boolean exists(ChangelogSource source) {
		return new ChangelogParser(source, null).exists();
	}

	/**
	 * Parse a changelog without a database.
	 * @param source the source of the changelog
	 * @return the changelog
	 * @throws MigrationFailedException if it cannot be read
	 */
	public static Changelog parse(ChangelogSource source) {
		return new Changelog(new ChangelogParser(source, null));
	}

	/**
	 * Parse a changelog for a database. If the database is in Liquibase's scope, as in a
	 * run, Liquibase creates its history table.
	 * @param source the source of the changelog
	 * @param database the database
	 * @return the changelog
	 * @throws MigrationFailedException if it cannot be read
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
	 * Return the graph of the revisions.
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
	 * Return the changelog of Liquibase.
	 * @return the parsed changelog, which runs may change
	 */
	public DatabaseChangeLog parsed() {
		return this.parsed;
	}

	/**
	 * Return whether a changeset is for every database and run of its product.
	 * @param changeset a changeset of this changelog
	 * @return {@code false} if it has a context, labels, or names of products
	 */
	public boolean isUnconditional(Changeset changeset) {
		ChangeSet found = this.changesets.get(changeset);
		return found != null && changeset.products().isEmpty()
				&& (found.getContextFilter() == null || found.getContextFilter().isEmpty())
				&& (found.getInheritableContextFilter() == null || found.getInheritableContextFilter().isEmpty())
				&& (found.getLabels() == null || found.getLabels().isEmpty())
				&& (found.getInheritableLabels() == null || found.getInheritableLabels().isEmpty());
	}

	/**
	 * Return the checksum that Liquibase gives to a changeset.
	 * @param changeset a changeset of this changelog
	 * @return the checksum of the newest version; empty if the changeset is for other
	 * products only
	 */
	public Optional<String> checksum(Changeset changeset) {
		return parsed(changeset).map((found) -> found.generateCheckSum(ChecksumVersion.latest()).toString());
	}

	/**
	 * Return the changeset of Liquibase for a changeset.
	 * @param changeset a changeset of this changelog
	 * @return the parsed changeset; empty if it is for other products only
	 */
	public Optional<ChangeSet> parsed(Changeset changeset) {
		ChangeSet found = this.changesets.get(changeset);
		return Optional.ofNullable(found)
			.filter((changeSet) -> !this.parsed.getSkippedChangeSets().contains(changeSet));
	}

	/**
	 * Return whether the changelog includes all files of a location.
	 * @param location the location
	 * @return {@code true} if it includes the directory or one above it
	 */
	public boolean includes(VersionLocation location) {
		return this.includedDirectories.stream().anyMatch(location::isWithin);
	}

	/**
	 * Return the changelog files that have been read.
	 * @return their paths in Liquibase
	 */
	public List<String> files() {
		return this.files;
	}

	/**
	 * Find the changelog parameters without a value.
	 * @return the parameters, each once a file
	 * @throws MigrationFailedException if a file cannot be read
	 */
	public List<UndefinedParameter> undefinedParameters() {
		Map<String, DatabaseChangeLog> changeLogs = new LinkedHashMap<>();
		for (ChangeSet changeSet : this.parsed.getChangeSets()) {
			DatabaseChangeLog changeLog = changeSet.getChangeLog();
			if (changeLog != null) {
				changeLogs.putIfAbsent(changeLog.getPhysicalFilePath(), changeLog);
			}
		}
		return new UndefinedParameters(this.parameters, this.resources).in(changeLogs.values());
	}

	/**
	 * Return the accessor of the changelog's files.
	 * @return the accessor of Liquibase
	 */
	public ResourceAccessor resources() {
		return this.resources;
	}

	// Liquibase skips changesets for other products; they are put back into their file
	// here.
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
