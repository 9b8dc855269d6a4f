package dev.migrate.laws;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.migrate.models.Model;
import dev.migrate.testing.TestProduct;

/**
 * The figures of the laws, printed as a table when all have been tried.
 */
final class LawsReport {

	private static final List<String> LAWS = List.of("fixed point", "convergence", "round trip");

	private static final Map<Model, Map<TestProduct, Map<String, Figure>>> FIGURES = new EnumMap<>(Model.class);

	private LawsReport() {
	}

	static synchronized void add(Model model, TestProduct product, String law, int tables, int changes) {
		FIGURES.computeIfAbsent(model, (any) -> new EnumMap<>(TestProduct.class))
			.computeIfAbsent(product, (any) -> new TreeMap<>())
			.put(law, new Figure(tables, changes));
	}

	static synchronized String table(TestProduct product) {
		StringBuilder table = new StringBuilder(String.format("%-22s %-10s %6s  %11s  %11s  %10s%n", "model",
				"database", "tables", "fixed point", "convergence", "round trip"));
		for (Model model : Model.values()) {
			if (!model.runsOn(product)) {
				continue;
			}
			Map<String, Figure> figures = FIGURES.getOrDefault(model, Map.of()).getOrDefault(product, Map.of());
			List<String> cells = LAWS.stream()
				.map((law) -> figures.containsKey(law) ? String.valueOf(figures.get(law).changes()) : "not run")
				.toList();
			String tables = figures.values().stream().map(Figure::tables).findFirst().map(String::valueOf).orElse("-");
			table.append(String.format("%-22s %-10s %6s  %11s  %11s  %10s%n", model, product, tables, cells.get(0),
					cells.get(1), cells.get(2)));
		}
		return table.toString();
	}

	/**
	 * What one law found.
	 *
	 * @param tables how many tables were compared
	 * @param changes how many changes were left
	 */
	private record Figure(int tables, int changes) {

	}

}
