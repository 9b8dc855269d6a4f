package dev.migrate.diff;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Determines whether two names may be versions of the same name.
 */
final class NameLikeness {

	private static final Set<String> MEANINGLESS = Set.of("id", "is", "the", "of");

	private NameLikeness() {
	}

	/**
	 * Return whether two names are similar: one contains the other, or they share half of
	 * their parts or most of their letters.
	 * @param first a name
	 * @param second another name
	 * @return {@code true} if they are
	 */
	static boolean areAlike(String first, String second) {
		String one = first.toLowerCase(Locale.ROOT);
		String other = second.toLowerCase(Locale.ROOT);
		Set<String> parts = parts(one);
		Set<String> otherParts = parts(other);
		if (parts.isEmpty() || otherParts.isEmpty()) {
			return false;
		}
		Set<String> shared = new HashSet<>(parts);
		shared.retainAll(otherParts);
		if (2 * shared.size() >= Math.max(parts.size(), otherParts.size())) {
			return true;
		}
		String letters = String.join("", parts);
		String otherLetters = String.join("", otherParts);
		int shorter = Math.min(letters.length(), otherLetters.length());
		if (shorter > 2 && (letters.contains(otherLetters) || otherLetters.contains(letters))) {
			return true;
		}
		int longer = Math.max(letters.length(), otherLetters.length());
		return 3 * distance(letters, otherLetters) <= longer;
	}

	private static Set<String> parts(String name) {
		return Arrays.stream(name.split("[^\\p{L}\\p{N}]+"))
			.filter((part) -> !part.isEmpty() && !MEANINGLESS.contains(part))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static int distance(String first, String second) {
		int[] row = new int[second.length() + 1];
		Arrays.setAll(row, (i) -> i);
		for (int i = 1; i <= first.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= second.length(); j++) {
				int replaced = diagonal + ((first.charAt(i - 1) == second.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[second.length()];
	}

}
