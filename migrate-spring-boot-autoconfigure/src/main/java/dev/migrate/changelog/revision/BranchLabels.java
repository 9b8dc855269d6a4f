package dev.migrate.changelog.revision;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.ErrorCode;
import dev.migrate.InvalidChangelogException;

/**
 * The labels of branches. A label applies to the revision that defines it, its
 * descendants, and its ancestors back to the nearest branch point or merge.
 */
final class BranchLabels {

	private final Map<Revision, Set<String>> labels = new HashMap<>();

	BranchLabels(RevisionGraph graph) {
		Map<String, Revision> origins = new LinkedHashMap<>();
		for (Revision revision : graph.revisions()) {
			for (String label : revision.labels()) {
				Revision other = origins.put(label, revision);
				if (other != null) {
					throw new InvalidChangelogException(ErrorCode.BRANCH_LABEL_AMBIGUOUS,
							"Revisions " + other.id() + " and " + revision.id() + " both name their branch " + label
									+ "; correct migrate.branch-labels in " + other.path() + " or " + revision.path()
									+ ".",
							revision.path(), null, null);
				}
				if (graph.find(label).isPresent()) {
					throw new InvalidChangelogException(ErrorCode.BRANCH_LABEL_AMBIGUOUS,
							"Revision " + revision.id() + " names its branch " + label
									+ ", which is the id of a revision; correct migrate.branch-labels in "
									+ revision.path() + ".",
							revision.path(), null, null);
				}
			}
		}
		origins.forEach((label, origin) -> apply(label, origin, graph));
	}

	Set<String> of(Revision revision) {
		return this.labels.getOrDefault(revision, Set.of());
	}

	private void apply(String label, Revision origin, RevisionGraph graph) {
		Set<Revision> labelled = new LinkedHashSet<>();
		addDescendants(origin, labelled, graph);
		Revision at = origin;
		while (at.parents().size() == 1) {
			at = graph.parents(at).get(0);
			if (graph.isBranchPoint(at) || at.parents().size() > 1) {
				break;
			}
			labelled.add(at);
		}
		labelled
			.forEach((revision) -> this.labels.computeIfAbsent(revision, (key) -> new LinkedHashSet<>()).add(label));
	}

	private static void addDescendants(Revision from, Set<Revision> labelled, RevisionGraph graph) {
		List<Revision> open = List.of(from);
		while (!open.isEmpty()) {
			labelled.addAll(open);
			open = open.stream()
				.flatMap((revision) -> graph.children(revision).stream())
				.filter((child) -> !labelled.contains(child))
				.distinct()
				.toList();
		}
	}

}
