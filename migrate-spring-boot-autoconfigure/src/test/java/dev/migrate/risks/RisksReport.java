package dev.migrate.risks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The measured risks, printed and written to {@code target/risks} after the last test.
 * With {@code -Ddocs.update=true}, they are also written into {@code docs/risks.md}.
 */
final class RisksReport implements BeforeAllCallback {

	private static final Map<TestProduct, Map<String, String>> CELLS = new EnumMap<>(TestProduct.class);

	private static final Map<TestProduct, Map<String, String>> LOCKS = new EnumMap<>(TestProduct.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		context.getRoot()
			.getStore(Namespace.create(RisksReport.class))
			.computeIfAbsent("report", (key) -> (AutoCloseable) RisksReport::print);
	}

	static synchronized void add(TestProduct product, RiskCase risk, Measurement measured) {
		CELLS.computeIfAbsent(product, (key) -> new LinkedHashMap<>())
			.put(risk.toString(), RisksTable.text(measured.kinds()));
		LOCKS.computeIfAbsent(product, (key) -> new LinkedHashMap<>())
			.put(risk.toString(), measured.effects() + ", locked " + measured.locks());
	}

	private static synchronized void print() throws IOException {
		StringBuilder report = new StringBuilder();
		report.append(String.format("%n%-11s  %s%n", "database", "risks of changes"));
		Path folder = Files.createDirectories(Path.of("target/risks"));
		int all = RiskCases.all().size();
		for (TestProduct product : TestProduct.values()) {
			Map<String, String> cells = CELLS.get(product);
			if (cells == null) {
				report.append(String.format("%-11s  not run%n", product));
				continue;
			}
			report.append(String.format("%-11s  changes measured %d, not measured %d%n", product, cells.size(),
					all - cells.size()));
			StringBuilder lines = new StringBuilder();
			cells.forEach((name, cell) -> lines.append(name)
				.append(": ")
				.append(cell)
				.append("; ")
				.append(LOCKS.get(product).get(name))
				.append('\n'));
			Files.writeString(folder.resolve(product.shortName() + ".txt"), lines);
		}
		System.out.println(report);
		if (Boolean.getBoolean("docs.update")) {
			RisksTable.update(CELLS);
		}
	}

}
