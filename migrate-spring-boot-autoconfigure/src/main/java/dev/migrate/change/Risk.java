package dev.migrate.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A risk of applying a change.
 *
 * @param kind the kind of risk
 * @param reason the reason, for the reviewer of the change
 */
public record Risk(Kind kind, String reason) {

	/**
	 * Return the text for risks: each kind once with its reasons, the worst first.
	 * @param risks the risks
	 * @return for example {@code may fail: duplicates in [email] stop it}
	 */
	public static String text(Collection<Risk> risks) {
		Map<Kind, List<String>> reasons = new TreeMap<>(Comparator.reverseOrder());
		List<Kind> kinds = Kind.of(risks);
		risks.stream().filter((risk) -> kinds.contains(risk.kind())).forEach((risk) -> {
			List<String> known = reasons.computeIfAbsent(risk.kind(), (kind) -> new ArrayList<>());
			if (!known.contains(risk.reason())) {
				known.add(risk.reason());
			}
		});
		return reasons.isEmpty() ? Kind.SAFE.toString()
				: reasons.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + ": " + String.join("; ", entry.getValue()))
					.collect(Collectors.joining("; "));
	}

	/**
	 * The kinds of risk, from the mildest to the worst.
	 */
	public enum Kind {

		/**
		 * There is no risk of any kind.
		 */
		SAFE("safe"),

		/**
		 * Whether the table is rewritten, and whether others wait, was not measured on
		 * the product.
		 */
		NOT_MEASURED("not measured"),

		/**
		 * Other sessions that write wait, the longer the more rows the table has.
		 */
		BLOCKS_WRITES("blocks writes"),

		/**
		 * Other sessions wait even to read, the longer the more rows the table has.
		 */
		BLOCKS_READS_AND_WRITES("blocks reads and writes"),

		/**
		 * Every row of the table is written anew.
		 */
		REWRITES_TABLE("rewrites the table"),

		/**
		 * The change may fail, depending on the rows.
		 */
		MAY_FAIL("may fail"),

		/**
		 * The version of the application that is still running may fail.
		 */
		BREAKS_RUNNING_VERSION("breaks the running version"),

		/**
		 * Rows or values are lost.
		 */
		LOSES_DATA("loses data");

		private static final String SEPARATOR = ", ";

		private final String displayName;

		Kind(String displayName) {
			this.displayName = displayName;
		}

		/**
		 * Return the kinds of risks.
		 * @param risks the risks
		 * @return each kind once, the worst first
		 */
		public static List<Kind> of(Collection<Risk> risks) {
			return union(risks.stream().map((risk) -> List.of(risk.kind())).toList());
		}

		/**
		 * Return all kinds of several changes.
		 * @param kinds the kinds of each
		 * @return each kind once, the worst first; who waits to read waits to write
		 */
		public static List<Kind> union(Collection<List<Kind>> kinds) {
			List<Kind> all = kinds.stream().flatMap(List::stream).distinct().toList();
			return all.stream()
				.filter((kind) -> kind != SAFE && (kind != BLOCKS_WRITES || !all.contains(BLOCKS_READS_AND_WRITES)))
				.sorted(Comparator.reverseOrder())
				.toList();
		}

		/**
		 * Return the worst of several kinds.
		 * @param kinds the kinds, the worst first
		 * @return the first; {@link #SAFE} if there is none
		 */
		public static Kind worst(List<Kind> kinds) {
			return kinds.isEmpty() ? SAFE : kinds.get(0);
		}

		/**
		 * Return the text for several kinds.
		 * @param kinds the kinds, the worst first
		 * @return for example {@code may fail, blocks writes}
		 */
		public static String text(List<Kind> kinds) {
			return kinds.isEmpty() ? SAFE.toString()
					: kinds.stream().map(Kind::toString).collect(Collectors.joining(SEPARATOR));
		}

		/**
		 * Return the display form of the kind.
		 * @return the display form
		 */
		@Override
		public String toString() {
			return this.displayName;
		}

	}

}
