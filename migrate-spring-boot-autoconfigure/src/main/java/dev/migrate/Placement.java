package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The placement of a new revision in the revision graph.
 *
 * @param heads the revision references of the parents: {@code base} for none; empty for
 * the only head of the changelog, or for all heads if they are merged
 * @param splice whether a parent may be no head, which starts a branch
 * @param labels the labels of the branch
 * @param revisionId the id of the revision; {@code null} for the current time
 * @param dependencies the revision references of required revisions of other branches
 * @param versionPath the version location of the file; {@code null} for that of the
 * parent
 */
public record Placement(List<String> heads, boolean splice, List<String> labels, @Nullable String revisionId,
		List<String> dependencies, @Nullable String versionPath) {

	/**
	 * The placement on the only head of the changelog.
	 */
	public static final Placement NONE = new Placement(List.of(), false, List.of(), null, List.of(), null);

	public Placement {
		heads = List.copyOf(heads);
		labels = List.copyOf(labels);
		dependencies = List.copyOf(dependencies);
	}

	/**
	 * Return this placement with other parents.
	 * @param heads the revision references of the parents
	 * @return the changed copy
	 */
	public Placement withHeads(List<String> heads) {
		return new Placement(heads, this.splice, this.labels, this.revisionId, this.dependencies, this.versionPath);
	}

}
