package dev.migrate.risks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.migrate.change.Change;
import dev.migrate.testing.TestProduct;

/**
 * A change of tables with rows.
 */
final class RiskCase {

	private final String name;

	private final Function<Situation, List<Change>> changes;

	private final Set<TestProduct> without = EnumSet.noneOf(TestProduct.class);

	private Consumer<Model> model = (model) -> {
	};

	private List<String> texts = List.of("1", "2", "3", "4");

	private final Map<String, List<?>> more = new LinkedHashMap<>();

	private final Map<String, Object> exact = new LinkedHashMap<>();

	private boolean zoned;

	RiskCase(String name, Function<Situation, List<Change>> changes) {
		this.name = name;
		this.changes = changes;
	}

	static RiskCase of(String name, Function<Situation, Change> change) {
		return new RiskCase(name, (situation) -> List.of(change.apply(situation)));
	}

	/**
	 * Define what the tables have before the change.
	 * @param model changes the model
	 * @return this case
	 */
	RiskCase given(Consumer<Model> model) {
		this.model = this.model.andThen(model);
		return this;
	}

	/**
	 * Leave out products that have no such change.
	 * @param products the products
	 * @return this case
	 */
	RiskCase not(TestProduct... products) {
		this.without.addAll(Arrays.asList(products));
		return this;
	}

	RiskCase on(TestProduct... products) {
		this.without.addAll(EnumSet.complementOf(EnumSet.copyOf(Arrays.asList(products))));
		return this;
	}

	RiskCase texts(String... texts) {
		this.texts = List.of(texts);
		return this;
	}

	/**
	 * Let one row have a value that a narrower type may round.
	 * @param column the column
	 * @param value the value
	 * @return this case
	 */
	RiskCase exact(String column, Object value) {
		this.exact.put(column, value);
		return this;
	}

	RiskCase values(String column, Object... values) {
		this.more.put(column, List.of(values));
		return this;
	}

	/**
	 * Let the result depend on the time zone of the session.
	 * @return this case
	 */
	RiskCase zoned() {
		this.zoned = true;
		return this;
	}

	boolean isOn(TestProduct product) {
		return !this.without.contains(product);
	}

	boolean isZoned() {
		return this.zoned;
	}

	Model model(TestProduct product) {
		Model created = new Model(product);
		this.model.accept(created);
		return created;
	}

	List<Change> changes(Situation situation) {
		return this.changes.apply(situation);
	}

	RowsOfItem rows() {
		return new RowsOfItem(this.texts, this.more, this.exact);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
