package dev.migrate.diff;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.change.Change;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ForeignKey.Action;
import dev.migrate.schema.ForeignKey.Deferral;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Renaming}.
 */
class RenamingTests {

	private static final UnaryOperator<String> PLAIN = (name) -> name.matches("[a-z_]+") ? name : '"' + name + '"';

	private static final UnaryOperator<String> QUOTED = (name) -> '"' + name + '"';

	@Test
	void referencesToRenamedColumnAreReplaced() {
		Schema renamed = Renaming.apply(
				Schema.EMPTY.withTables(List.of(product("product", "cost"), part("product", "cost"))),
				List.of(new RenameColumn(QualifiedName.of("product"), "cost", "price")), PLAIN);
		assertThat(renamed.tables()).containsExactly(product("product", "price"), part("product", "price"));
	}

	@Test
	void referencesToRenamedTableAreReplaced() {
		Schema renamed = Renaming.apply(
				Schema.EMPTY.withTables(List.of(product("product", "cost"), part("product", "cost"))),
				List.of(new RenameTable(QualifiedName.of("product"), QualifiedName.of("item"))), PLAIN);
		assertThat(renamed.tables()).containsExactly(product("item", "cost"), part("item", "cost"));
	}

	@Test
	void renamingBackRestoresTheSchema() {
		Schema before = Schema.EMPTY.withTables(List.of(product("product", "cost"), part("product", "cost")));
		List<Change> there = List.of(new RenameTable(QualifiedName.of("product"), QualifiedName.of("item")),
				new RenameColumn(QualifiedName.of("item"), "cost", "price"));
		List<Change> back = List.of(there.get(1).reverse(), there.get(0).reverse());
		Schema after = Renaming.apply(before, there, PLAIN);
		assertThat(after).isNotEqualTo(before);
		assertThat(Renaming.apply(after, back, PLAIN)).isEqualTo(before);
	}

	@Test
	void renamedTableKeepsItsInserts() {
		Table made = Table.of(QualifiedName.of("product"), List.of(Column.of("cost", "integer", true)))
			.withInserts(List.of("insert"));
		Schema renamed = Renaming.apply(Schema.EMPTY.withTables(List.of(made)),
				List.of(new RenameTable(QualifiedName.of("product"), QualifiedName.of("item")),
						new RenameColumn(QualifiedName.of("item"), "cost", "price")),
				PLAIN);
		assertThat(renamed.tables()).singleElement().satisfies((table) -> {
			assertThat(table.name()).isEqualTo(QualifiedName.of("item"));
			assertThat(table.inserts()).containsExactly("insert");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '#',
			value = { "(cost > (0)::numeric)|(price > (0)::numeric)",
					"((cost)::text <> 'cost'::text)|((price)::text <> 'cost'::text)",
					"(costs > cost_b)|(costs > cost_b)", "(cost(a) > 1)|(cost(a) > 1)",
					"(a)::cost = cost|(a)::cost = price", "('it''s cost' = cost)|('it''s cost' = price)",
					"\"Cost\" > cost|\"Cost\" > price", "t.cost > 0 and cost.t > 0|t.price > 0 and cost.t > 0" })
	void onlyNamesOfTheColumnAreReplaced(String before, String after) {
		assertThat(NameReplacement.ofColumn("cost", "price", PLAIN).applyTo(new Expression(before)).sql())
			.isEqualTo(after);
	}

	@Test
	void nameIsReplacedAsTheDatabasePrintsIt() {
		assertThat(NameReplacement.ofColumn("cost", "Price", PLAIN).applyTo(new Expression("cost > 0")).sql())
			.isEqualTo("\"Price\" > 0");
		assertThat(NameReplacement.ofColumn("COST", "PRICE", QUOTED).applyTo(new Expression("\"COST\" > 0")).sql())
			.isEqualTo("\"PRICE\" > 0");
		assertThat(NameReplacement.ofColumn("a\"b", "c", PLAIN).applyTo(new Expression("\"a\"\"b\" > 0")).sql())
			.isEqualTo("c > 0");
		assertThat(NameReplacement.ofColumn("COST", "price", PLAIN).applyTo(new Expression("cost > 0")).sql())
			.isEqualTo("cost > 0");
	}

	@Test
	void nameOfTableIsReplacedBeforeThoseOfColumnsInDefinition() {
		String definition = "CREATE INDEX note_idx ON public.note USING gin (note gin_trgm_ops) WHERE (note <> 'note')";
		assertThat(NameReplacement.ofTable("note", "remark", PLAIN).applyToDefinition(definition))
			.isEqualTo("CREATE INDEX note_idx ON public.remark USING gin (note gin_trgm_ops) WHERE (note <> 'note')");
		assertThat(NameReplacement.ofColumn("note", "remark", PLAIN).applyToDefinition(definition))
			.isEqualTo("CREATE INDEX note_idx ON public.note USING gin (remark gin_trgm_ops) WHERE (remark <> 'note')");
	}

	private static Table product(String name, String column) {
		Index index = Index.of("by_cost", List.of(Index.Part.of(column)))
			.withWhere(new Expression(column + " > 1"))
			.withDefinition(new Index.Definition(Index.Definition.Kind.INDEX,
					"CREATE INDEX by_cost ON public." + name + " USING btree (" + column + ")",
					" ON public." + name + " USING btree (" + column + ")"));
		return Table
			.of(QualifiedName.of(name),
					List.of(Column.of(column, "int", false),
							Column.of("doubled", "int", true).withGeneratedAs(new Expression("(" + column + " * 2)"))))
			.withPrimaryKey(new PrimaryKey("pk", List.of(column)))
			.withUniqueKeys(List.of(new UniqueKey("uk", List.of(column, "doubled"))))
			.withForeignKeys(List.of(reference(column, name, column)))
			.withIndexes(List.of(index))
			.withChecks(List.of(new Check("ck", new Expression(column + " > 0"))));
	}

	private static Table part(String referenced, String column) {
		Table table = Table.of(QualifiedName.of("part"), List.of(Column.of("cost", "int", true)));
		return Table.of(table.name(), table.columns()).withForeignKeys(List.of(reference("cost", referenced, column)));
	}

	private static ForeignKey reference(String column, String referenced, String referencedColumn) {
		return ForeignKey.of("fk", List.of(column), QualifiedName.of(referenced), List.of(referencedColumn))
			.withOnDelete(Action.NO_ACTION)
			.withOnUpdate(Action.NO_ACTION)
			.withDeferral(Deferral.NOT_DEFERRABLE);
	}

}
