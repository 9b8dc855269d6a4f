package dev.migrate.risks;

import java.sql.SQLException;
import java.util.stream.Stream;

import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the risks of changes are those that real servers show, no more and no less,
 * and that {@code docs/risks.md} lists them.
 */
@Tag("long")
@ExtendWith(RisksReport.class)
class RisksTests {

	@Nested
	class Postgresql extends MeasuredProduct {

		Postgresql() {
			super(TestProduct.POSTGRESQL);
		}

	}

	@Nested
	class Mysql extends MeasuredProduct {

		Mysql() {
			super(TestProduct.MYSQL);
		}

	}

	@Nested
	class Mariadb extends MeasuredProduct {

		Mariadb() {
			super(TestProduct.MARIADB);
		}

	}

	@Nested
	class H2 extends MeasuredProduct {

		H2() {
			super(TestProduct.H2);
		}

	}

	@Nested
	class Hsqldb extends MeasuredProduct {

		Hsqldb() {
			super(TestProduct.HSQLDB);
		}

	}

	@Nested
	class Sqlite extends MeasuredProduct {

		Sqlite() {
			super(TestProduct.SQLITE);
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class MeasuredProduct {

		private final TestProduct product;

		private final Probe probe;

		MeasuredProduct(TestProduct product) {
			this.product = product;
			this.probe = Probe.of(product);
		}

		Stream<RiskCase> cases() {
			return RiskCases.all().stream().filter((each) -> each.isOn(this.product));
		}

		@ParameterizedTest
		@MethodSource("cases")
		void risksAreMeasured(RiskCase risk) throws SQLException {
			Measurement measured = new Measurement(risk, this.product, this.probe);
			measured.run();
			RisksReport.add(this.product, risk, measured);
			assertThat(measured.predicted()).as(measured.evidence()).isEqualTo(measured.kinds());
			assertThat(measured.predictedEffects()).as(measured.evidence()).isEqualTo(measured.effects());
			assertThat(RisksTable.read().cell(risk, this.product)).isEqualTo(RisksTable.text(measured.kinds()));
		}

	}

}
