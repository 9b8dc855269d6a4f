package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.migrate.change.Effect.Waiting;
import dev.migrate.schema.QualifiedName;

/**
 * Puts the effects of a change on tables into words.
 */
final class EffectRisks {

	private static final String DATABASE = "the whole database";

	private EffectRisks() {
	}

	/**
	 * Put effects into words.
	 * @param effects the effects on tables
	 * @param database whether those who wait for a table wait for all others too
	 * @return the risks
	 */
	static List<Risk> of(Map<QualifiedName, Effect> effects, boolean database) {
		List<Risk> risks = new ArrayList<>();
		String rewritten = tables(effects, Effect::isRewriting);
		if (!rewritten.isEmpty()) {
			boolean forgotten = effects.containsValue(Effect.REWRITES_AND_LOSES_WRITES);
			risks.add(new Risk(Risk.Kind.REWRITES_TABLE, "every row of " + rewritten + " is written anew"
					+ (forgotten ? ", and what others write meanwhile is lost" : "")));
		}
		String closed = tables(effects, (effect) -> effect.waiting() == Waiting.ALL);
		if (!closed.isEmpty()) {
			risks.add(new Risk(Risk.Kind.BLOCKS_READS_AND_WRITES, "reads and writes of "
					+ (database ? DATABASE : closed) + " wait, the longer the more rows there are"));
		}
		String readOnly = tables(effects, (effect) -> effect.waiting() == Waiting.WRITERS);
		if (!readOnly.isEmpty()) {
			risks.add(new Risk(Risk.Kind.BLOCKS_WRITES,
					"writes to " + (database ? DATABASE : readOnly) + " wait, the longer the more rows there are"));
		}
		String unknown = tables(effects, (effect) -> effect == Effect.NOT_MEASURED);
		if (!unknown.isEmpty()) {
			risks.add(new Risk(Risk.Kind.NOT_MEASURED,
					"whether it rewrites " + unknown + " or makes others wait is not known for this product"));
		}
		return List.copyOf(risks);
	}

	private static String tables(Map<QualifiedName, Effect> effects, Predicate<Effect> condition) {
		return effects.entrySet()
			.stream()
			.filter((entry) -> condition.test(entry.getValue()))
			.map((entry) -> entry.getKey().toString())
			.collect(Collectors.joining(" and "));
	}

}
