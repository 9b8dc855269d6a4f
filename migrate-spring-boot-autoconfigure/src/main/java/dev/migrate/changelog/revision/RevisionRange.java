package dev.migrate.changelog.revision;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;

/**
 * The range between two revisions or sets of revisions.
 *
 * @param from the start; empty for {@code base}
 * @param to the end; empty for {@code base}
 * @param revisions the revisions on the lines from the start to the end, inclusive,
 * parents first
 * @param steps the revisions that a database at the start needs to reach the end, parents
 * first
 */
public record RevisionRange(List<Revision> from, List<Revision> to, List<Revision> revisions, List<Revision> steps) {

	// A double colon is part of the id of a changeset in an older changelog
	private static final Pattern COLON = Pattern.compile("(?<!:):(?!:)");

	private static final Pattern RELATIVE = Pattern.compile("[+-]\\d{1,6}");

	public RevisionRange {
		from = List.copyOf(from);
		to = List.copyOf(to);
		revisions = List.copyOf(revisions);
		steps = List.copyOf(steps);
	}

	/**
	 * Parse a range from the older end to the newer.
	 * <p>
	 * An omitted end is {@code base} or {@code heads}. {@code +N} and {@code -N} are
	 * relative to the other end or, if both ends are relative, to the applied revisions.
	 * @param range {@code A:B}, {@code A:}, {@code :B}
	 * @param graph the revisions
	 * @param applied the applied revisions, which are read only if {@link #needsDatabase}
	 * @return the range
	 * @throws CannotProceedException if the range is invalid
	 */
	public static RevisionRange parse(String range, RevisionGraph graph, Collection<Revision> applied) {
		Ends ends = Ends.of(range);
		return of(range, ends.first(), ends.second(), graph, applied);
	}

	/**
	 * Parse a range from the newer end to the older, as for a downgrade. The result is
	 * the same as for the reversed range.
	 * @param range {@code B:A}, {@code B:}, {@code :A}
	 * @param graph the revisions
	 * @param applied the applied revisions, which are read only if {@link #needsDatabase}
	 * @return the range
	 * @throws CannotProceedException if the range is invalid
	 */
	public static RevisionRange parseDown(String range, RevisionGraph graph, Collection<Revision> applied) {
		Ends ends = Ends.of(range);
		return of(range, ends.second(), ends.first(), graph, applied);
	}

	/**
	 * Return whether a text is a range instead of a revision reference.
	 * @param text the text
	 * @return whether it has a colon between two ends, either of which may be omitted
	 */
	public static boolean isRange(String text) {
		return COLON.split(text, -1).length == 2;
	}

	/**
	 * Return whether a range depends on the applied revisions.
	 * @param range {@code A:B}
	 * @return whether an end is relative to {@code current}, or both ends are relative
	 * @throws CannotProceedException if the text is no range
	 */
	public static boolean needsDatabase(String range) {
		Ends ends = Ends.of(range);
		boolean first = RevisionGraph.countsFromApplied(ends.first());
		boolean second = RevisionGraph.countsFromApplied(ends.second());
		return (first && (second || !isRelative(ends.first()))) || (second && !isRelative(ends.second()));
	}

	private static RevisionRange of(String range, String older, String newer, RevisionGraph graph,
			Collection<Revision> applied) {
		String start = older.isEmpty() ? "base" : older;
		String end = newer.isEmpty() ? "heads" : newer;
		List<Revision> from = graph.resolve(end(start, end, graph), applied);
		List<Revision> to = graph.resolve(end(end, start, graph), applied);
		Set<Revision> reached = withSelf(to, graph::ancestors);
		// A repeatable revision is no ancestor of a head, and runs with all of them.
		boolean whole = to.containsAll(graph.heads());
		Set<Revision> between = new HashSet<>(whole ? graph.revisions() : reached);
		if (!from.isEmpty()) {
			between.retainAll(withSelf(from, graph::descendants));
		}
		if (between.isEmpty() && !from.isEmpty()) {
			throw empty(range, from, to, withSelf(from, graph::ancestors).containsAll(to));
		}
		Set<Revision> steps = new HashSet<>(reached);
		steps.removeAll(withSelf(from, graph::ancestors));
		return new RevisionRange(from, to, graph.revisions().stream().filter(between::contains).toList(),
				graph.revisions().stream().filter(steps::contains).toList());
	}

	private static String end(String end, String other, RevisionGraph graph) {
		if (!isRelative(end) || isRelative(other) || graph.find(end).isPresent()) {
			return end;
		}
		return (other.equals("heads") ? "head" : other) + end;
	}

	private static CannotProceedException empty(String range, List<Revision> from, List<Revision> to,
			boolean exchanged) {
		return new CannotProceedException(ErrorCode.RANGE_INVALID,
				"The range '" + range.strip() + "' is empty: " + names(to) + " does not build on " + names(from) + "; "
						+ (exchanged ? "swap the two." : "specify two revisions of one line."));
	}

	private static Set<Revision> withSelf(List<Revision> revisions, Function<Revision, Set<Revision>> others) {
		Set<Revision> all = new HashSet<>(revisions);
		revisions.forEach((revision) -> all.addAll(others.apply(revision)));
		return all;
	}

	private static boolean isRelative(String end) {
		return RELATIVE.matcher(end).matches();
	}

	private static String names(List<Revision> revisions) {
		return revisions.isEmpty() ? "base" : revisions.stream().map(Revision::id).collect(Collectors.joining(", "));
	}

	/**
	 * The two ends of a range.
	 *
	 * @param first the text before the colon; may be empty
	 * @param second the text after the colon; may be empty
	 */
	private record Ends(String first, String second) {

		static Ends of(String range) {
			String[] ends = COLON.split(range, -1);
			if (ends.length != 2) {
				throw new CannotProceedException(ErrorCode.RANGE_INVALID, "'" + range.strip()
						+ "' is no range of revisions; a range is A:B, A: or :B, for example 20260101000000:head.");
			}
			return new Ends(ends[0].strip(), ends[1].strip());
		}

	}

}
