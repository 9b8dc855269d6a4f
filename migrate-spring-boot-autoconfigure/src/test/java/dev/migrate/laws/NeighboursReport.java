package dev.migrate.laws;

import java.util.EnumMap;
import java.util.Map;

import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The counters of the law of neighbours, printed after its last test.
 */
final class NeighboursReport implements BeforeAllCallback {

	private static final Map<TestProduct, Integer> KEPT = new EnumMap<>(TestProduct.class);

	private static final Map<TestProduct, Integer> NAMED = new EnumMap<>(TestProduct.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		context.getRoot()
			.getStore(Namespace.create(NeighboursReport.class))
			.computeIfAbsent("report", (key) -> (AutoCloseable) NeighboursReport::print);
	}

	static synchronized void kept(TestProduct product, int kinds) {
		KEPT.merge(product, kinds, Integer::sum);
	}

	static synchronized void named(TestProduct product, int kinds) {
		NAMED.merge(product, kinds, Integer::sum);
	}

	private static synchronized void print() {
		StringBuilder report = new StringBuilder();
		report.append(String.format("%n%-11s  %s%n", "database", "kinds of neighbours x mutations (law 7)"));
		for (TestProduct product : TestProduct.values()) {
			report
				.append(KEPT.containsKey(product)
						? String.format("%-11s  kept %d, named before the first statement %d%n", product,
								KEPT.get(product), NAMED.getOrDefault(product, 0))
						: String.format("%-11s  not run%n", product));
		}
		System.out.println(report);
	}

}
