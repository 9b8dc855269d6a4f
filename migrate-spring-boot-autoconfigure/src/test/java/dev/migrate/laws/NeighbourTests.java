package dev.migrate.laws;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.GenerateRequest;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.database.CurrentSchema;
import dev.migrate.laws.Mutations.Mutation;
import dev.migrate.laws.Neighbours.Added;
import dev.migrate.laws.Neighbours.Neighbour;
import dev.migrate.laws.rows.Contents;
import dev.migrate.laws.rows.Lost;
import dev.migrate.laws.rows.Style;
import dev.migrate.models.HibernateSchema;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the law of neighbours: what people have added to a mapped table by hand is
 * there and works after every change, up and down, or the change names it and nothing
 * runs.
 */
@Tag("long")
@ExtendWith(NeighboursReport.class)
class NeighbourTests {

	// MySQL and MariaDB share most of their dialect, and each mutation takes a second.
	private static Stream<Mutation> everySecond(Stream<Mutation> mutations, int first) {
		List<Mutation> all = mutations.toList();
		return IntStream.range(0, all.size()).filter((i) -> i % 2 == first).mapToObj(all::get);
	}

	@Nested
	class Postgresql extends FurnishedProduct {

		Postgresql() {
			super(TestProduct.POSTGRESQL);
		}

	}

	@Nested
	class H2 extends FurnishedProduct {

		H2() {
			super(TestProduct.H2);
		}

	}

	@Nested
	class Hsqldb extends FurnishedProduct {

		Hsqldb() {
			super(TestProduct.HSQLDB);
		}

	}

	@Nested
	class Mysql extends FurnishedProduct {

		Mysql() {
			super(TestProduct.MYSQL);
		}

		@Override
		Stream<Mutation> mutations() {
			return everySecond(super.mutations(), 0);
		}

	}

	@Nested
	class Mariadb extends FurnishedProduct {

		Mariadb() {
			super(TestProduct.MARIADB);
		}

		@Override
		Stream<Mutation> mutations() {
			return everySecond(super.mutations(), 1);
		}

	}

	@Nested
	class Sqlite extends FurnishedProduct {

		Sqlite() {
			super(TestProduct.SQLITE);
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class FurnishedProduct {

		private final TestProduct product;

		private final Neighbours neighbours;

		private HibernateSchema schema;

		FurnishedProduct(TestProduct product) {
			this.product = product;
			this.neighbours = Neighbours.of(product);
		}

		Stream<Mutation> mutations() {
			Mutations mutations = Mutations.of(this.product);
			return Stream.concat(mutations.desired().stream(), mutations.withUnmanaged().stream());
		}

		@ParameterizedTest
		@MethodSource("mutations")
		void neighboursAreKept(Mutation mutation) {
			try (TestDatabase database = this.product.create(); LawBench bench = mutated(database, mutation)) {
				Furnished furnished = furnish(bench, this.neighbours.kept());
				Set<String> lost = new HashSet<>();
				try {
					lost.addAll(Lost.by(bench.generate("undo")));
				}
				catch (CannotProceedException ex) {
					assertThat(ex).hasMessageContaining("because of ");
					furnished.assertUnchanged(bench);
					NeighboursReport.named(this.product, this.neighbours.kept().size());
					return;
				}
				try {
					bench.upgrade();
				}
				catch (MigrationFailedException ex) {
					assertThat(Stream.iterate((Throwable) ex, Objects::nonNull, Throwable::getCause))
						.anyMatch((cause) -> cause instanceof PreconditionFailedException
								|| cause instanceof PreconditionErrorException);
					furnished.assertUnchanged(bench);
					bench.clear();
					furnished = Furnished.of(bench, furnished.added());
					bench.upgrade();
				}
				furnished.assertKept(bench);
				furnished.assertRows(bench, lost);
				assertThat(bench.check().changes()).isEmpty();
				downgrade(bench, furnished);
				furnished.assertRows(bench, lost);
				NeighboursReport.kept(this.product, this.neighbours.kept().size());
			}
		}

		@ParameterizedTest
		@MethodSource("mutations")
		void whatIsInTheWayIsNamed(Mutation mutation) {
			List<Neighbour> neighbours = this.neighbours.named();
			while (!neighbours.isEmpty()) {
				neighbours = unnamed(mutation, neighbours);
			}
		}

		// All are added at once, since most of the time is for creating databases.
		private List<Neighbour> unnamed(Mutation mutation, List<Neighbour> neighbours) {
			try (TestDatabase database = this.product.create(); LawBench bench = mutated(database, mutation)) {
				bench.clear();
				Furnished furnished = furnish(bench, neighbours);
				try {
					bench.generate("undo");
				}
				catch (CannotProceedException ex) {
					return unnamed(neighbours, furnished, bench, ex);
				}
				bench.upgrade();
				furnished.assertKept(bench);
				downgradeAlso(bench, furnished, mutation);
				NeighboursReport.kept(this.product, neighbours.size());
				return List.of();
			}
		}

		Stream<Neighbour> neighbours() {
			return this.neighbours.all();
		}

		@Test
		void renameOfColumnKeepsOrNamesThem() {
			renameKeepsOrNames("alter table item rename column note to remark", "item.", "remark", "note");
		}

		@Test
		void renameOfTableKeepsOrNamesThem() {
			renameKeepsOrNames("alter table item_tags rename to labels", "", "labels", "item_tags");
		}

		private void renameKeepsOrNames(String sql, String owner, String from, String to) {
			for (List<Neighbour> group : List.of(this.neighbours.kept(), this.neighbours.named())) {
				List<Neighbour> neighbours = group;
				while (!neighbours.isEmpty()) {
					neighbours = unnamedByRename(neighbours, renaming(sql), owner + from + ":" + to, from, to);
				}
			}
		}

		private List<Neighbour> unnamedByRename(List<Neighbour> neighbours, String sql, String answer, String from,
				String to) {
			try (TestDatabase database = this.product.create();
					LawBench bench = mutated(database, new Mutation(answer, List.of(sql), ""))) {
				Furnished furnished = furnish(bench, neighbours, true);
				try {
					bench.migrations()
						.generate(new GenerateRequest("rename", null, null,
								Answers.NONE.withRenames(List.of(answer)).withoutOtherRenames(), false));
				}
				catch (CannotProceedException ex) {
					return unnamed(neighbours, furnished, bench, ex);
				}
				bench.upgrade();
				furnished.renamed(from, to).assertKept(bench);
				bench.downgrade("base");
				furnished.assertUnchanged(bench);
				NeighboursReport.kept(this.product, neighbours.size());
				return List.of();
			}
		}

		private List<Neighbour> unnamed(List<Neighbour> neighbours, Furnished furnished, LawBench bench,
				CannotProceedException ex) {
			furnished.assertUnchanged(bench);
			List<Neighbour> unnamed = neighbours.stream()
				.filter((neighbour) -> !neighbour.isNamedIn(ex.getMessage()))
				.toList();
			assertThat(unnamed).as(ex.getMessage()).hasSizeLessThan(neighbours.size());
			NeighboursReport.named(this.product, neighbours.size() - unnamed.size());
			Set<String> names = unnamed.stream().map(Neighbour::name).collect(Collectors.toSet());
			// What needs one that is named cannot be there without it.
			return unnamed.stream()
				.filter((neighbour) -> neighbour.needs().isEmpty() || names.contains(neighbour.needs()))
				.toList();
		}

		private String renaming(String sql) {
			return switch (this.product) {
				case HSQLDB -> sql.replace("rename column note", "alter column note rename");
				default -> sql;
			};
		}

		@ParameterizedTest
		@MethodSource("neighbours")
		void dropKeepsIt(Neighbour neighbour) {
			try (TestDatabase database = this.product.create()) {
				if (this.schema == null) {
					this.schema = HibernateSchema.of(database, Mutable.classes(this.product));
				}
				Schema entities = this.schema.entities();
				try (LawBench bench = new LawBench(database, entities)) {
					bench.generate("create all");
					bench.upgrade();
					Furnished furnished = furnish(bench, this.neighbours.with(neighbour), false);
					bench.desire(entities.mapTables((table) -> table.withColumns(
							table.columns().stream().filter((column) -> !column.name().equals("note")).toList())));
					boolean isDropped = bench.generate("drop").file() != null;
					bench.upgrade();
					furnished.assertKept(bench);
					if (isDropped) {
						bench.downgrade("-1");
						furnished.assertUnchanged(bench);
					}
					NeighboursReport.kept(this.product, 1);
				}
			}
		}

		private void downgrade(LawBench bench, Furnished furnished) {
			List<String> upgraded = bench.oracle();
			try {
				bench.downgrade("base");
				furnished.assertUnchanged(bench);
			}
			catch (MigrationException ex) {
				// No column can be dropped from a table with a trigger on rows.
				assertThat(this.product).isEqualTo(TestProduct.HSQLDB);
				assertThat(ex).hasMessageContaining("dependent objects exist: PUBLIC.TR_");
				bench.upgrade();
				bench.assertOracle(upgraded);
				furnished.assertKept(bench);
			}
		}

		private void downgradeAlso(LawBench bench, Furnished furnished, Mutation mutation) {
			if (!mutation.name().equals("a value lost from a native enum")) {
				downgrade(bench, furnished);
				return;
			}
			// Only the downgrade recreates the type, and the object may prevent it.
			List<String> upgraded = bench.oracle();
			try {
				bench.downgrade("base");
			}
			catch (MigrationFailedException ex) {
				bench.assertOracle(upgraded);
				furnished.assertKept(bench);
				return;
			}
			furnished.assertUnchanged(bench);
		}

		private LawBench mutated(TestDatabase database, Mutation mutation) {
			if (this.schema == null) {
				this.schema = HibernateSchema.of(database, Mutable.classes(this.product));
			}
			this.schema.create(database);
			database.execute(mutation.sql().toArray(String[]::new));
			LawBench bench = new LawBench(database, this.schema.entities());
			bench.fillInWith(switch (this.product) {
				case MYSQL, MARIADB -> "concat('filled in ', id)";
				default -> "'filled in ' || id";
			});
			bench.fill(Style.ORDINARY);
			return bench;
		}

		private Furnished furnish(LawBench bench, List<Neighbour> kinds) {
			return furnish(bench, kinds, false);
		}

		private Furnished furnish(LawBench bench, List<Neighbour> kinds, boolean unmapped) {
			CurrentSchema current = Contents.current(bench.database(), this.schema.entities());
			List<Table> tables = current.schema()
				.tables()
				.stream()
				.filter((table) -> (unmapped && table.name().name().equalsIgnoreCase("labels")) || current.dialect()
					.canonical(this.schema.entities(), current.scope())
					.table(table.name())
					.isPresent())
				.toList();
			return Furnished.of(bench,
					this.neighbours.add(bench.database(), tables, current.dialect().ddl().identifiers(), kinds));
		}

		/**
		 * A database with what people have added to it.
		 *
		 * @param added what was added
		 * @param facts what has to stay
		 * @param oracle the oracle's description of the database
		 * @param rows the rows of all tables
		 */
		private record Furnished(Added added, Map<String, String> facts, List<String> oracle, Contents rows) {

			static Furnished of(LawBench bench, Added added) {
				return new Furnished(added, added.read(bench.database()), bench.oracle(), bench.contents());
			}

			Furnished renamed(String from, String to) {
				Map<String, String> expected = new LinkedHashMap<>();
				this.facts.forEach((name, fact) -> expected.put(name, Neighbours.renamed(fact, from, to)));
				return new Furnished(this.added.renamed(from, to), expected, this.oracle, this.rows);
			}

			void assertRows(LawBench bench, Set<String> lost) {
				this.rows.assertKept(bench.contents(), lost);
			}

			void assertKept(LawBench bench) {
				Map<String, String> now = this.added.read(bench.database());
				assertThat(this.facts.keySet()
					.stream()
					.filter((fact) -> !this.facts.get(fact).equals(now.get(fact)))
					.map((fact) -> fact + ": " + this.facts.get(fact) + ", now " + now.get(fact))).isEmpty();
			}

			void assertUnchanged(LawBench bench) {
				assertKept(bench);
				bench.assertOracle(this.oracle);
			}

		}

	}

}
