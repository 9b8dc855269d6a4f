package dev.migrate.command.console;

import java.util.List;

import dev.migrate.RevisionView;

/**
 * Text about revisions.
 */
public final class Revisions {

	private Revisions() {
	}

	/**
	 * Return the text of a position in the changelog.
	 * @param ids the ids of revisions
	 * @return the ids, or {@code base} where there are none
	 */
	public static String at(List<String> ids) {
		return ids.isEmpty() ? "base" : String.join(", ", ids);
	}

	/**
	 * Return what a revision is for.
	 * @param revision the revision
	 * @return its message after a comma, on one line; nothing where it has none
	 */
	public static String message(RevisionView revision) {
		String message = revision.message();
		return (message != null && !message.isBlank()) ? ", " + message.replaceAll("\\s+", " ").strip() : "";
	}

}
