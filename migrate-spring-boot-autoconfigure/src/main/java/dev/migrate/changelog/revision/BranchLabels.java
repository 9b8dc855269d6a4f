package dev.migrate.changelog.revision;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.MigrationFailedException;

/**
 * The names of branches. A revision that gives a name gives it to all that builds on it,
 * and to what it builds on, back to where other branches leave or come in.
 */
final class BranchLabels {

	private final Map<Revision, Set<String>> labels = new HashMap<>();

	BranchLabels(RevisionGraph graph) {
		Map<String, Revision> givers = new LinkedHashMap<>();
		for (Revision revision : graph.revisions()) {
			for (String label : revision.labels()) {
				Revision other = givers.put(label, revision);
				if (other != null) {
					throw new MigrationFailedException("Revisions " + other.id() + " and " + revision.id()
							+ " both name their branch " + label + "; correct migrate.branch-labels in " + other.path()
							+ " or " + revision.path() + ".", null);
				}
				if (graph.find(label).isPresent()) {
					throw new MigrationFailedException("Revision " + revision.id() + " names its branch " + label
							+ ", and there is a revision with that id; correct migrate.branch-labels in "
							+ revision.path() + ".", null);
				}
			}
		}
		givers.forEach((label, giver) -> give(label, giver, graph));
	}

	Set<String> of(Revision revision) {
		return this.labels.getOrDefault(revision, Set.of());
	}

	private void give(String label, Revision giver, RevisionGraph graph) {
		Set<Revision> given = new LinkedHashSet<>();
		up(giver, given, graph);
		Revision at = giver;
		while (at.parents().size() == 1) {
			at = graph.parents(at).get(0);
			if (graph.isBranchPoint(at) || at.parents().size() > 1) {
				break;
			}
			given.add(at);
		}
		given.forEach((revision) -> this.labels.computeIfAbsent(revision, (key) -> new LinkedHashSet<>()).add(label));
	}

	private static void up(Revision from, Set<Revision> given, RevisionGraph graph) {
		List<Revision> open = List.of(from);
		while (!open.isEmpty()) {
			given.addAll(open);
			open = open.stream()
				.flatMap((revision) -> graph.children(revision).stream())
				.filter((child) -> !given.contains(child))
				.distinct()
				.toList();
		}
	}

}
