package dev.migrate.command.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Suggests names for a mistyped one.
 */
public final class Suggestion {

	private static final Map<String, String> CALLED_SO_ELSEWHERE = Map.of("migrate", "generate-changeset",
			"--autogenerate", "generate-changeset");

	private Suggestion() {
	}

	/**
	 * Find the name that is nearest to what was typed.
	 * @param typed what was typed
	 * @param names the names that there are
	 * @return a name that starts with it, or that differs from it in a few letters; empty
	 * if there is none
	 */
	public static Optional<String> of(String typed, Collection<String> names) {
		String known = CALLED_SO_ELSEWHERE.get(typed);
		if (known != null && names.contains(known)) {
			return Optional.of(known);
		}
		return names.stream()
			.filter((name) -> name.startsWith(typed) && typed.matches("-*\\w{2}.*"))
			.findFirst()
			.or(() -> names.stream()
				.min(Comparator.comparing((name) -> distance(typed, name)))
				.filter((name) -> isNear(typed, name)));
	}

	private static boolean isNear(String typed, String name) {
		// Two letters exchanged differ in two
		return 5 * distance(typed, name) <= 2 * Math.max(typed.length(), name.length());
	}

	private static int distance(String typed, String name) {
		return LevenshteinDistance.getDefaultInstance().apply(typed, name);
	}

}
