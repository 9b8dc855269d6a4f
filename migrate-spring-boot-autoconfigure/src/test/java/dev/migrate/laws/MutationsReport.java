package dev.migrate.laws;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The counters of the mutations, printed after their last test.
 */
final class MutationsReport implements BeforeAllCallback {

	private static final Map<TestProduct, Map<String, int[]>> MUTATIONS = new EnumMap<>(TestProduct.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		context.getRoot()
			.getStore(Namespace.create(MutationsReport.class))
			.computeIfAbsent("report", (key) -> (AutoCloseable) MutationsReport::print);
	}

	static synchronized void tried(TestProduct product, String step) {
		tally(product, step)[1]++;
	}

	static synchronized void held(TestProduct product, String step) {
		tally(product, step)[0]++;
	}

	private static int[] tally(TestProduct product, String step) {
		return MUTATIONS.computeIfAbsent(product, (any) -> new TreeMap<>()).computeIfAbsent(step, (any) -> new int[2]);
	}

	private static synchronized void print() {
		StringBuilder report = new StringBuilder();
		report.append(String.format("%n%-11s  %s%n", "database", "mutations (laws 4, 5, 6 and 8)"));
		for (TestProduct product : TestProduct.values()) {
			Map<String, int[]> steps = MUTATIONS.getOrDefault(product, Map.of());
			List<String> cells = steps.entrySet()
				.stream()
				.map((step) -> step.getKey() + " " + step.getValue()[0] + " of " + step.getValue()[1])
				.toList();
			report
				.append(String.format("%-11s  %s%n", product, cells.isEmpty() ? "not run" : String.join(", ", cells)));
		}
		System.out.println(report);
	}

}
