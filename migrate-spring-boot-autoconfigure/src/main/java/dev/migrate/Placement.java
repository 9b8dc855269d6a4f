package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a new revision goes among the others, and what it is called there.
 *
 * @param heads the revisions that it builds on, as a person names them: {@code base} for
 * none; none for the one head of the changelog, or for all where heads are merged
 * @param splice whether it may build on a revision that is no head, and so begin a branch
 * @param labels the names that it gives to its branch
 * @param revisionId its id; {@code null} for the time
 * @param dependencies the revisions of other branches that have to be there before it, as
 * a person names them
 * @param versionPath the version location that its file goes to; {@code null} for its
 * parent's
 */
public record Placement(List<String> heads, boolean splice, List<String> labels, @Nullable String revisionId,
		List<String> dependencies, @Nullable String versionPath) {

	/**
	 * On the one head of the changelog.
	 */
	public static final Placement NONE = new Placement(List.of(), false, List.of(), null, List.of(), null);

	public Placement {
		heads = List.copyOf(heads);
		labels = List.copyOf(labels);
		dependencies = List.copyOf(dependencies);
	}

	/**
	 * Return this placement on other revisions.
	 * @param heads the revisions that the new one builds on, as a person names them
	 * @return the changed copy
	 */
	public Placement withHeads(List<String> heads) {
		return new Placement(heads, this.splice, this.labels, this.revisionId, this.dependencies, this.versionPath);
	}

}
