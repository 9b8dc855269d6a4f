package dev.migrate.changelog.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;

/**
 * Resolves revision references.
 */
final class RevisionReferences {

	private static final Pattern RELATIVE = Pattern.compile("(.*)([+-])(\\d{1,6})", Pattern.DOTALL);

	private static final Pattern IN_BRANCH = Pattern.compile("([^@]+)@(.+)", Pattern.DOTALL);

	private static final int SHOWN = 5;

	private final RevisionGraph graph;

	private final Set<Revision> applied;

	RevisionReferences(RevisionGraph graph, Collection<Revision> applied) {
		this.graph = graph;
		this.applied = new LinkedHashSet<>(applied);
	}

	Optional<Revision> resolveOne(String reference) {
		List<Revision> resolved = resolve(reference);
		if (resolved.size() > 1) {
			throw several(reference, resolved);
		}
		return resolved.stream().findFirst();
	}

	List<Revision> resolve(String reference) {
		String text = strip(reference);
		List<Revision> exact = exact(text);
		if (!exact.isEmpty()) {
			return List.of(only(text, exact));
		}
		Optional<InBranch> branched = branched(text);
		return branched.map((in) -> resolve(in.reference(), in.branch()))
			.orElseGet(() -> resolve(text, new Branch("", this.graph.revisions())));
	}

	Set<Revision> undone(String reference) {
		String text = strip(reference);
		Optional<InBranch> branched = exact(text).isEmpty() ? branched(text) : Optional.empty();
		Branch branch = branched.map(InBranch::branch).orElseGet(() -> new Branch("", this.graph.revisions()));
		String rest = branched.map(InBranch::reference).orElse(text);
		Matcher relative = RELATIVE.matcher(rest);
		if (relative.matches() && relative.group(1).isEmpty() && relative.group(2).equals("-")) {
			return last(Integer.parseInt(relative.group(3)), branch, text);
		}
		Optional<Revision> to = resolveOne(text);
		Set<Revision> undone = new LinkedHashSet<>(branch.revisions());
		to.map(this.graph::descendants).ifPresent(undone::retainAll);
		undone.addAll(this.graph.descendants(undone));
		undone.retainAll(this.applied);
		return undone;
	}

	private List<Revision> resolve(String reference, Branch branch) {
		return switch (reference) {
			case "base" -> List.of();
			case "heads" -> branch.of(this.graph.heads());
			case "head" -> head(branch);
			case "current" -> branch.of(this.graph.tips(this.applied));
			default -> relativeOrPart(reference, branch);
		};
	}

	private static String strip(String reference) {
		String text = reference.strip();
		if (text.isEmpty()) {
			throw new CannotProceedException(ErrorCode.USAGE,
					"Specify a revision: an id, a part of one, head, base or -1.");
		}
		return text;
	}

	private List<Revision> exact(String reference) {
		Optional<Revision> byId = this.graph.find(reference);
		return byId.map(List::of)
			.orElseGet(() -> matching((revision) -> revision.labels().contains(reference)
					|| revision.changesets().stream().anyMatch((changeset) -> changeset.id().equals(reference))));
	}

	private Optional<InBranch> branched(String reference) {
		Matcher matcher = IN_BRANCH.matcher(reference);
		// The id of an older changeset may contain an @.
		if (!matcher.matches() || containing(reference).size() == 1) {
			return Optional.empty();
		}
		String name = matcher.group(1);
		List<Revision> members = this.graph.branch(name);
		if (members.isEmpty()) {
			List<Revision> found = exact(name).isEmpty() ? containing(name) : exact(name);
			if (found.isEmpty()) {
				throw new CannotProceedException(ErrorCode.BRANCH_UNKNOWN,
						"There is no branch '" + name + "'" + labels() + ".");
			}
			members = this.graph.line(only(name, found));
		}
		return Optional.of(new InBranch(new Branch(name, members), matcher.group(2)));
	}

	private String labels() {
		Set<String> labels = new LinkedHashSet<>();
		this.graph.revisions().forEach((revision) -> labels.addAll(revision.labels()));
		return labels.isEmpty() ? "; no revision names one with migrate.branch-labels"
				: "; the branches are " + String.join(", ", labels);
	}

	private List<Revision> head(Branch branch) {
		List<Revision> heads = branch.of(this.graph.heads());
		if (heads.size() > 1) {
			String where = branch.isNamed() ? "Branch " + branch.name() : "The changelog";
			throw new CannotProceedException(ErrorCode.SEVERAL_HEADS,
					where + " has " + heads.size() + " heads: " + list(heads) + "; specify one of them, or heads.");
		}
		return heads;
	}

	private List<Revision> relativeOrPart(String reference, Branch branch) {
		Matcher relative = RELATIVE.matcher(reference);
		if (!relative.matches()) {
			return List.of(part(reference, branch));
		}
		int steps = Integer.parseInt(relative.group(3));
		boolean up = relative.group(2).equals("+");
		if (relative.group(1).isEmpty()) {
			Optional<Revision> tip = tip(reference, branch);
			return up ? forwards(tip, steps, reference, branch) : backwards(tip, steps, reference);
		}
		List<Revision> whole = branch.of(containing(reference));
		if (whole.size() == 1) {
			return whole;
		}
		List<Revision> from = resolve(relative.group(1), branch);
		if (from.size() > 1) {
			throw several(relative.group(1), from);
		}
		return up ? forwards(from.stream().findFirst(), steps, reference, branch)
				: backwards(from.stream().findFirst(), steps, reference);
	}

	private Revision part(String reference, Branch branch) {
		List<Revision> exact = exact(reference);
		List<Revision> found = exact.isEmpty() ? containing(reference) : exact;
		if (found.isEmpty()) {
			throw new CannotProceedException(ErrorCode.REFERENCE_UNKNOWN,
					"No revision matches '" + reference + "'; "
							+ NearestRevision.of(reference, this.graph.revisions())
								.map((nearest) -> "did you mean " + nearest + "?")
								.orElse("history lists them all."));
		}
		List<Revision> members = branch.of(found);
		if (members.isEmpty()) {
			throw new CannotProceedException(ErrorCode.REFERENCE_UNKNOWN,
					"Revision " + found.get(0).id() + " is not on branch " + branch.name() + ".");
		}
		return only(reference, members);
	}

	private List<Revision> containing(String reference) {
		String lower = reference.toLowerCase(Locale.ROOT);
		return matching((revision) -> revision.id().toLowerCase(Locale.ROOT).contains(lower)
				|| revision.slug().toLowerCase(Locale.ROOT).contains(lower));
	}

	private Optional<Revision> tip(String reference, Branch branch) {
		List<Revision> tips = branch.of(this.graph.tips(branch.of(this.applied)));
		if (tips.size() > 1) {
			String steps = reference.substring(reference.lastIndexOf('@') + 1);
			throw new CannotProceedException(ErrorCode.REFERENCE_AMBIGUOUS,
					"The database is at " + tips.size() + " revisions: " + list(tips) + "; specify which one '"
							+ reference + "' is relative to, for example " + tips.get(0).id() + "@" + steps + ".");
		}
		return tips.stream().findFirst();
	}

	// Undoing a merge keeps the merged branches.
	private Set<Revision> last(int steps, Branch branch, String reference) {
		Set<Revision> left = new LinkedHashSet<>(this.applied);
		Set<Revision> undone = new LinkedHashSet<>();
		for (int i = 0; i < steps; i++) {
			List<Revision> tips = this.graph.tips(branch.of(left));
			if (tips.isEmpty()) {
				throw new CannotProceedException(ErrorCode.REFERENCE_OUT_OF_RANGE,
						"'" + reference + "' reaches beyond base; "
								+ ((i != 1) ? i + " revisions are" : "1 revision is") + " applied.");
			}
			if (tips.size() > 1 && i > 0) {
				throw new CannotProceedException(ErrorCode.REFERENCE_AMBIGUOUS, "'" + reference
						+ "' reaches beyond the merge of " + list(tips) + "; specify the target revision.");
			}
			Revision tip = tip(reference, new Branch(branch.name(), branch.of(left))).orElseThrow();
			undone.add(tip);
			undone.addAll(this.graph.descendants(tip));
			left.removeAll(undone);
		}
		undone.retainAll(this.applied);
		return undone;
	}

	private List<Revision> backwards(Optional<Revision> from, int steps, String reference) {
		Optional<Revision> at = from;
		for (int i = 0; i < steps; i++) {
			if (at.isEmpty()) {
				throw new CannotProceedException(ErrorCode.REFERENCE_OUT_OF_RANGE,
						"'" + reference + "' reaches beyond base.");
			}
			List<Revision> parents = this.graph.parents(at.get());
			if (parents.size() > 1) {
				throw new CannotProceedException(ErrorCode.REFERENCE_AMBIGUOUS, "Revision " + at.get().id() + " merges "
						+ list(parents) + ", so '" + reference + "' is ambiguous; specify one of them.");
			}
			at = parents.stream().findFirst();
		}
		return at.map(List::of).orElse(List.of());
	}

	private List<Revision> forwards(Optional<Revision> from, int steps, String reference, Branch branch) {
		Optional<Revision> at = from;
		for (int i = 0; i < steps; i++) {
			List<Revision> next = branch.of(at.map(this.graph::children).orElseGet(branch::roots))
				.stream()
				.filter(Revision::isStep)
				.toList();
			if (next.isEmpty()) {
				throw new CannotProceedException(ErrorCode.REFERENCE_OUT_OF_RANGE,
						"'" + reference + "' reaches beyond head; there "
								+ ((i != 1) ? "are " + i + " revisions" : "is 1 revision") + " after "
								+ from.map(Revision::id).orElse("base") + ".");
			}
			if (next.size() > 1) {
				throw new CannotProceedException(ErrorCode.REFERENCE_AMBIGUOUS,
						"The revisions branch at " + at.map(Revision::id).orElse("base") + ": " + list(next)
								+ "; specify the target revision instead of '" + reference + "'.");
			}
			at = Optional.of(next.get(0));
		}
		return at.map(List::of).orElse(List.of());
	}

	private Revision only(String reference, List<Revision> found) {
		if (found.size() > 1) {
			throw several(reference, found);
		}
		return found.get(0);
	}

	private List<Revision> matching(Predicate<Revision> condition) {
		return this.graph.revisions().stream().filter(condition).toList();
	}

	private static CannotProceedException several(String reference, List<Revision> found) {
		return new CannotProceedException(ErrorCode.REFERENCE_AMBIGUOUS, "'" + reference + "' matches " + found.size()
				+ " revisions: " + list(found) + "; specify more of the id.");
	}

	private static String list(List<Revision> revisions) {
		List<String> names = new ArrayList<>();
		revisions.stream().limit(SHOWN).map(Revision::id).forEach(names::add);
		if (revisions.size() > SHOWN) {
			names.add("…");
		}
		return names.stream().collect(Collectors.joining(", "));
	}

	/**
	 * The revisions that a reference is resolved among.
	 *
	 * @param name the name of the branch; empty for all revisions
	 * @param revisions its revisions, in the order in which they run
	 */
	private record Branch(String name, List<Revision> revisions) {

		boolean isNamed() {
			return !this.name.isEmpty();
		}

		List<Revision> of(Collection<Revision> some) {
			Set<Revision> members = new LinkedHashSet<>(this.revisions);
			return some.stream().filter(members::contains).toList();
		}

		List<Revision> roots() {
			Set<String> ids = this.revisions.stream().map(Revision::id).collect(Collectors.toSet());
			return this.revisions.stream()
				.filter((revision) -> revision.parents().stream().noneMatch(ids::contains))
				.toList();
		}

	}

	/**
	 * A revision reference within a branch.
	 *
	 * @param branch the branch
	 * @param reference the reference
	 */
	private record InBranch(Branch branch, String reference) {

	}

}
