package dev.migrate.authoring.placement;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;

/**
 * Validates ids and branch labels, and rejects ambiguous ones.
 */
final class RevisionNames {

	private static final Set<String> SYMBOLS = Set.of("head", "heads", "base", "current");

	private static final Pattern UNFIT = Pattern.compile("[^\\p{L}\\p{N}_.]");

	private static final int MAX_LENGTH = 100;

	private final RevisionGraph graph;

	RevisionNames(RevisionGraph graph) {
		this.graph = graph;
	}

	/**
	 * Validate the id of a new revision.
	 * @param id the id
	 * @return the id
	 */
	String id(String id) {
		refuseUnfit("revision id", id);
		for (Revision revision : this.graph.revisions()) {
			if (revision.id().equals(id)) {
				throw new CannotProceedException(ErrorCode.REVISION_ID_TAKEN,
						"There is a revision " + id + " already: " + revision.path() + "; choose another --rev-id.");
			}
			if (revision.changesets().stream().anyMatch((changeset) -> changeset.id().equals(id))) {
				throw new CannotProceedException(ErrorCode.REVISION_ID_TAKEN,
						"Revision " + revision.id() + " has a changeset " + id
								+ " already, so the id would be ambiguous; choose another --rev-id.");
			}
			if (revision.labels().contains(id)) {
				throw new CannotProceedException(ErrorCode.REVISION_ID_TAKEN, "Revision " + revision.id()
						+ " names its branch " + id + ", so the id would be ambiguous; choose another --rev-id.");
			}
		}
		return id;
	}

	/**
	 * Validate the labels of a new revision.
	 * @param labels the labels
	 * @param id the id of the revision
	 * @return the distinct labels
	 */
	List<String> labels(List<String> labels, String id) {
		for (String label : labels) {
			refuseUnfit("branch label", label);
			for (Revision revision : this.graph.revisions()) {
				if (revision.labels().contains(label)) {
					throw new CannotProceedException(ErrorCode.BRANCH_LABEL_TAKEN, "The branch label " + label
							+ " is in use: revision " + revision.id() + " has it; choose another --branch-label.");
				}
			}
			if (label.equals(id) || this.graph.find(label).isPresent()) {
				throw new CannotProceedException(ErrorCode.BRANCH_LABEL_TAKEN, "The branch label " + label
						+ " is the id of a revision, so it would be ambiguous; choose another --branch-label.");
			}
		}
		return List.copyOf(new LinkedHashSet<>(labels));
	}

	private static void refuseUnfit(String what, String name) {
		if (name.isEmpty()) {
			throw new CannotProceedException(ErrorCode.NAME_INVALID,
					"A " + what + " must not be empty; it may contain letters, digits, '_' and '.'.");
		}
		Matcher unfit = UNFIT.matcher(name);
		if (unfit.find()) {
			String character = unfit.group().isBlank() ? "a blank" : "'" + unfit.group() + "'";
			throw new CannotProceedException(ErrorCode.NAME_INVALID, "The " + what + " '" + name + "' contains "
					+ character + "; it may"
					+ " contain only letters, digits, '_' and '.', since @, -, +, :, commas and blanks have a meaning"
					+ " in revision references.");
		}
		if (name.length() > MAX_LENGTH) {
			throw new CannotProceedException(ErrorCode.NAME_INVALID,
					"The " + what + " has " + name.length() + " characters; the maximum is " + MAX_LENGTH + ".");
		}
		if (SYMBOLS.contains(name)) {
			throw new CannotProceedException(ErrorCode.NAME_INVALID,
					"The " + what + " '" + name + "' is reserved; choose another.");
		}
	}

}
