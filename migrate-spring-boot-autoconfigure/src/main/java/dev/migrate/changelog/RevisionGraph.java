package dev.migrate.changelog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The revisions of a changelog and how they build on each other.
 */
public final class RevisionGraph {

	private final Map<String, Revision> revisions = new LinkedHashMap<>();

	private final Map<String, List<Revision>> children = new HashMap<>();

	private final List<Revision> ordered;

	private RevisionGraph(List<Revision> revisions) {
		for (Revision revision : revisions) {
			Revision other = this.revisions.put(revision.id(), revision);
			if (other != null) {
				throw new ChangelogException("Two revisions have the id " + revision.id() + ": " + other.path()
						+ " and " + revision.path() + "; give one of them another.", null);
			}
		}
		for (Revision revision : revisions) {
			for (String parent : revision.parents()) {
				if (!this.revisions.containsKey(parent)) {
					throw new ChangelogException("Revision " + revision.id() + " names " + parent
							+ " as its parent, and the changelog has no such revision; correct migrate.parent in "
							+ revision.path() + " or restore the missing file.", null);
				}
				this.children.computeIfAbsent(parent, (id) -> new ArrayList<>()).add(revision);
			}
		}
		this.ordered = order();
	}

	/**
	 * Build a graph.
	 * @param revisions the revisions, in the order in which they run
	 * @return the graph
	 * @throws ChangelogException where a parent is missing or a revision is its own
	 * ancestor
	 */
	public static RevisionGraph of(List<Revision> revisions) {
		return new RevisionGraph(revisions);
	}

	/**
	 * Return the revisions in the order in which they run.
	 * @return all revisions
	 */
	public List<Revision> revisions() {
		return List.copyOf(this.revisions.values());
	}

	/**
	 * Return the revisions so that each comes after its parents; otherwise in the order
	 * in which they run.
	 * @return all revisions
	 */
	public List<Revision> ordered() {
		return this.ordered;
	}

	/**
	 * Return the revisions that nothing builds on. What is run again and again is never
	 * one.
	 * @return the heads, in the order in which they run
	 */
	public List<Revision> heads() {
		return tips(this.revisions.values());
	}

	/**
	 * Find a revision by its id.
	 * @param id the exact id
	 * @return the revision, or empty where there is none
	 */
	public Optional<Revision> find(String id) {
		return Optional.ofNullable(this.revisions.get(id));
	}

	/**
	 * Return the revisions that a revision builds on directly.
	 * @param revision the revision
	 * @return its parents
	 */
	public List<Revision> parents(Revision revision) {
		return revision.parents().stream().map(this.revisions::get).toList();
	}

	/**
	 * Return the revisions that build on a revision directly.
	 * @param revision the revision
	 * @return its children, in the order in which they run
	 */
	public List<Revision> children(Revision revision) {
		return List.copyOf(this.children.getOrDefault(revision.id(), List.of()));
	}

	/**
	 * Return the revisions that a revision builds on, directly or not.
	 * @param revision the revision
	 * @return its ancestors, without itself
	 */
	public Set<Revision> ancestors(Revision revision) {
		return reach(List.of(revision), this::parents);
	}

	/**
	 * Return the revisions that build on a revision, directly or not.
	 * @param revision the revision
	 * @return its descendants, without itself
	 */
	public Set<Revision> descendants(Revision revision) {
		return reach(List.of(revision), this::children);
	}

	/**
	 * Return those of some revisions that none of the others builds on. What is run again
	 * and again is never one.
	 * @param some the revisions, for example those that a database has
	 * @return the last ones, in the order in which they run
	 */
	public List<Revision> tips(Collection<Revision> some) {
		List<Revision> steps = some.stream().filter(Revision::isStep).toList();
		Set<Revision> below = reach(steps, this::parents);
		Set<Revision> tips = new LinkedHashSet<>(steps);
		tips.removeAll(below);
		return this.revisions.values().stream().filter(tips::contains).toList();
	}

	/**
	 * Find what a person's words name.
	 * @param reference an id, a unique part of an id or a slug, {@code head},
	 * {@code heads}, {@code base}, {@code current}, {@code +N}, {@code -N},
	 * {@code REV+N}, {@code REV-N}
	 * @param applied the revisions that the database has
	 * @return the revisions; empty for {@code base}
	 * @throws RevisionReferenceException where the words name none, or more than they may
	 */
	public List<Revision> resolve(String reference, Collection<Revision> applied) {
		return new RevisionReferences(this, applied).resolve(reference);
	}

	/**
	 * Find the one revision that a person's words name.
	 * @param reference as for {@link #resolve(String, Collection)}
	 * @param applied the revisions that the database has
	 * @return the revision; empty for {@code base}
	 * @throws RevisionReferenceException where the words name none, or more than one
	 */
	public Optional<Revision> resolveOne(String reference, Collection<Revision> applied) {
		return new RevisionReferences(this, applied).resolveOne(reference);
	}

	private List<Revision> order() {
		Set<Revision> done = new LinkedHashSet<>();
		this.revisions.values().forEach((revision) -> place(revision, done, new LinkedHashSet<>()));
		return List.copyOf(done);
	}

	private void place(Revision revision, Set<Revision> done, Set<String> open) {
		if (done.contains(revision)) {
			return;
		}
		if (!open.add(revision.id())) {
			throw new ChangelogException("The parents of these revisions go round in a circle: "
					+ String.join(", ", open) + "; correct migrate.parent in one of them.", null);
		}
		parents(revision).forEach((parent) -> place(parent, done, open));
		open.remove(revision.id());
		done.add(revision);
	}

	private static Set<Revision> reach(Collection<Revision> from, Function<Revision, List<Revision>> next) {
		Set<Revision> reached = new LinkedHashSet<>();
		Deque<Revision> open = new ArrayDeque<>();
		from.forEach((revision) -> open.addAll(next.apply(revision)));
		while (!open.isEmpty()) {
			Revision revision = open.removeFirst();
			if (reached.add(revision)) {
				open.addAll(next.apply(revision));
			}
		}
		return reached;
	}

}
