package dev.migrate.changelog.write;

import java.util.List;

import dev.migrate.ChangelogFormat;
import dev.migrate.changelog.revision.NewRevision;

/**
 * Writes a revision that does nothing yet: a person fills it in, or it merges branches.
 * <p>
 * It has one changeset, so that the history of a database records it, and is for every
 * product, since nobody knows what will be in it.
 */
public final class EmptyRevision {

	private EmptyRevision() {
	}

	/**
	 * Write a file.
	 * @param revision what the file is
	 * @param hints what to say to the person who fills it in, a line each
	 * @param format how it is spelled, as {@link #formatOf(ChangelogFormat)} says
	 * @return the text, with Unix line ends
	 */
	public static String write(NewRevision revision, List<String> hints, ChangelogFormat format) {
		List<String> lines = hints.stream().map(ChangelogWriter::line).toList();
		String message = ChangelogWriter.line(revision.message());
		// JSON has no comments but those of its changesets.
		String comment = (format == ChangelogFormat.JSON) ? String.join(" ", lines) : message;
		List<Node> nothing = List.of(Node.of("empty"));
		ChangelogDocument.Entry entry = new ChangelogDocument.Entry(revision.id() + ".1", revision.author(),
				revision.path(), "", comment, nothing, nothing, List.of(), List.of(), true);
		return new ChangelogDocument(message, lines, revision.properties(), List.of(), "", "", List.of(entry))
			.write(format);
	}

	/**
	 * Return the format that such a file is written in where one is wished for. Formatted
	 * SQL takes no changeset without SQL.
	 * @param wanted the format that is wished for
	 * @return that format, or YAML in place of formatted SQL
	 */
	public static ChangelogFormat formatOf(ChangelogFormat wanted) {
		return (wanted == ChangelogFormat.SQL) ? ChangelogFormat.YAML : wanted;
	}

}
