package dev.migrate.laws.rows;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.models.Model;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The numbers of values that were kept, printed after the last test.
 */
final class RowsReport implements BeforeAllCallback {

	private static final List<String> LINES = new ArrayList<>();

	@Override
	public void beforeAll(ExtensionContext context) {
		context.getRoot()
			.getStore(Namespace.create(RowsReport.class))
			.computeIfAbsent("report", (key) -> (AutoCloseable) RowsReport::print);
	}

	static synchronized void kept(TestProduct product, Model model, int values) {
		LINES.add(String.format("%-22s %-11s %8d", model, product, values));
	}

	private static synchronized void print() {
		System.out.printf("%n%-22s %-11s %8s%n%s%n", "model", "database", "values kept (law 6)",
				String.join(System.lineSeparator(), LINES));
	}

}
