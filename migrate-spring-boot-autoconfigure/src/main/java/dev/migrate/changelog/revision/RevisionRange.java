package dev.migrate.changelog.revision;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;

/**
 * What lies between two revisions, or sets of them.
 *
 * @param from where it starts; empty for {@code base}
 * @param to where it ends; empty for {@code base}
 * @param revisions what is on the lines from the start to the end, with both, parents
 * first
 * @param steps what a database that is at the start lacks to be at the end, parents first
 */
public record RevisionRange(List<Revision> from, List<Revision> to, List<Revision> revisions, List<Revision> steps) {

	// A doubled colon is part of the id of a changeset in an older changelog
	private static final Pattern COLON = Pattern.compile("(?<!:):(?!:)");

	private static final Pattern RELATIVE = Pattern.compile("[+-]\\d{1,6}");

	public RevisionRange {
		from = List.copyOf(from);
		to = List.copyOf(to);
		revisions = List.copyOf(revisions);
		steps = List.copyOf(steps);
	}

	/**
	 * Find the range that a person's words name, from the older end to the newer.
	 * <p>
	 * An end that is left out is {@code base} or {@code heads}. {@code +N} and {@code -N}
	 * count from the other end; where both ends are such, from what the database has.
	 * @param words {@code A:B}, {@code A:}, {@code :B}
	 * @param graph the revisions
	 * @param applied the revisions that the database has; not looked at unless
	 * {@link #needsDatabase}
	 * @return the range
	 * @throws CannotProceedException where the words name none
	 */
	public static RevisionRange parse(String words, RevisionGraph graph, Collection<Revision> applied) {
		Ends ends = Ends.of(words);
		return of(words, ends.first(), ends.second(), graph, applied);
	}

	/**
	 * Find the range that a person's words name, from the newer end to the older, as a
	 * downgrade goes. The range is the same as with its ends exchanged.
	 * @param words {@code B:A}, {@code B:}, {@code :A}
	 * @param graph the revisions
	 * @param applied the revisions that the database has; not looked at unless
	 * {@link #needsDatabase}
	 * @return the range
	 * @throws CannotProceedException where the words name none
	 */
	public static RevisionRange parseDown(String words, RevisionGraph graph, Collection<Revision> applied) {
		Ends ends = Ends.of(words);
		return of(words, ends.second(), ends.first(), graph, applied);
	}

	/**
	 * Return whether some words are a range, rather than one revision.
	 * @param words what a person said
	 * @return whether there is a colon between two ends, of which each may be left out
	 */
	public static boolean isRange(String words) {
		return COLON.split(words, -1).length == 2;
	}

	/**
	 * Return whether a range can be found only when it is known what the database has.
	 * @param words {@code A:B}
	 * @return whether an end counts from {@code current}, or both do
	 * @throws CannotProceedException where the words are no range
	 */
	public static boolean needsDatabase(String words) {
		Ends ends = Ends.of(words);
		boolean first = RevisionGraph.countsFromApplied(ends.first());
		boolean second = RevisionGraph.countsFromApplied(ends.second());
		return (first && (second || !isRelative(ends.first()))) || (second && !isRelative(ends.second()));
	}

	private static RevisionRange of(String words, String older, String newer, RevisionGraph graph,
			Collection<Revision> applied) {
		String start = older.isEmpty() ? "base" : older;
		String end = newer.isEmpty() ? "heads" : newer;
		List<Revision> from = graph.resolve(end(start, end, graph), applied);
		List<Revision> to = graph.resolve(end(end, start, graph), applied);
		Set<Revision> reached = withSelf(to, graph::ancestors);
		// What runs again and again is no ancestor of a head, and runs with all of them.
		boolean whole = to.containsAll(graph.heads());
		Set<Revision> between = new HashSet<>(whole ? graph.revisions() : reached);
		if (!from.isEmpty()) {
			between.retainAll(withSelf(from, graph::descendants));
		}
		if (between.isEmpty() && !from.isEmpty()) {
			throw empty(words, from, to, withSelf(from, graph::ancestors).containsAll(to));
		}
		Set<Revision> steps = new HashSet<>(reached);
		steps.removeAll(withSelf(from, graph::ancestors));
		return new RevisionRange(from, to, graph.revisions().stream().filter(between::contains).toList(),
				graph.revisions().stream().filter(steps::contains).toList());
	}

	private static String end(String words, String other, RevisionGraph graph) {
		if (!isRelative(words) || isRelative(other) || graph.find(words).isPresent()) {
			return words;
		}
		return (other.equals("heads") ? "head" : other) + words;
	}

	private static CannotProceedException empty(String words, List<Revision> from, List<Revision> to,
			boolean exchanged) {
		return new CannotProceedException(
				"There is nothing in the range '" + words.strip() + "': " + names(to) + " does not build on "
						+ names(from) + "; " + (exchanged ? "exchange the two." : "name two revisions of one line."));
	}

	private static Set<Revision> withSelf(List<Revision> revisions, Function<Revision, Set<Revision>> others) {
		Set<Revision> all = new HashSet<>(revisions);
		revisions.forEach((revision) -> all.addAll(others.apply(revision)));
		return all;
	}

	private static boolean isRelative(String words) {
		return RELATIVE.matcher(words).matches();
	}

	private static String names(List<Revision> revisions) {
		return revisions.isEmpty() ? "base" : revisions.stream().map(Revision::id).collect(Collectors.joining(", "));
	}

	/**
	 * The two ends of a range, as a person says them.
	 *
	 * @param first what is before the colon; empty where nothing is
	 * @param second what is after the colon; empty where nothing is
	 */
	private record Ends(String first, String second) {

		static Ends of(String words) {
			String[] ends = COLON.split(words, -1);
			if (ends.length != 2) {
				throw new CannotProceedException("'" + words.strip()
						+ "' is no range of revisions; a range is A:B, A: or :B, for example 20260101000000:head.");
			}
			return new Ends(ends[0].strip(), ends[1].strip());
		}

	}

}
