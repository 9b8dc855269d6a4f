package dev.migrate.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.ChangeView;
import dev.migrate.CheckView;
import dev.migrate.GeneratedView;
import dev.migrate.MigrationFailedException;
import dev.migrate.laws.Mutations.Mutation;
import dev.migrate.laws.rows.Contents;
import dev.migrate.laws.rows.Lost;
import dev.migrate.laws.rows.Style;
import dev.migrate.models.HibernateSchema;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Tests for the laws of detection, of no harm and of rows: a change of a mapped object is
 * reported and reverted with the rows of all tables kept, and an unmanaged object is
 * reported and kept.
 */
@ExtendWith(MutationsReport.class)
class MutationTests {

	@Nested
	class H2 extends MutatedProduct {

		H2() {
			super(TestProduct.H2);
		}

	}

	@Nested
	@Tag("long")
	class Hsqldb extends MutatedProduct {

		Hsqldb() {
			super(TestProduct.HSQLDB);
		}

	}

	@Nested
	class Postgresql extends MutatedProduct {

		Postgresql() {
			super(TestProduct.POSTGRESQL);
		}

	}

	@Nested
	@Tag("long")
	class Mysql extends MutatedProduct {

		Mysql() {
			super(TestProduct.MYSQL);
		}

	}

	@Nested
	@Tag("long")
	class Mariadb extends MutatedProduct {

		Mariadb() {
			super(TestProduct.MARIADB);
		}

	}

	@Nested
	@Tag("long")
	class Sqlite extends MutatedProduct {

		Sqlite() {
			super(TestProduct.SQLITE);
		}

	}

	@Nested
	class Sqlserver extends MutatedProduct {

		Sqlserver() {
			super(TestProduct.SQLSERVER);
		}

	}

	@Nested
	class OracleDatabase extends MutatedProduct {

		OracleDatabase() {
			super(TestProduct.ORACLE);
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class MutatedProduct {

		private static final String FOUND = "found and named";

		private static final String UNDONE = "undone and redone";

		private static final String CONTINUED = "continued after a failure at each statement";

		private static final String ROWS = "ordinary rows kept";

		private static final String STOPPED = "ordinary rows stopped it before";

		private static final String EXTREMES = "extreme rows kept or known before";

		private static final String KEPT = "unmanaged reported and kept";

		private final TestProduct product;

		private HibernateSchema schema;

		MutatedProduct(TestProduct product) {
			this.product = product;
		}

		Stream<Mutation> mutationsOfDesiredObjects() {
			return Mutations.of(this.product).desired().stream();
		}

		Stream<Mutation> mutationsWithUnmanagedObjects() {
			return Mutations.of(this.product).withUnmanaged().stream();
		}

		Stream<Mutation> additionsOfUnmanagedObjects() {
			return Mutations.of(this.product).unmanaged().stream();
		}

		@ParameterizedTest
		@MethodSource("mutationsOfDesiredObjects")
		void mutationIsDetectedAndReverted(Mutation mutation) {
			try (TestDatabase database = this.product.create(); LawBench bench = created(database)) {
				List<String> before = bench.oracle();
				Mutated mutated = mutate(bench, mutation);
				mutated = upgrade(bench, mutated);
				mutated.assertRows(bench);
				assertThat(bench.check().changes()).isEmpty();
				bench.assertOracle(before);
				bench.downgrade("base");
				bench.assertOracle(mutated.oracle());
				mutated.assertRows(bench);
				MutationsReport.held(this.product, UNDONE);
			}
		}

		@ParameterizedTest
		@MethodSource("mutationsWithUnmanagedObjects")
		void mutationIsRevertedAndUnmanagedObjectsAreKept(Mutation mutation) {
			try (TestDatabase database = this.product.create(); LawBench bench = created(database)) {
				List<String> before = bench.oracle();
				Mutated mutated = mutate(bench, mutation);
				mutated = upgrade(bench, mutated);
				mutated.assertRows(bench);
				CheckView check = bench.check();
				assertThat(check.changes()).isEmpty();
				assertThat(check.leftAlone()).isNotEmpty();
				assertThat(bench.oracle()).containsAll(before);
				bench.downgrade("base");
				bench.assertOracle(mutated.oracle());
				mutated.assertRows(bench);
				MutationsReport.held(this.product, UNDONE);
			}
		}

		@Tag("long")
		@ParameterizedTest
		@MethodSource("mutationsOfDesiredObjects")
		void failureAtAnyStatementLeavesNothingHalfDone(Mutation mutation) throws IOException {
			try (TestDatabase database = this.product.create(); LawBench bench = created(database)) {
				List<String> expected = bench.oracle();
				database.execute(mutation.sql().toArray(String[]::new));
				Path file = Objects.requireNonNull(bench.generate("undo").file());
				FailingStatements failing = FailingStatements.of(Files.readString(file));
				assumeFalse(failing.text().contains("create sequence if not exists"),
						"H2 cannot alter a sequence that it created in a transaction which was rolled back");
				List<String> before = bench.oracle();
				int applied = 0;
				for (int statement = 0; statement < failing.count(); statement++) {
					Files.writeString(file, failing.at(statement));
					assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(bench::upgrade)
						.satisfies((ex) -> assertThat(ex.getMessage())
							.containsIgnoringCase("a_table_that_does_not_exist"));
					List<String> after = bench.oracle();
					if (this.product == TestProduct.POSTGRESQL && bench.applied() == applied) {
						assertThat(after).isEqualTo(before);
					}
					before = after;
					applied = bench.applied();
				}
				Files.writeString(file, failing.text());
				bench.upgrade();
				assertThat(bench.check().changes()).isEmpty();
				bench.assertOracle(expected);
				MutationsReport.tried(this.product, CONTINUED);
				MutationsReport.held(this.product, CONTINUED);
			}
		}

		@Tag("long")
		@ParameterizedTest
		@MethodSource("mutationsOfDesiredObjects")
		void extremeRowsAreKeptOrStopTheRevisionBeforeItsFirstStatement(Mutation mutation) {
			try (TestDatabase database = this.product.create(); LawBench bench = created(database)) {
				database.execute(mutation.sql().toArray(String[]::new));
				bench.fill(Style.EXTREME);
				List<String> before = bench.oracle();
				Contents rows = bench.contents();
				MutationsReport.tried(this.product, EXTREMES);
				GeneratedView generated = bench.generate("undo");
				Mutated mutated = new Mutated(before, rows, Lost.by(generated), generated.notes());
				try {
					bench.upgrade();
				}
				catch (MigrationFailedException ex) {
					assertStopped(bench, mutated, ex);
					MutationsReport.held(this.product, EXTREMES);
					return;
				}
				assertThat(bench.check().changes()).isEmpty();
				mutated.assertRows(bench);
				if (mutated.lost().isEmpty()) {
					// Values that have been rounded may not fit the former type.
					bench.downgrade("base");
					bench.assertOracle(before);
					mutated.assertRows(bench);
				}
				MutationsReport.held(this.product, EXTREMES);
			}
		}

		private Mutated upgrade(LawBench bench, Mutated mutated) {
			try {
				bench.upgrade();
				MutationsReport.held(this.product, ROWS);
				return mutated;
			}
			catch (MigrationFailedException ex) {
				assertStopped(bench, mutated, ex);
				MutationsReport.tried(this.product, STOPPED);
				MutationsReport.held(this.product, STOPPED);
				bench.clear();
				Contents none = bench.contents();
				bench.upgrade();
				return new Mutated(mutated.oracle(), none, mutated.lost(), List.of());
			}
		}

		private static void assertStopped(LawBench bench, Mutated mutated, MigrationFailedException ex) {
			assertThat(causes(ex)).anyMatch((cause) -> cause instanceof PreconditionFailedException
					|| cause instanceof PreconditionErrorException);
			assertThat(mutated.notes()).isNotEmpty();
			assertThat(bench.oracle()).isEqualTo(mutated.oracle());
			assertThat(bench.contents()).isEqualTo(mutated.rows());
		}

		private static List<Throwable> causes(Throwable ex) {
			return Stream.iterate(ex, Objects::nonNull, Throwable::getCause).toList();
		}

		private Mutated mutate(LawBench bench, Mutation mutation) {
			MutationsReport.tried(this.product, FOUND);
			MutationsReport.tried(this.product, UNDONE);
			List<String> before = bench.oracle();
			bench.database().execute(mutation.sql().toArray(String[]::new));
			List<String> mutated = bench.oracle();
			assertThat(mutated).as("what the oracle sees").isNotEqualTo(before);
			bench.fill(Style.ORDINARY);
			Contents rows = bench.contents();
			CheckView check = bench.check();
			// A column that is gone while a like one is missing may have been renamed.
			assertThat(check.notes()).allMatch((note) -> note.startsWith("This is probably "));
			assertThat(descriptions(check)).anyMatch((text) -> isNamed(text, mutation.found()));
			MutationsReport.held(this.product, FOUND);
			MutationsReport.tried(this.product, ROWS);
			GeneratedView generated = bench.generate("undo");
			return new Mutated(mutated, rows, Lost.by(generated), generated.notes());
		}

		@ParameterizedTest
		@MethodSource("additionsOfUnmanagedObjects")
		void unmanagedObjectIsReportedAndKept(Mutation mutation) {
			try (TestDatabase database = this.product.create(); LawBench bench = created(database)) {
				MutationsReport.tried(this.product, KEPT);
				database.execute(mutation.sql().toArray(String[]::new));
				List<String> mutated = bench.oracle();
				CheckView check = bench.check();
				assertThat(descriptions(check)).isEmpty();
				assertThat(check.agrees()).isTrue();
				assertThat(check.leftAlone().stream().map((left) -> left.description().toLowerCase()))
					.anyMatch((text) -> text.contains(mutation.found()));
				assertThat(bench.generate("nothing").file()).isNull();
				bench.assertOracle(mutated);
				MutationsReport.held(this.product, KEPT);
			}
		}

		private LawBench created(TestDatabase database) {
			if (this.schema == null) {
				this.schema = HibernateSchema.of(database, Mutable.classes(this.product));
			}
			this.schema.create(database);
			LawBench bench = new LawBench(database, this.schema.entities());
			bench.fillInWith(switch (this.product) {
				case MYSQL, MARIADB -> "concat('filled in ', id)";
				default -> "'filled in ' || id";
			});
			return bench;
		}

		private static boolean isNamed(String description, String found) {
			// A part that differs is replaced by one change.
			String part = found.replaceFirst("^(add|create) ", "").replaceFirst("^check (?:(\\w+) )?to .*", "$1");
			return description.contains(found) || (description.contains("replace ")
					&& (description.contains(part) || description.contains(found.replaceFirst("^to ", "of "))));
		}

		private static List<String> descriptions(CheckView check) {
			return check.changes().stream().map(ChangeView::description).map(String::toLowerCase).toList();
		}

		/**
		 * A database after a mutation, with rows in every table.
		 *
		 * @param oracle the oracle's description of the database
		 * @param rows the rows
		 * @param lost what the revision that reverts the mutation declares lost
		 * @param notes the rows that stop it, as it is generated
		 */
		private record Mutated(List<String> oracle, Contents rows, Set<String> lost, List<String> notes) {

			void assertRows(LawBench bench) {
				this.rows.assertKept(bench.contents(), this.lost);
			}

		}

	}

}
