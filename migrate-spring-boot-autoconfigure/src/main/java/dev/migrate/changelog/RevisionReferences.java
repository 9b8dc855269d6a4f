package dev.migrate.changelog;

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

/**
 * Finds the revisions that a person's words name.
 */
final class RevisionReferences {

	private static final Pattern RELATIVE = Pattern.compile("(.*)([+-])(\\d{1,6})", Pattern.DOTALL);

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
		String words = reference.strip();
		if (words.isEmpty()) {
			throw new RevisionReferenceException("A revision is needed: an id, a part of one, head, base or -1.");
		}
		List<Revision> exact = exact(words);
		if (!exact.isEmpty()) {
			return List.of(only(words, exact));
		}
		switch (words) {
			case "base":
				return List.of();
			case "heads":
				return this.graph.heads();
			case "head":
				return head();
			case "current":
				return this.graph.tips(this.applied);
			default:
				return relativeOrPart(words);
		}
	}

	private List<Revision> exact(String words) {
		Optional<Revision> byId = this.graph.find(words);
		return byId.map(List::of)
			.orElseGet(() -> matching((
					revision) -> revision.changesets().stream().anyMatch((changeset) -> changeset.id().equals(words))));
	}

	private List<Revision> head() {
		List<Revision> heads = this.graph.heads();
		if (heads.size() > 1) {
			throw new RevisionReferenceException(
					"The changelog has " + heads.size() + " heads: " + list(heads) + "; name one of them, or heads.");
		}
		return heads;
	}

	private List<Revision> relativeOrPart(String words) {
		Matcher relative = RELATIVE.matcher(words);
		if (!relative.matches()) {
			return List.of(part(words));
		}
		int steps = Integer.parseInt(relative.group(3));
		boolean up = relative.group(2).equals("+");
		if (relative.group(1).isEmpty()) {
			return up ? forwards(tip(words), steps, words) : undone(steps, words);
		}
		List<Revision> whole = containing(words);
		if (whole.size() == 1) {
			return whole;
		}
		Optional<Revision> from = resolveOne(relative.group(1));
		return up ? forwards(from, steps, words) : backwards(from, steps, words);
	}

	private Revision part(String words) {
		List<Revision> found = containing(words);
		if (found.isEmpty()) {
			throw new RevisionReferenceException("No revision matches '" + words + "'; history lists them all.");
		}
		return only(words, found);
	}

	private List<Revision> containing(String words) {
		String lower = words.toLowerCase(Locale.ROOT);
		return matching((revision) -> revision.id().toLowerCase(Locale.ROOT).contains(lower)
				|| revision.slug().toLowerCase(Locale.ROOT).contains(lower));
	}

	private Optional<Revision> tip(String words) {
		List<Revision> tips = this.graph.tips(this.applied);
		if (tips.size() > 1) {
			throw new RevisionReferenceException("The database is at " + tips.size() + " revisions: " + list(tips)
					+ "; say which one '" + words + "' counts from, for example " + tips.get(0).id() + words + ".");
		}
		return tips.stream().findFirst();
	}

	private List<Revision> undone(int steps, String words) {
		Optional<Revision> from = tip(words);
		Optional<Revision> at = from;
		for (int i = 0; i < steps; i++) {
			if (at.isEmpty()) {
				throw new RevisionReferenceException("'" + words + "' goes back further than base; "
						+ ((i != 1) ? i + " revisions are" : "1 revision is") + " applied.");
			}
			at = appliedParent(at.get(), words);
		}
		return at.map(List::of).orElse(List.of());
	}

	private Optional<Revision> appliedParent(Revision revision, String words) {
		Set<Revision> ancestors = this.graph.ancestors(revision);
		List<Revision> parents = this.graph.tips(ancestors.stream().filter(this.applied::contains).toList());
		if (parents.size() > 1) {
			throw new RevisionReferenceException("Revision " + revision.id() + " merges " + list(parents) + ", so '"
					+ words + "' could go to each of them; name the one to go back to.");
		}
		return parents.stream().findFirst();
	}

	private List<Revision> backwards(Optional<Revision> from, int steps, String words) {
		Optional<Revision> at = from;
		for (int i = 0; i < steps; i++) {
			if (at.isEmpty()) {
				throw new RevisionReferenceException("'" + words + "' goes back further than base.");
			}
			List<Revision> parents = this.graph.parents(at.get());
			if (parents.size() > 1) {
				throw new RevisionReferenceException("Revision " + at.get().id() + " merges " + list(parents) + ", so '"
						+ words + "' could mean each of them; name the one.");
			}
			at = parents.stream().findFirst();
		}
		return at.map(List::of).orElse(List.of());
	}

	private List<Revision> forwards(Optional<Revision> from, int steps, String words) {
		Optional<Revision> at = from;
		for (int i = 0; i < steps; i++) {
			List<Revision> next = at.map(this.graph::children)
				.orElseGet(() -> matching((revision) -> revision.parents().isEmpty()))
				.stream()
				.filter(Revision::isStep)
				.toList();
			if (next.isEmpty()) {
				throw new RevisionReferenceException("'" + words + "' goes further than head; there "
						+ ((i != 1) ? "are " + i + " revisions" : "is 1 revision") + " after "
						+ from.map(Revision::id).orElse("base") + ".");
			}
			if (next.size() > 1) {
				throw new RevisionReferenceException("The revisions branch at " + at.map(Revision::id).orElse("base")
						+ ": " + list(next) + "; name the one that '" + words + "' should reach.");
			}
			at = Optional.of(next.get(0));
		}
		return at.map(List::of).orElse(List.of());
	}

	private Revision only(String words, List<Revision> found) {
		if (found.size() > 1) {
			throw several(words, found);
		}
		return found.get(0);
	}

	private List<Revision> matching(Predicate<Revision> condition) {
		return this.graph.revisions().stream().filter(condition).toList();
	}

	private static RevisionReferenceException several(String words, List<Revision> found) {
		return new RevisionReferenceException(
				"'" + words + "' matches " + found.size() + " revisions: " + list(found) + "; say more of the id.");
	}

	private static String list(List<Revision> revisions) {
		List<String> names = new ArrayList<>();
		revisions.stream().limit(SHOWN).map(Revision::id).forEach(names::add);
		if (revisions.size() > SHOWN) {
			names.add("…");
		}
		return names.stream().collect(Collectors.joining(", "));
	}

}
