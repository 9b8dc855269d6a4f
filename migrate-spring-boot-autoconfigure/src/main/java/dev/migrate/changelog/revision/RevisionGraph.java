package dev.migrate.changelog.revision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.InvalidChangelogException;

/**
 * The revisions of a changelog and their relations.
 * <p>
 * A revision continues the branch of its parents. It may also depend on revisions of
 * other branches, which have to be applied before it.
 */
public final class RevisionGraph {

	private static final Pattern COUNTS_FROM_APPLIED = Pattern.compile("(.*@)?(current([+-]\\d{1,6})?|[+-]\\d{1,6})");

	private final Map<String, Revision> revisions = new LinkedHashMap<>();

	private final Map<String, List<Revision>> children = new HashMap<>();

	private final Map<String, List<Revision>> dependents = new HashMap<>();

	private final List<Revision> heads;

	private final BranchLabels labels;

	private RevisionGraph(List<Revision> revisions) {
		for (Revision revision : revisions) {
			Revision other = this.revisions.put(revision.id(), revision);
			if (other != null) {
				throw new InvalidChangelogException(
						ErrorCode.REVISION_DUPLICATE, "Two revisions have the id " + revision.id() + ": " + other.path()
								+ " and " + revision.path() + "; give one of them another id.",
						revision.path(), null, null);
			}
		}
		for (Revision revision : revisions) {
			connect(revision, revision.parents(), "as its parent", "migrate.parent", this.children);
			connect(revision, revision.dependencies(), "as a dependency", "migrate.depends-on", this.dependents);
		}
		refuseCycles();
		refuseEarlyRevisions();
		this.heads = tips(this.revisions.values());
		this.labels = new BranchLabels(this);
	}

	private void connect(Revision revision, List<String> others, String role, String property,
			Map<String, List<Revision>> connections) {
		for (String other : others) {
			if (!this.revisions.containsKey(other)) {
				throw new InvalidChangelogException(ErrorCode.PARENT_UNKNOWN,
						"Revision " + revision.id() + " names " + other + " " + role
								+ ", but the changelog has no such revision; correct " + property + " in "
								+ revision.path() + " or restore the missing file.",
						revision.path(), null, null);
			}
			connections.computeIfAbsent(other, (id) -> new ArrayList<>()).add(revision);
		}
	}

	/**
	 * Build a graph.
	 * @param revisions the revisions, in the order in which they run
	 * @return the graph
	 * @throws InvalidChangelogException if a parent is missing, the graph has a cycle, an
	 * id or label is not unique, or a revision would run before its parent
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
	 * Return the revisions without children, except for repeatable ones.
	 * @return the heads, in the order in which they run
	 */
	public List<Revision> heads() {
		return this.heads;
	}

	/**
	 * Return the heads that no other revision depends on.
	 * @return the effective heads, in the order in which they run
	 */
	public List<Revision> effectiveHeads() {
		return heads().stream().filter((head) -> dependents(head).isEmpty()).toList();
	}

	/**
	 * Return the revisions with several children.
	 * @return the branch points, in the order in which they run
	 */
	public List<Revision> branchPoints() {
		return this.revisions.values().stream().filter(this::isBranchPoint).toList();
	}

	boolean isBranchPoint(Revision revision) {
		return children(revision).stream().filter(Revision::isStep).count() > 1;
	}

	/**
	 * Return the labels of the branches that a revision is on: its own, those of its
	 * ancestors, and those of later revisions of its line.
	 * @param revision the revision
	 * @return the labels, in the order in which they are defined
	 */
	public Set<String> labels(Revision revision) {
		return this.labels.of(revision);
	}

	/**
	 * Return the revisions of a branch.
	 * @param label the label of the branch
	 * @return its revisions, in the order in which they run; empty if no branch has that
	 * label
	 */
	public List<Revision> branch(String label) {
		return this.revisions.values().stream().filter((revision) -> labels(revision).contains(label)).toList();
	}

	/**
	 * Find a revision by its id.
	 * @param id the exact id
	 * @return the revision; empty if there is none
	 */
	public Optional<Revision> find(String id) {
		return Optional.ofNullable(this.revisions.get(id));
	}

	/**
	 * Return the parents of a revision.
	 * @param revision the revision
	 * @return its parents
	 */
	public List<Revision> parents(Revision revision) {
		return revision.parents().stream().map(this.revisions::get).toList();
	}

	/**
	 * Return the children of a revision.
	 * @param revision the revision
	 * @return its children, in the order in which they run
	 */
	public List<Revision> children(Revision revision) {
		return List.copyOf(this.children.getOrDefault(revision.id(), List.of()));
	}

	/**
	 * Return the revisions that have to be applied before a revision: its direct and
	 * indirect parents and dependencies.
	 * @param revision the revision
	 * @return its ancestors, without the revision itself
	 */
	public Set<Revision> ancestors(Revision revision) {
		return reach(List.of(revision), this::needs);
	}

	/**
	 * Return the revisions that require a revision: those that directly or indirectly
	 * build or depend on it.
	 * @param revision the revision
	 * @return its descendants, without the revision itself
	 */
	public Set<Revision> descendants(Revision revision) {
		return descendants(List.of(revision));
	}

	Set<Revision> descendants(Collection<Revision> revisions) {
		return reach(revisions, (some) -> {
			List<Revision> next = new ArrayList<>(children(some));
			next.addAll(dependents(some));
			return next;
		});
	}

	/**
	 * Return the line of a revision: the revision, the revisions that it builds on and
	 * those that build on it, without dependencies.
	 * @param revision the revision
	 * @return the line, in the order in which it runs
	 */
	public List<Revision> line(Revision revision) {
		Set<Revision> line = reach(List.of(revision), this::parents);
		line.addAll(reach(List.of(revision), this::children));
		line.add(revision);
		return this.revisions.values().stream().filter(line::contains).toList();
	}

	private List<Revision> dependents(Revision revision) {
		return this.dependents.getOrDefault(revision.id(), List.of());
	}

	private List<Revision> needs(Revision revision) {
		return Stream.concat(revision.parents().stream(), revision.dependencies().stream())
			.map(this.revisions::get)
			.toList();
	}

	/**
	 * Return the revisions of a set that none of the others builds on, except for
	 * repeatable ones.
	 * @param some the revisions, for example those that are applied
	 * @return the tips, in the order in which they run
	 */
	public List<Revision> tips(Collection<Revision> some) {
		List<Revision> steps = some.stream().filter(Revision::isStep).toList();
		Set<Revision> below = reach(steps, this::parents);
		Set<Revision> tips = new LinkedHashSet<>(steps);
		tips.removeAll(below);
		return this.revisions.values().stream().filter(tips::contains).toList();
	}

	/**
	 * Resolve a revision reference.
	 * @param reference an id, a unique part of an id or a slug, {@code head},
	 * {@code heads}, {@code base}, {@code current}, {@code +N}, {@code -N},
	 * {@code REV+N}, {@code REV-N}; after {@code label@} or {@code REV@}, the same within
	 * that branch
	 * @param applied the applied revisions
	 * @return the revisions; empty for {@code base}
	 * @throws CannotProceedException if the reference is unknown or ambiguous
	 */
	public List<Revision> resolve(String reference, Collection<Revision> applied) {
		return new RevisionReferences(this, applied).resolve(reference);
	}

	/**
	 * Resolve a reference to one revision.
	 * @param reference as for {@link #resolve(String, Collection)}
	 * @param applied the applied revisions
	 * @return the revision; empty for {@code base}
	 * @throws CannotProceedException if the reference is unknown or ambiguous
	 */
	public Optional<Revision> resolveOne(String reference, Collection<Revision> applied) {
		return new RevisionReferences(this, applied).resolveOne(reference);
	}

	/**
	 * Return the revisions that a downgrade to a revision reference undoes.
	 * @param reference as for {@link #resolve(String, Collection)}; {@code -N} undoes
	 * that many revisions, {@code label@base} undoes a branch
	 * @param applied the applied revisions
	 * @return the applied revisions to undo, in the order in which they ran
	 * @throws CannotProceedException if the reference is unknown or ambiguous
	 */
	public List<Revision> undone(String reference, Collection<Revision> applied) {
		Set<Revision> undone = new RevisionReferences(this, applied).undone(reference);
		return this.revisions.values().stream().filter(undone::contains).toList();
	}

	/**
	 * Return whether a revision reference depends on the applied revisions.
	 * @param reference as for {@link #resolve(String, Collection)}
	 * @return whether it is relative to {@code current}
	 */
	public static boolean countsFromApplied(String reference) {
		return COUNTS_FROM_APPLIED.matcher(reference.strip()).matches();
	}

	private void refuseCycles() {
		Set<Revision> done = new HashSet<>();
		this.revisions.values().forEach((revision) -> place(revision, done, new LinkedHashSet<>()));
	}

	private void place(Revision revision, Set<Revision> done, Set<String> open) {
		if (done.contains(revision)) {
			return;
		}
		if (!open.add(revision.id())) {
			throw new InvalidChangelogException(ErrorCode.REVISION_CYCLE,
					"These revisions form a cycle: " + String.join(", ", open)
							+ "; correct migrate.parent or migrate.depends-on in one of them.",
					revision.path(), null, null);
		}
		needs(revision).forEach((needed) -> place(needed, done, open));
		open.remove(revision.id());
		done.add(revision);
	}

	// Liquibase runs files in the order of their inclusion, whatever parents they record.
	private void refuseEarlyRevisions() {
		Set<Revision> before = new HashSet<>();
		for (Revision revision : this.revisions.values()) {
			needs(revision).stream().filter((needed) -> !before.contains(needed)).findFirst().ifPresent((needed) -> {
				throw new InvalidChangelogException(ErrorCode.REVISION_ORDER,
						"Revision " + revision.id() + " builds on " + needed.id()
								+ ", but Liquibase would run it first: " + revision.path() + " comes before "
								+ needed.path() + ". Put a later time in its file name, or correct migrate.parent.",
						revision.path(), null, null);
			});
			before.add(revision);
		}
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
