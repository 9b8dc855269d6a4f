package dev.migrate.diff;

import java.util.List;
import java.util.function.Predicate;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ForeignKey.Action;
import dev.migrate.schema.ForeignKey.Deferral;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PossibleRenames}.
 */
class PossibleRenamesTests {

	private static final Predicate<Change> MANAGED = (change) -> true;

	private static final Predicate<Change> UNMANAGED = (change) -> false;

	private static final Column ID = Column.of("id", "bigint", false);

	@Test
	void droppedAndAddedColumnsOfTheSameTypeMayBeRenamed() {
		assertThat(in(MANAGED, product(text("cost")), product(text("price"))))
			.containsExactly("rename column product.cost to price");
		assertThat(in(UNMANAGED, product(text("cost")), product(text("price"))))
			.containsExactly("rename column product.cost to price");
	}

	@Test
	void columnsOfOtherTypesOrTablesAreNotRenamed() {
		assertThat(in(MANAGED, product(text("cost")), product(number("stock")))).isEmpty();
		Table item = Table.of(QualifiedName.of("item"), List.of(ID));
		assertThat(PossibleRenames.in(
				Changes.of(List.of(Drop.of(QualifiedName.of("product"), text("cost")),
						Create.of(QualifiedName.of("item"), text("cost")))),
				schema(product(text("cost")), item), schema(product(), item.withColumns(List.of(ID, text("cost")))),
				MANAGED))
			.isEmpty();
	}

	@Test
	void columnOfSimilarNameMayHaveAnotherType() {
		assertThat(in(MANAGED, product(number("price")), product(Column.of("price_amount", "numeric(10,2)", true))))
			.containsExactly("rename column product.price to price_amount");
	}

	@Test
	void unmanagedColumnHasToBeMoreSimilarIfThereAreAlternatives() {
		assertThat(in(UNMANAGED, product(text("legacy"), text("remark")), product(text("colour"), text("shape"))))
			.isEmpty();
		assertThat(in(UNMANAGED, product(text("legacy"), text("remarks")), product(text("colour"), text("remark"))))
			.containsExactly("rename column product.remarks to remark");
		assertThat(in(UNMANAGED, product(text("legacy"), text("cost").withNullable(false)),
				product(text("colour"), text("price").withNullable(false))))
			.containsExactly("rename column product.cost to colour", "rename column product.cost to price");
		assertThat(in(UNMANAGED, product(text("cost")), product(number("price")))).isEmpty();
	}

	@Test
	void similarNameExcludesOtherCandidates() {
		assertThat(in(MANAGED, product(text("name"), text("code")), product(text("full_name"), text("sku"))))
			.containsExactlyInAnyOrder("rename column product.name to full_name", "rename column product.code to sku");
	}

	@Test
	void columnsOfDifferentKeysAreNotRenamed() {
		Table maker = withReference(product(number("maker_id")), "maker_id", "maker");
		Table producer = withReference(product(number("producer")), "producer", "maker");
		assertThat(in(MANAGED, maker, product(number("stock")))).isEmpty();
		assertThat(in(MANAGED, maker, withReference(product(number("shop_id")), "shop_id", "shop"))).isEmpty();
		assertThat(in(UNMANAGED, maker, producer)).containsExactly("rename column product.maker_id to producer");
	}

	@Test
	void generatedColumnsAreNotRenamed() {
		Column formula = text("upper_name").withGeneratedAs(new Expression("upper(name)"));
		assertThat(in(MANAGED, product(formula), product(text("upper_case")))).isEmpty();
		assertThat(in(MANAGED, product(text("upper_case")), product(formula))).isEmpty();
	}

	@Test
	void droppedAndCreatedTablesOfSimilarColumnsMayBeRenamed() {
		Table product = table("product", ID, text("name"), number("price"));
		assertThat(in(MANAGED, product, table("item", ID, text("name"), number("price"))))
			.containsExactly("rename table product to item");
		assertThat(in(MANAGED, product, table("item", ID, text("name"), text("colour"), number("price"), text("note"))))
			.containsExactly("rename table product to item");
		assertThat(in(MANAGED, product, table("item", ID, text("title"), number("cost")))).containsExactly(
				"rename table product to item", "rename column item.name to title", "rename column item.price to cost");
		assertThat(in(MANAGED, product, table("invoice", ID, number("number"), text("customer")))).isEmpty();
	}

	@Test
	void unmanagedTableHasToBeMoreSimilar() {
		Table legacy = table("legacy", ID, text("name"));
		assertThat(in(UNMANAGED, legacy, table("colour", ID, text("name")))).isEmpty();
		assertThat(in(UNMANAGED, legacy, table("legacy_colour", ID, text("name"))))
			.containsExactly("rename table legacy to legacy_colour");
		assertThat(in(UNMANAGED, table("legacy", ID, text("name"), number("price")),
				table("product", ID, text("name"), number("price"), text("note"))))
			.containsExactly("rename table legacy to product");
	}

	@Test
	void tablesThatReferenceDifferentTablesAreNotRenamed() {
		Table tags = withReference(table("product_tag", number("product_id")), "product_id", "product");
		Table shops = withReference(table("shop_owner", number("shop_id")), "shop_id", "shop");
		assertThat(PossibleRenames.in(Changes.of(List.of(Drop.of(tags.bare()), Create.of(shops.bare()))),
				schema(tags, table("product"), table("shop")), schema(shops, table("product"), table("shop")), MANAGED))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "cost,cost_price,true", "created,created_at,true", "surname,last_name,false", "colour,color,true",
			"MAKER_ID,PRODUCER_ID,false", "a,b,false", "id,_id,false", "unit_price,price_per_unit,true",
			"qty,quantity,false", "orders,order,true" })
	void similarityOfNamesDependsOnPartsAndLetters(String one, String other, boolean alike) {
		assertThat(NameLikeness.areAlike(one, other)).isEqualTo(alike);
		assertThat(NameLikeness.areAlike(other, one)).isEqualTo(alike);
	}

	private static List<String> in(Predicate<Change> dropped, Table current, Table desired) {
		Schema from = schema(current);
		Schema to = schema(desired);
		return PossibleRenames.in(SchemaDiffer.diff(from, to), from, to, dropped)
			.stream()
			.map(Change::description)
			.toList();
	}

	private static Schema schema(Table... tables) {
		return Schema.EMPTY.withTables(List.of(tables));
	}

	private static Table product(Column... columns) {
		return table("product", columns);
	}

	private static Table table(String name, Column... columns) {
		Table table = Table.of(QualifiedName.of(name), List.of(columns));
		return Table.of(table.name(), table.columns())
			.withPrimaryKey(table.column("id").isPresent() ? new PrimaryKey("", List.of("id")) : null);
	}

	private static Table withReference(Table table, String column, String referenced) {
		ForeignKey key = ForeignKey.of("", List.of(column), QualifiedName.of(referenced), List.of("id"))
			.withOnDelete(Action.NO_ACTION)
			.withOnUpdate(Action.NO_ACTION)
			.withDeferral(Deferral.NOT_DEFERRABLE);
		return table.withUniqueKeys(List.of())
			.withForeignKeys(List.of(key))
			.withIndexes(List.of())
			.withChecks(List.of())
			.withComment(null);
	}

	private static Column text(String name) {
		return Column.of(name, "varchar(255)", true);
	}

	private static Column number(String name) {
		return Column.of(name, "bigint", true);
	}

}
