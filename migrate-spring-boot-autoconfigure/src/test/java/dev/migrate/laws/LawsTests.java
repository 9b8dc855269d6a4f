package dev.migrate.laws;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.CheckView;
import dev.migrate.GeneratedView;
import dev.migrate.entity.EntitySchemas;
import dev.migrate.laws.LawsReport.Figure;
import dev.migrate.models.Model;
import dev.migrate.models.SessionFactories;
import dev.migrate.schema.Schema;
import dev.migrate.testing.Capability;
import dev.migrate.testing.TestDatabase;
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
 * Tests for the laws of fixed point, convergence and round trip, for every model on every
 * product.
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

		private static final String UNKNOWN = "unknown";

		private final TestProduct product;

		private final Map<Model, Created> created = new EnumMap<>(Model.class);

		Laws(TestProduct product) {
			this.product = product;
		}

		Stream<Model> models() {
			return Arrays.stream(Model.values()).filter((model) -> model.runsOn(this.product));
		}

		@ParameterizedTest
		@MethodSource("models")
		void schemaCreatedByHibernateNeedsNoChange(Model model) {
			Created created = created(model);
			CheckView check = created.check();
			LawsReport.put(model, this.product, Figure.FIXED_POINT, check.changes().size());
			assertThat(check.changes()).extracting(ChangeView::description).isEmpty();
			assertThat(check.leftAlone()).extracting(LeftAloneView::description).isEmpty();
			// On SQLite, the view that Hibernate asks for is invalid.
			assertThat(check.notes())
				.hasSize((this.product == TestProduct.SQLITE) ? model.views(this.product).size() : 0)
				.allSatisfy(this::isOnMissingView);
		}

		@ParameterizedTest
		@MethodSource("models")
		void generatedSchemaEqualsHibernateSchemaAndIsReverted(Model model) {
			Created created = created(model);
			try (TestDatabase database = model.create(this.product);
					LawBench bench = new LawBench(database, entities(model, database))) {
				List<String> empty = bench.oracle();
				GeneratedView generated = bench.generate("everything");
				assertThat(generated.notes()).hasSize(model.views(this.product).size())
					.allSatisfy(this::isOnMissingView);
				int changesets = bench.migrations().history(":").get(0).changesets().size();
				LawsReport.put(model, this.product, Figure.CHANGESETS, changesets);
				if (this.product.supports(Capability.UNIT_CHANGESETS)) {
					// All new tables are one unit, whatever the size of the model
					assertThat(changesets).isLessThan(20);
				}
				bench.upgrade();
				CheckView check = bench.check();
				LawsReport.put(model, this.product, Figure.CONVERGENCE, check.changes().size());
				assertThat(check.changes()).extracting(ChangeView::description).isEmpty();
				assertThat(check.leftAlone()).extracting(LeftAloneView::description).isEmpty();
				bench.assertOracle(created.oracle().stream().filter((line) -> !isView(line)).toList());
				model.views(this.product)
					.forEach((name, query) -> database.execute("create view " + name + " as " + query));
				String verdict = verdict(() -> SessionFactories.open(model, database.dataSource(), "validate").close());
				if (this.product != TestProduct.SQLITE) {
					// Here, validation rejects several correct columns but reports only
					// the first.
					assertThat(verdict).isEqualTo(created.verdict());
				}
				model.views(this.product).forEach((name, query) -> database.execute("drop view " + name));
				bench.downgrade("base");
				LawsReport.put(model, this.product, Figure.ROUND_TRIP, bench.differenceFrom(empty).size());
				bench.assertOracle(empty);
			}
		}

		private Schema entities(Model model, TestDatabase database) {
			if (!model.hasOwnCatalogs()) {
				return created(model).entities();
			}
			try (SessionFactory factory = SessionFactories.open(model, database.dataSource(), "none")) {
				return EntitySchemas.of(factory);
			}
		}

		private Created created(Model model) {
			Created known = this.created.get(model);
			if (known != null) {
				return known;
			}
			try (TestDatabase database = model.create(this.product);
					SessionFactory factory = SessionFactories.open(model, database.dataSource(), "create-only");
					LawBench bench = new LawBench(database, EntitySchemas.of(factory))) {
				Created created = new Created(EntitySchemas.of(factory), bench.check(), bench.oracle(),
						verdict(() -> factory.getSchemaManager().validateMappedObjects()));
				this.created.put(model, created);
				LawsReport.objects(model, this.product, created.entities());
				return created;
			}
		}

		private static String verdict(Runnable validation) {
			try {
				validation.run();
				return "valid";
			}
			catch (SchemaManagementException ex) {
				// Hibernate does not find names that the database has truncated. On
				// SQLite it finds neither a quoted name nor the type of its own identity
				// column, on MariaDB no quoted sequence if tables are folded, and on
				// MySQL it does not know the type year.
				assertThat(ex.getMessage()).containsAnyOf("missing table [a_table_whose_name_is_longer_than",
						"missing table [`Order`]", "missing table [`Select`]", "missing sequence [`Select_SEQ`]",
						"found [integer (Types#INTEGER)], but expecting [bigint (Types#BIGINT)]",
						"found [year (Types#DATE)], but expecting [year default 2020 (Types#INTEGER)]");
				return String.valueOf(ex.getMessage());
			}
			catch (GenericJDBCException ex) {
				// The SQLite driver cannot list the columns of hundreds of tables.
				assertThat(ex).hasMessageContaining("too many terms in compound SELECT");
				return UNKNOWN;
			}
		}

		private void isOnMissingView(String note) {
			assertThat(note).startsWith("View ").contains("does not exist, and is not created from its @View");
		}

		private static boolean isView(String line) {
			// Views are created by the application, never by a changelog.
			return line.startsWith("view ") || line.startsWith("CREATE FORCE VIEW ") || line.startsWith("CREATE VIEW ");
		}

		/**
		 * A database that Hibernate created for a model, shared by both tests of the
		 * model.
		 *
		 * @param entities the desired schema
		 * @param check the comparison of the entities with the database
		 * @param oracle the oracle's description of the database
		 * @param verdict the result of Hibernate's own validation
		 */
		private record Created(Schema entities, CheckView check, List<String> oracle, String verdict) {

		}

	}

}
