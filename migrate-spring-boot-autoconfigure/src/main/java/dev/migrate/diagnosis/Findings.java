package dev.migrate.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.migrate.FindingView;
import dev.migrate.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a diagnosis finds.
 */
final class Findings {

	private static final int SHOWN = 5;

	private final List<FindingView> findings = new ArrayList<>();

	void add(Problem problem, @Nullable Location location, String description, @Nullable String action) {
		this.findings
			.add(new FindingView(problem.severity(), problem.code(), (location != null) ? location.path() : null,
					(location != null) ? location.line() : null, Secrets.mask(description), action));
	}

	boolean isEmpty() {
		return this.findings.isEmpty();
	}

	/**
	 * Return the findings.
	 * @return the findings, the worst first, otherwise in the order in which they were
	 * added
	 */
	List<FindingView> sorted() {
		return this.findings.stream().sorted(Comparator.comparing(FindingView::severity)).toList();
	}

	/**
	 * Return names as a part of a sentence.
	 * @param names the names
	 * @return the first ones, and the number of the others
	 */
	static String list(List<String> names) {
		String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
		return (names.size() > SHOWN) ? first + " and " + (names.size() - SHOWN) + " more" : first;
	}

	/**
	 * Return a number of things as a part of a sentence.
	 * @param number the number
	 * @param name the name of one thing
	 * @return for example {@code 2 indexes}
	 */
	static String count(long number, String name) {
		return number + " " + ((number == 1) ? name : name + (name.endsWith("x") ? "es" : "s")).replace("tys", "ties");
	}

}
