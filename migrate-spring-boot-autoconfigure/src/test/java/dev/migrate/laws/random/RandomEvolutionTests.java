package dev.migrate.laws.random;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.ChangelogFormat;
import dev.migrate.CheckView;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.registry.Dialects;
import dev.migrate.laws.LawBench;
import dev.migrate.schema.Schema;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the laws of convergence and round trip on random evolutions of schemas, in
 * all formats.
 */
class RandomEvolutionTests {

	private static final int RUNS = 4;

	private static final int SMALLER = Integer.getInteger("migrate.random.smaller", 150);

	@ParameterizedTest
	@EnumSource
	void upgradeConvergesAndDowngradeRestores(TestProduct product) {
		Vocabulary vocabulary = Vocabulary.of(dialect(product));
		Evolution.seeds(RUNS)
			.forEach((seed) -> Evolution.of(seed, vocabulary)
				.hold(vocabulary, SMALLER,
						(before, after) -> hold(product, before, after, ChangelogFormat.values()[(int) (seed % 4)])));
	}

	private static void hold(TestProduct product, Schema before, Schema after, ChangelogFormat format) {
		if (loseAllColumns(before, after)) {
			// Some products allow no table without columns, not even between two
			// statements.
			return;
		}
		try (TestDatabase database = product.create(); LawBench bench = new LawBench(database, before)) {
			List<String> empty = bench.oracle();
			bench.generate("before", format);
			bench.upgrade();
			assertThatNothingIsLeft(bench.check());
			List<String> first = bench.oracle();
			bench.desire(after);
			String revision = bench.generate("after", format).revision();
			bench.upgrade();
			assertThatNothingIsLeft(bench.check());
			if (revision != null) {
				bench.downgrade("-1");
				bench.assertOracle(first);
			}
			bench.desire(before);
			bench.downgrade("base");
			bench.assertOracle(empty);
		}
	}

	private static boolean loseAllColumns(Schema before, Schema after) {
		return before.tables()
			.stream()
			.anyMatch((table) -> after.table(table.name())
				.filter((other) -> table.columns()
					.stream()
					.noneMatch((column) -> other.column(column.name()).isPresent()))
				.isPresent());
	}

	private static void assertThatNothingIsLeft(CheckView check) {
		assertThat(check.changes()).extracting(ChangeView::description).isEmpty();
		assertThat(check.leftAlone()).extracting(LeftAloneView::description).isEmpty();
		assertThat(check.notes()).isEmpty();
	}

	private static Dialect dialect(TestProduct product) {
		// The dialect depends on the server. Without a server, the test is skipped here.
		try (TestDatabase database = product.create(); Connection connection = database.connect()) {
			return Dialects.find(connection.getMetaData()).orElseThrow();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
