package dev.migrate.changelog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.InvalidChangelogException;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.revision.NewRevision;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Rejects revision files without changesets. Liquibase skips them silently, so that no
 * history would ever contain them.
 */
final class EmptyFiles {

	private static final Pattern CONTENT = Pattern.compile("(?i)changeset|include");

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$|(?s:<!--.*?-->)");

	private EmptyFiles() {
	}

	static void refuse(DatabaseChangeLog master, Collection<ChangeSet> changeSets, ResourceAccessor resources,
			List<String> locations) {
		String path = master.getPhysicalFilePath().replace('\\', '/');
		String directory = path.substring(0, path.lastIndexOf('/') + 1);
		Set<String> known = new HashSet<>();
		changeSets.forEach((changeSet) -> add(changeSet.getChangeLog(), known));
		for (String location : locations) {
			try {
				for (Resource file : resources.search(directory + location, false)) {
					refuse(file, known);
				}
			}
			catch (IOException ex) {
				throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
						"The directory " + directory + location + " cannot be read: " + ex.getMessage() + ".", ex);
			}
		}
	}

	private static void refuse(Resource file, Set<String> known) throws IOException {
		String name = name(file.getPath());
		if (NewRevision.prefixOf(name).isEmpty() || ChangelogFormat.of(name).isEmpty() || known.contains(name)) {
			return;
		}
		try (InputStream stream = file.openInputStream()) {
			String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			if (!CONTENT.matcher(COMMENT.matcher(text).replaceAll("")).find()) {
				throw new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID,
						"The file " + file.getPath() + " has no changeset, so the history cannot record it: add one"
								+ " (in YAML, \"changes: [{empty: {}}]\" does nothing), or delete the file.",
						file.getPath(), null, null);
			}
		}
	}

	// A file may only include others; it is known by their changesets.
	private static void add(@Nullable DatabaseChangeLog changeLog, Set<String> known) {
		for (DatabaseChangeLog at = changeLog; at != null; at = at.getParentChangeLog()) {
			known.add(name(at.getPhysicalFilePath()));
		}
	}

	private static String name(String path) {
		String slashes = path.replace('\\', '/');
		return slashes.substring(slashes.lastIndexOf('/') + 1);
	}

}
