package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.ErrorCode;
import dev.migrate.InvalidChangelogException;
import dev.migrate.RevisionPhase;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.write.SqlFormat;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Creates revisions from the changesets that Liquibase has parsed.
 */
final class RevisionReader {

	private static final String PARENT = "migrate.parent";

	private static final String DEPENDENCIES = "migrate.depends-on";

	private static final String LABELS = "migrate.branch-labels";

	private static final String ID = "migrate.revision";

	private static final String REPLACES = "migrate.replaces";

	private static final String PHASE = "migrate.phase";

	private static final String BASE = "base";

	private static final Pattern FILE_NAME = Pattern.compile("(\\d{14})(?:_(.*))?\\.[^.]+");

	private final ChangeLogParameters parameters;

	private final ResourceAccessor resources;

	private final List<String> versions;

	private final Map<String, Map<String, String>> recordedByFile = new HashMap<>();

	private final Map<String, FileHeader> headers = new HashMap<>();

	private final Map<String, Map<String, String>> marksBySqlFile = new HashMap<>();

	private final Map<String, String> idsByName = new HashMap<>();

	private final Map<Changeset, ChangeSet> parsed = new LinkedHashMap<>();

	private final Map<String, String> normalized = new HashMap<>();

	RevisionReader(DatabaseChangeLog master, ChangeLogParameters parameters, ResourceAccessor resources,
			List<String> versionLocations) {
		this.parameters = parameters;
		this.resources = resources;
		String path = normalize(master.getPhysicalFilePath());
		String directory = path.substring(0, path.lastIndexOf('/') + 1);
		this.versions = versionLocations.stream().map((location) -> directory + location + "/").toList();
	}

	/**
	 * Return the parsed changesets.
	 * @return the changesets of Liquibase by changeset
	 */
	Map<Changeset, ChangeSet> parsed() {
		return this.parsed;
	}

	List<Revision> read(List<ChangeSet> changeSets) {
		Map<String, List<ChangeSet>> groups = new LinkedHashMap<>();
		for (ChangeSet changeSet : changeSets) {
			groups.computeIfAbsent(group(changeSet), (key) -> new ArrayList<>()).add(changeSet);
		}
		Map<String, Integer> uses = new HashMap<>();
		groups.values().forEach((group) -> uses.merge(shortId(group.get(0)), 1, Integer::sum));
		for (List<ChangeSet> group : groups.values()) {
			ChangeSet first = group.get(0);
			String id = shortId(first);
			boolean shared = uses.getOrDefault(id, 0) > 1 && !isRevisionFile(first);
			this.idsByName.put(changesetName(first), shared ? changesetName(first) : id);
		}
		List<Revision> revisions = new ArrayList<>();
		List<String> previous = List.of();
		for (List<ChangeSet> group : groups.values()) {
			String id = this.idsByName.getOrDefault(changesetName(group.get(0)), "");
			Revision revision = revision(group, id, previous);
			revisions.add(revision);
			if (revision.isStep()) {
				previous = List.of(revision.id());
			}
		}
		return revisions;
	}

	private Revision revision(List<ChangeSet> group, String id, List<String> previous) {
		ChangeSet first = group.get(0);
		List<Changeset> changesets = group.stream().map(this::changeset).toList();
		String recorded = recorded(first, PARENT);
		if (recorded != null && list(recorded).isEmpty()) {
			throw new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID,
					"migrate.parent in " + file(first) + " is empty; set it to the id of the parent revision, or base.",
					file(first), null, null);
		}
		List<String> parents = (recorded != null) ? references(recorded) : previous;
		List<String> dependencies = references(Objects.requireNonNullElse(recorded(first, DEPENDENCIES), ""));
		List<String> labels = list(Objects.requireNonNullElse(recorded(first, LABELS), ""));
		List<String> replaces = list(Objects.requireNonNullElse(recorded(first, REPLACES), ""));
		String slug = isRevisionFile(first) ? slug(first) : "";
		String message = isRevisionFile(first) ? message(first, slug) : changesets.get(0).comment();
		return new Revision(id, slug, message, parents, dependencies, labels, changesets.get(0).path(), replaces,
				phase(first), changesets);
	}

	/**
	 * Return whether the file of a changeset may name a phase, without reading the file.
	 * @param changeSet the changeset
	 * @return {@code false} if it does not
	 */
	boolean mayHavePhase(ChangeSet changeSet) {
		DatabaseChangeLog changeLog = changeSet.getChangeLog();
		if (changeLog == null) {
			return false;
		}
		try {
			return changeLog.getPhysicalFilePath().endsWith(".sql")
					|| this.parameters.getValue(PHASE, changeLog) != null;
		}
		catch (NullPointerException ex) {
			// A property without a name: Liquibase runs such a changelog.
			return false;
		}
	}

	/**
	 * Return whether a changeset is part of a revision that records its parent.
	 * @param changeSet the changeset
	 * @return {@code false} if its file has another name than those of revisions
	 * @throws InvalidChangelogException if a property in its file has no name
	 */
	boolean hasParent(ChangeSet changeSet) {
		return FILE_NAME.matcher(name(changeSet)).matches() && recorded(changeSet, PARENT) != null;
	}

	/**
	 * Return when an application applies a changeset.
	 * @param changeSet the changeset
	 * @return the phase
	 * @throws InvalidChangelogException if its file names an unknown phase
	 */
	RevisionPhase phase(ChangeSet changeSet) {
		String recorded = recorded(changeSet, PHASE);
		if (recorded == null) {
			return RevisionPhase.BEFORE_START;
		}
		return Arrays.stream(RevisionPhase.values())
			.filter((phase) -> phase.toString().equals(recorded.strip()))
			.findFirst()
			.orElseThrow(() -> new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID,
					"migrate.phase in " + file(changeSet) + " is '" + recorded.strip() + "'; set it to "
							+ RevisionPhase.BEFORE_START + " or " + RevisionPhase.AFTER_START + ".",
					file(changeSet), null, null));
	}

	private Changeset changeset(ChangeSet changeSet) {
		Set<String> products = (changeSet.getDbmsSet() != null) ? changeSet.getDbmsSet() : Set.of();
		Changeset changeset = new Changeset(changeSet.getId(), Objects.requireNonNullElse(changeSet.getAuthor(), ""),
				normalize(changeSet.getFilePath()), blankToNull(changeSet.getComments()), changeSet.shouldAlwaysRun(),
				changeSet.shouldRunOnChange(), created(changeSet), products);
		this.parsed.put(changeset, changeSet);
		return changeset;
	}

	private @Nullable String created(ChangeSet changeSet) {
		DatabaseChangeLog changeLog = changeSet.getChangeLog();
		if (changeLog == null || !changeLog.getPhysicalFilePath().endsWith(".sql")) {
			return blankToNull(changeSet.getCreated());
		}
		return this.marksBySqlFile
			.computeIfAbsent(changeLog.getPhysicalFilePath(), (file) -> SqlFormat.marks(this.resources, file))
			.get(changeSet.getId());
	}

	private String group(ChangeSet changeSet) {
		return isRevisionFile(changeSet) ? file(changeSet) : changesetName(changeSet);
	}

	private String shortId(ChangeSet changeSet) {
		if (!isRevisionFile(changeSet)) {
			return changeSet.getId();
		}
		String given = recorded(changeSet, ID);
		if (given != null) {
			return given.strip();
		}
		String name = name(changeSet);
		Matcher matcher = FILE_NAME.matcher(name);
		return matcher.matches() ? matcher.group(1) : StringUtils.stripFilenameExtension(name);
	}

	private String changesetName(ChangeSet changeSet) {
		return normalize(changeSet.getFilePath()) + "::" + changeSet.getId() + "::"
				+ Objects.requireNonNullElse(changeSet.getAuthor(), "");
	}

	private String slug(ChangeSet changeSet) {
		Matcher matcher = FILE_NAME.matcher(name(changeSet));
		return (matcher.matches() && matcher.group(2) != null) ? matcher.group(2) : "";
	}

	private @Nullable String message(ChangeSet changeSet, String slug) {
		String written = (changeSet.getChangeLog() != null) ? header(changeSet.getChangeLog()).message() : null;
		return (written != null) ? written : blankToNull(slug.replace('_', ' ').replace('-', ' '));
	}

	private boolean isRevisionFile(ChangeSet changeSet) {
		String file = file(changeSet);
		boolean inVersions = this.versions.stream().anyMatch((location) -> ("/" + file).contains("/" + location));
		return (inVersions && FILE_NAME.matcher(name(changeSet)).matches()) || recorded(changeSet, PARENT) != null;
	}

	private @Nullable String recorded(ChangeSet changeSet, String property) {
		DatabaseChangeLog changeLog = changeSet.getChangeLog();
		if (changeLog == null) {
			return null;
		}
		return this.recordedByFile.computeIfAbsent(file(changeSet), (file) -> recorded(changeLog, file)).get(property);
	}

	private Map<String, String> recorded(DatabaseChangeLog changeLog, String file) {
		if (file.endsWith(".sql")) {
			return header(changeLog).properties();
		}
		Map<String, String> recorded = new HashMap<>();
		for (String property : List.of(PARENT, DEPENDENCIES, LABELS, ID, REPLACES, PHASE)) {
			Object value = value(property, changeLog, file);
			if (value != null) {
				recorded.put(property, value.toString());
			}
		}
		return recorded;
	}

	private @Nullable Object value(String property, DatabaseChangeLog changeLog, String file) {
		try {
			return this.parameters.getValue(property, changeLog);
		}
		catch (NullPointerException ex) {
			// Liquibase accepts a property without a name, and finds no other one then.
			throw new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID, "A property of the changelog has no name,"
					+ " in " + file + " or a file before it. Name it, or delete it.", file, null, ex);
		}
	}

	private FileHeader header(DatabaseChangeLog changeLog) {
		return this.headers.computeIfAbsent(changeLog.getPhysicalFilePath(),
				(file) -> FileHeader.read(this.resources, file));
	}

	private List<String> references(String recorded) {
		// The id of an older changeset may contain a comma.
		String whole = this.idsByName.get(recorded.strip());
		if (whole != null) {
			return List.of(whole);
		}
		return list(recorded).stream()
			.filter((reference) -> !reference.equals(BASE))
			.map((reference) -> this.idsByName.getOrDefault(reference, reference))
			.distinct()
			.toList();
	}

	private static List<String> list(String recorded) {
		return Arrays.stream(recorded.split(","))
			.map(String::strip)
			.filter((entry) -> !entry.isEmpty())
			.distinct()
			.toList();
	}

	private String file(ChangeSet changeSet) {
		DatabaseChangeLog changeLog = changeSet.getChangeLog();
		return normalize((changeLog != null) ? changeLog.getPhysicalFilePath() : changeSet.getFilePath());
	}

	private String name(ChangeSet changeSet) {
		String file = file(changeSet);
		return file.substring(file.lastIndexOf('/') + 1);
	}

	// Liquibase reads its whole configuration for each path, and many changesets share
	// one.
	private String normalize(String path) {
		return this.normalized.computeIfAbsent(path, ChangelogPaths::normalize);
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return StringUtils.hasText(text) ? text : null;
	}

}
