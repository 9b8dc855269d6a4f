package dev.migrate.changelog.write;

import java.util.List;

import dev.migrate.ChangelogFormat;
import dev.migrate.changelog.revision.NewRevision;

/**
 * Writes a revision without changes, to be completed by hand or to merge branches.
 * <p>
 * It has one changeset, so that the history records it. The changeset is for every
 * product, since its future content is unknown.
 */
public final class EmptyRevision {

	private EmptyRevision() {
	}

	/**
	 * Write a file.
	 * @param revision the revision
	 * @param hints the hints for the user who completes the file, one line each
	 * @param format the format, as {@link #formatOf(ChangelogFormat)} returns it
	 * @return the text, with Unix line ends
	 */
	public static String write(NewRevision revision, List<String> hints, ChangelogFormat format) {
		List<String> lines = hints.stream().map(ChangelogWriter::line).toList();
		String message = ChangelogWriter.line(revision.message());
		// JSON has no comments except for those of changesets.
		String comment = (format == ChangelogFormat.JSON) ? String.join(" ", lines) : message;
		List<Node> nothing = List.of(Node.of("empty"));
		ChangelogDocument.Entry entry = new ChangelogDocument.Entry(revision.id() + ".1", revision.author(),
				revision.path(), "", ChangelogDocument.Guard.NONE, comment, nothing, nothing, List.of(), List.of(),
				true);
		return new ChangelogDocument(message, lines, revision.properties(), "", "", List.of(entry)).write(format);
	}

	/**
	 * Return the format in which an empty revision can be written. Formatted SQL does not
	 * support a changeset without SQL.
	 * @param wanted the requested format
	 * @return the requested format, or YAML instead of formatted SQL
	 */
	public static ChangelogFormat formatOf(ChangelogFormat wanted) {
		return (wanted == ChangelogFormat.SQL) ? ChangelogFormat.YAML : wanted;
	}

}
