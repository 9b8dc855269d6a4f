package dev.migrate.diff;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.change.Change;
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
	void whateverNamesAColumnFollows() {
		Schema renamed = Renaming.apply(
				Schema.EMPTY.withTables(List.of(product("product", "cost"), part("product", "cost"))),
				List.of(new Change.RenameColumn(QualifiedName.of("product"), "cost", "price", false)), PLAIN);
		assertThat(renamed.tables()).containsExactly(product("product", "price"), part("product", "price"));
	}

	@Test
	void whateverNamesATableFollows() {
		Schema renamed = Renaming.apply(
				Schema.EMPTY.withTables(List.of(product("product", "cost"), part("product", "cost"))),
				List.of(new Change.RenameTable(QualifiedName.of("product"), QualifiedName.of("item"), false)), PLAIN);
		assertThat(renamed.tables()).containsExactly(product("item", "cost"), part("item", "cost"));
	}

	@Test
	void whatIsRenamedBackIsAsItWas() {
		Schema before = Schema.EMPTY.withTables(List.of(product("product", "cost"), part("product", "cost")));
		List<Change> there = List.of(
				new Change.RenameTable(QualifiedName.of("product"), QualifiedName.of("item"), false),
				new Change.RenameColumn(QualifiedName.of("item"), "cost", "price", false));
		List<Change> back = List.of(there.get(1).reverse(), there.get(0).reverse());
		Schema after = Renaming.apply(before, there, PLAIN);
		assertThat(after).isNotEqualTo(before);
		assertThat(Renaming.apply(after, back, PLAIN)).isEqualTo(before);
	}

	@Test
	void tablesKeepTheStatementsThatMadeThem() {
		Table made = new Table(QualifiedName.of("product"), List.of(Column.of("cost", "integer", true)), null,
				List.of(), List.of(), List.of(), List.of(), null, List.of("insert"), List.of("create table"));
		Schema renamed = Renaming.apply(Schema.EMPTY.withTables(List.of(made)),
				List.of(new Change.RenameTable(QualifiedName.of("product"), QualifiedName.of("item"), false),
						new Change.RenameColumn(QualifiedName.of("item"), "cost", "price", false)),
				PLAIN);
		assertThat(renamed.tables()).singleElement().satisfies((table) -> {
			assertThat(table.name()).isEqualTo(QualifiedName.of("item"));
			assertThat(table.inserts()).containsExactly("insert");
			assertThat(table.source()).containsExactly("create table");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '#',
			value = { "(cost > (0)::numeric)|(price > (0)::numeric)",
					"((cost)::text <> 'cost'::text)|((price)::text <> 'cost'::text)",
					"(costs > cost_b)|(costs > cost_b)", "(cost(a) > 1)|(cost(a) > 1)",
					"(a)::cost = cost|(a)::cost = price", "('it''s cost' = cost)|('it''s cost' = price)",
					"\"Cost\" > cost|\"Cost\" > price", "t.cost > 0 and cost.t > 0|t.price > 0 and cost.t > 0" })
	void onlyTheColumnIsMeant(String before, String after) {
		assertThat(ExpressionNames.ofColumn("cost", "price", PLAIN).replacedIn(new Expression(before)).sql())
			.isEqualTo(after);
	}

	@Test
	void aNameIsSpelledAsTheDatabasePrintsIt() {
		assertThat(ExpressionNames.ofColumn("cost", "Price", PLAIN).replacedIn(new Expression("cost > 0")).sql())
			.isEqualTo("\"Price\" > 0");
		assertThat(ExpressionNames.ofColumn("COST", "PRICE", QUOTED).replacedIn(new Expression("\"COST\" > 0")).sql())
			.isEqualTo("\"PRICE\" > 0");
		assertThat(ExpressionNames.ofColumn("a\"b", "c", PLAIN).replacedIn(new Expression("\"a\"\"b\" > 0")).sql())
			.isEqualTo("c > 0");
		assertThat(ExpressionNames.ofColumn("COST", "price", PLAIN).replacedIn(new Expression("cost > 0")).sql())
			.isEqualTo("cost > 0");
	}

	@Test
	void aDefinitionHasItsTableBeforeItsColumns() {
		String definition = "CREATE INDEX note_idx ON public.note USING gin (note gin_trgm_ops) WHERE (note <> 'note')";
		assertThat(ExpressionNames.ofTable("note", "remark", PLAIN).replacedInDefinition(definition))
			.isEqualTo("CREATE INDEX note_idx ON public.remark USING gin (note gin_trgm_ops) WHERE (note <> 'note')");
		assertThat(ExpressionNames.ofColumn("note", "remark", PLAIN).replacedInDefinition(definition))
			.isEqualTo("CREATE INDEX note_idx ON public.note USING gin (remark gin_trgm_ops) WHERE (remark <> 'note')");
	}

	private static Table product(String name, String column) {
		Index index = new Index("by_cost", List.of(Index.Part.of(column)), false, new Expression(column + " > 1"), null,
				"CREATE INDEX by_cost ON public." + name + " USING btree (" + column + ")");
		return new Table(QualifiedName.of(name),
				List.of(Column.of(column, "int", false),
						Column.of("doubled", "int", true).withGeneratedAs(new Expression("(" + column + " * 2)"))),
				new PrimaryKey("pk", List.of(column)), List.of(new UniqueKey("uk", List.of(column, "doubled"))),
				List.of(reference(column, name, column)), List.of(index),
				List.of(new Check("ck", new Expression(column + " > 0"))), null);
	}

	private static Table part(String referenced, String column) {
		Table table = Table.of(QualifiedName.of("part"), List.of(Column.of("cost", "int", true)));
		return new Table(table.name(), table.columns(), null, List.of(), List.of(reference("cost", referenced, column)),
				List.of(), List.of(), null);
	}

	private static ForeignKey reference(String column, String referenced, String referencedColumn) {
		return new ForeignKey("fk", List.of(column), QualifiedName.of(referenced), List.of(referencedColumn),
				Action.NO_ACTION, Action.NO_ACTION, Deferral.NOT_DEFERRABLE);
	}

}
