package dev.migrate.laws;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.CheckView;
import dev.migrate.GeneratedView;
import dev.migrate.entity.EntitySchemas;
import dev.migrate.laws.LawsReport.Law;
import dev.migrate.models.Model;
import dev.migrate.models.SessionFactories;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import org.hibernate.SessionFactory;
import org.hibernate.exception.GenericJDBCException;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The laws of fixed point, convergence and round trip, for every model on every product.
 */
@ExtendWith(LawsReport.class)
class LawsTests {

	@Nested
	class H2 extends Laws {

		H2() {
			super(TestProduct.H2);
		}

	}

	@Nested
	class Hsqldb extends Laws {

		Hsqldb() {
			super(TestProduct.HSQLDB);
		}

	}

	@Nested
	class Postgresql extends Laws {

		Postgresql() {
			super(TestProduct.POSTGRESQL);
		}

	}

	@Nested
	class Mysql extends Laws {

		Mysql() {
			super(TestProduct.MYSQL);
		}

	}

	@Nested
	class Mariadb extends Laws {

		Mariadb() {
			super(TestProduct.MARIADB);
		}

	}

	@Nested
	class Sqlite extends Laws {

		Sqlite() {
			super(TestProduct.SQLITE);
		}

	}

	@Nested
	class Sqlserver extends Laws {

		Sqlserver() {
			super(TestProduct.SQLSERVER);
		}

	}

	@Nested
	class OracleDatabase extends Laws {

		OracleDatabase() {
			super(TestProduct.ORACLE);
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class Laws {

		private static final String NOT_TOLD = "not told";

		private final TestProduct product;

		Laws(TestProduct product) {
			this.product = product;
		}

		Stream<Model> models() {
			return Arrays.stream(Model.values()).filter((model) -> model.runsOn(this.product));
		}

		@ParameterizedTest
		@MethodSource("models")
		void whatHibernateCreatesNeedsNoChange(Model model) {
			try (TestDatabase database = open(model);
					SessionFactory factory = SessionFactories.open(model, database.dataSource(), "create-only");
					LawBench bench = new LawBench(database, EntitySchemas.of(factory))) {
				CheckView check = bench.check();
				LawsReport.changes(model, this.product, Law.FIXED_POINT, EntitySchemas.of(factory),
						check.changes().size());
				assertThat(check.changes()).extracting(ChangeView::description).isEmpty();
				assertThat(check.leftAlone()).extracting(LeftAloneView::description).isEmpty();
				assertThat(check.notes()).isEmpty();
			}
		}

		@ParameterizedTest
		@MethodSource("models")
		void whatIsGeneratedIsWhatHibernateWouldCreateAndCanGoBack(Model model) {
			try (TestDatabase database = open(model);
					SessionFactory factory = SessionFactories.open(model, database.dataSource(), "none");
					LawBench bench = new LawBench(database, EntitySchemas.of(factory))) {
				List<String> empty = bench.oracle();
				GeneratedView generated = bench.generate("everything");
				assertThat(generated.notes()).isEmpty();
				bench.upgrade();
				CheckView check = bench.check();
				LawsReport.changes(model, this.product, Law.CONVERGENCE, EntitySchemas.of(factory),
						check.changes().size());
				assertThat(check.changes()).extracting(ChangeView::description).isEmpty();
				assertThat(check.leftAlone()).extracting(LeftAloneView::description).isEmpty();
				Created created = createdByHibernate(model);
				bench.assertOracle(created.oracle().stream().filter((line) -> !isView(line)).toList());
				model.views(this.product)
					.forEach((name, query) -> database.execute("create view " + name + " as " + query));
				String verdict = verdict(model, database);
				if (this.product != TestProduct.SQLITE) {
					// There it stumbles over several things that are right, and tells the
					// first.
					assertThat(verdict).isEqualTo(created.verdict());
				}
				model.views(this.product).forEach((name, query) -> database.execute("drop view " + name));
				bench.downgrade("base");
				LawsReport.changes(model, this.product, Law.ROUND_TRIP, EntitySchemas.of(factory),
						bench.differenceFrom(empty).size());
				bench.assertOracle(empty);
			}
		}

		private Created createdByHibernate(Model model) {
			try (TestDatabase database = open(model);
					SessionFactory factory = SessionFactories.open(model, database.dataSource(), "create-only");
					LawBench bench = new LawBench(database, EntitySchemas.of(factory))) {
				return new Created(bench.oracle(), verdict(model, database));
			}
		}

		private static String verdict(Model model, TestDatabase database) {
			try {
				SessionFactories.open(model, database.dataSource(), "validate").close();
				return "valid";
			}
			catch (SchemaManagementException ex) {
				// It looks for names that the database has cut, and finds none. On SQLite
				// it finds neither a quoted name nor the type of a row's number that it
				// has
				// made itself, and on MySQL it knows no years.
				assertThat(ex.getMessage()).containsAnyOf("missing table [a_table_whose_name_is_longer_than",
						"missing table [`Order`]",
						"found [integer (Types#INTEGER)], but expecting [bigint (Types#BIGINT)]",
						"found [year (Types#DATE)], but expecting [year default 2020 (Types#INTEGER)]");
				return String.valueOf(ex.getMessage());
			}
			catch (GenericJDBCException ex) {
				// With hundreds of tables the driver of SQLite cannot tell what there is.
				assertThat(ex).hasMessageContaining("too many terms in compound SELECT");
				return NOT_TOLD;
			}
		}

		private static boolean isView(String line) {
			// Nobody but the application makes its views.
			return line.startsWith("view ") || line.startsWith("CREATE FORCE VIEW ") || line.startsWith("CREATE VIEW ");
		}

		private TestDatabase open(Model model) {
			return switch (this.product) {
				case H2 -> TestDatabases.h2(model.h2Options());
				case HSQLDB -> TestDatabases.hsqldb(model.hsqldbOptions());
				default -> this.product.create();
			};
		}

		/**
		 * What Hibernate made.
		 *
		 * @param oracle what the oracle sees of it
		 * @param verdict what Hibernate's own validation says of it
		 */
		private record Created(List<String> oracle, String verdict) {

		}

	}

}
