package dev.migrate.laws;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import dev.migrate.models.Model;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The counters of the laws of each model, printed after their last test.
 */
final class LawsReport implements BeforeAllCallback {

	private static final Map<TestProduct, Map<Model, Map<Figure, Integer>>> FIGURES = new EnumMap<>(TestProduct.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		context.getRoot()
			.getStore(Namespace.create(LawsReport.class))
			.computeIfAbsent("report", (key) -> (AutoCloseable) LawsReport::print);
	}

	static void objects(Model model, TestProduct product, Schema entities) {
		put(model, product, Figure.OBJECTS, objects(entities));
	}

	static synchronized void put(Model model, TestProduct product, Figure figure, int value) {
		FIGURES.computeIfAbsent(product, (any) -> new EnumMap<>(Model.class))
			.computeIfAbsent(model, (any) -> new EnumMap<>(Figure.class))
			.put(figure, value);
	}

	private static int objects(Schema schema) {
		return schema.tables().stream().mapToInt(LawsReport::objects).sum() + schema.sequences().size()
				+ schema.enumTypes().size() + schema.schemas().size();
	}

	private static int objects(Table table) {
		return 1 + table.columns().size() + ((table.primaryKey() != null) ? 1 : 0) + table.uniqueKeys().size()
				+ table.foreignKeys().size() + table.indexes().size() + table.checks().size();
	}

	private static synchronized void print() {
		StringBuilder report = new StringBuilder(String.format("%n%-22s %-11s %8s  %6s  %6s  %6s  %10s%n", "model",
				"database", "objects", "law 1", "law 2", "law 3", "changesets"));
		for (Model model : Model.values()) {
			Arrays.stream(TestProduct.values()).filter(model::runsOn).forEach((product) -> {
				Map<Figure, Integer> figures = FIGURES.getOrDefault(product, Map.of()).getOrDefault(model, Map.of());
				report.append(String.format("%-22s %-11s %8s  %6s  %6s  %6s  %10s%n", model, product,
						cell(figures.get(Figure.OBJECTS)), cell(figures.get(Figure.FIXED_POINT)),
						cell(figures.get(Figure.CONVERGENCE)), cell(figures.get(Figure.ROUND_TRIP)),
						cell(figures.get(Figure.CHANGESETS))));
			});
		}
		report.append(String.format("Law 1: changes found on what Hibernate created. Law 2: changes left after the"
				+ " generated ones.%nLaw 3: differences for the oracle after a downgrade.%nChangesets: those of the"
				+ " revision that creates the schema.%n"));
		System.out.println(report);
	}

	private static String cell(Integer figure) {
		return (figure != null) ? figure.toString() : "not run";
	}

	/**
	 * What is counted for each model.
	 */
	enum Figure {

		/**
		 * The objects of the model's schema.
		 */
		OBJECTS,

		/**
		 * The changes that are found on what Hibernate created (law 1).
		 */
		FIXED_POINT,

		/**
		 * The changes that are left after the generated ones (law 2).
		 */
		CONVERGENCE,

		/**
		 * The differences for the oracle after a downgrade (law 3).
		 */
		ROUND_TRIP,

		/**
		 * The changesets of the revision that creates the schema.
		 */
		CHANGESETS

	}

}
