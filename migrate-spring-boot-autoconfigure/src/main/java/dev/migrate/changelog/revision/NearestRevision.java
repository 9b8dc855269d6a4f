package dev.migrate.changelog.revision;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The revision that a person may have meant whose words name none.
 */
final class NearestRevision {

	private static final int WORTH_A_GUESS = 3;

	private NearestRevision() {
	}

	/**
	 * Find the revision whose name is nearest to some words.
	 * @param words what a person said
	 * @param revisions the revisions that there are
	 * @return a revision of whose id, slug or labels a few letters differ; empty where
	 * there is none
	 */
	static Optional<Revision> of(String words, List<Revision> revisions) {
		String name = words.toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
		if (name.length() < WORTH_A_GUESS) {
			return Optional.empty();
		}
		// Two letters exchanged differ in two
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
