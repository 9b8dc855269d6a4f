package dev.migrate.laws.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.ChangeView;
import dev.migrate.entity.EntitySchemas;
import dev.migrate.laws.LawBench;
import dev.migrate.models.Model;
import dev.migrate.models.SessionFactories;
import dev.migrate.schema.Schema;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the rows of every table of every model survive revisions that remove and add
 * columns, keys and indexes, up and down.
 */
@Tag("long")
@ExtendWith(RowsReport.class)
class RowsOfModelsTests {

	static Stream<Arguments> models() {
		return Arrays.stream(TestProduct.values())
			.flatMap((product) -> Arrays.stream(Model.values())
				.filter((model) -> model.runsOn(product))
				.map((model) -> Arguments.of(product, model)));
	}

	@ParameterizedTest
	@MethodSource("models")
	void rowsOfEveryTableAreKept(TestProduct product, Model model) {
		try (TestDatabase database = model.create(product)) {
			Schema entities;
			try (SessionFactory factory = SessionFactories.open(model, database.dataSource(), "none")) {
				entities = EntitySchemas.of(factory);
			}
			try (LawBench bench = new LawBench(database, entities)) {
				bench.generate("everything");
				bench.upgrade();
				bench.fill(Style.ORDINARY);
				Contents filled = bench.contents();
				List<String> whole = bench.oracle();
				assertThat(bench.check().changes()).isEmpty();
				if (Thinned.of(entities).equals(entities)) {
					RowsReport.kept(product, model, filled.size());
					return;
				}
				bench.desire(Thinned.of(entities));
				Set<String> lost = Lost.by(bench.generate("fewer"));
				bench.upgrade();
				assertThat(bench.check().changes()).isEmpty();
				List<String> thin = bench.oracle();
				Contents fewer = bench.contents();
				filled.assertKept(fewer, lost);
				bench.desire(entities);
				assertThat(Lost.by(bench.generate("again"))).isEmpty();
				bench.upgrade();
				assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
				bench.assertOracle(whole);
				fewer.assertKept(bench.contents(), Set.of());
				bench.downgrade("-1");
				bench.assertOracle(thin);
				fewer.assertKept(bench.contents(), Set.of());
				bench.downgrade("-1");
				bench.assertOracle(whole);
				filled.assertKept(bench.contents(), lost);
				RowsReport.kept(product, model, filled.size());
			}
		}
	}

}
