package dev.migrate.run;

import java.util.Locale;

import dev.migrate.changelog.ChangelogPaths;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.run.History.Applied;
import dev.migrate.run.RunLog.Ran;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;

/**
 * The identity of a changeset. Liquibase compares it without regard to case.
 *
 * @param id the id in lower case
 * @param author the author in lower case
 * @param path the normalized path of the file in lower case
 */
record ChangesetKey(String id, String author, String path) {

	ChangesetKey {
		id = id.toLowerCase(Locale.ROOT);
		author = author.toLowerCase(Locale.ROOT);
		path = path.toLowerCase(Locale.ROOT);
	}

	static ChangesetKey of(Changeset changeset) {
		return new ChangesetKey(changeset.id(), changeset.author(), changeset.path());
	}

	static ChangesetKey of(Applied applied) {
		return new ChangesetKey(applied.id(), applied.author(), applied.path());
	}

	static ChangesetKey of(Ran ran) {
		return new ChangesetKey(ran.id(), ran.author(), ran.path());
	}

	static ChangesetKey of(ChangeSet changeSet) {
		return new ChangesetKey(changeSet.getId(), changeSet.getAuthor(),
				ChangelogPaths.normalize(changeSet.getFilePath()));
	}

	static ChangesetKey of(RanChangeSet ran) {
		return new ChangesetKey(ran.getId(), ran.getAuthor(), ChangelogPaths.normalize(ran.getChangeLog()));
	}

}
