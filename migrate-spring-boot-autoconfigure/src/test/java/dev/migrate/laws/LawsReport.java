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

	private static final Map<TestProduct, Map<Model, Map<Law, Integer>>> CHANGES = new EnumMap<>(TestProduct.class);

	private static final Map<TestProduct, Map<Model, Integer>> CHANGESETS = new EnumMap<>(TestProduct.class);

	private static final Map<Model, Map<TestProduct, Integer>> OBJECTS = new EnumMap<>(Model.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		context.getRoot()
			.getStore(Namespace.create(LawsReport.class))
			.computeIfAbsent("report", (key) -> (AutoCloseable) LawsReport::print);
	}

	static synchronized void changes(Model model, TestProduct product, Law law, Schema entities, int changes) {
		OBJECTS.computeIfAbsent(model, (any) -> new EnumMap<>(TestProduct.class)).put(product, objects(entities));
		CHANGES.computeIfAbsent(product, (any) -> new EnumMap<>(Model.class))
			.computeIfAbsent(model, (any) -> new EnumMap<>(Law.class))
			.put(law, changes);
	}

	static synchronized void changesets(Model model, TestProduct product, int changesets) {
		CHANGESETS.computeIfAbsent(product, (any) -> new EnumMap<>(Model.class)).put(model, changesets);
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
				Map<Law, Integer> figures = CHANGES.getOrDefault(product, Map.of()).getOrDefault(model, Map.of());
				Integer objects = OBJECTS.getOrDefault(model, Map.of()).get(product);
				report.append(String.format("%-22s %-11s %8s  %6s  %6s  %6s  %10s%n", model, product, cell(objects),
						cell(figures.get(Law.FIXED_POINT)), cell(figures.get(Law.CONVERGENCE)),
						cell(figures.get(Law.ROUND_TRIP)),
						cell(CHANGESETS.getOrDefault(product, Map.of()).get(model))));
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
	 * The laws that are counted for each model.
	 */
	enum Law {

		/**
		 * A schema that Hibernate created needs no change.
		 */
		FIXED_POINT,

		/**
		 * A generated revision leaves no difference.
		 */
		CONVERGENCE,

		/**
		 * A downgrade restores the schema from before the upgrade.
		 */
		ROUND_TRIP

	}

}
