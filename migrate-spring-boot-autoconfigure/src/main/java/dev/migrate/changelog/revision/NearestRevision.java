package dev.migrate.changelog.revision;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Suggests the revision that an unknown revision reference may mean.
 */
final class NearestRevision {

	private static final int WORTH_A_GUESS = 3;

	private NearestRevision() {
	}

	/**
	 * Find the revision whose name is nearest to a revision reference.
	 * @param reference the revision reference
	 * @param revisions the existing revisions
	 * @return a revision whose id, slug or label differs in a few letters; empty if there
	 * is none
	 */
	static Optional<Revision> of(String reference, List<Revision> revisions) {
		String name = reference.toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
		if (name.length() < WORTH_A_GUESS) {
			return Optional.empty();
		}
		// Two swapped letters count as two differences
		return revisions.stream()
			.min(Comparator.comparing((revision) -> distance(name, revision)))
			.filter((revision) -> 5 * distance(name, revision) <= 2 * name.length());
	}

	private static int distance(String name, Revision revision) {
		return Stream.concat(Stream.of(revision.id(), revision.slug()), revision.labels().stream())
			.map((text) -> text.toLowerCase(Locale.ROOT))
			.flatMap((text) -> Stream.of(text, text.substring(0, Math.min(text.length(), name.length()))))
			.mapToInt((text) -> LevenshteinDistance.getDefaultInstance().apply(name, text))
			.min()
			.orElseThrow();
	}

}
