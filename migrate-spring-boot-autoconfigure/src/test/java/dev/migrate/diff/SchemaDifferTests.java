package dev.migrate.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Replace;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchemaDiffer}.
 */
class SchemaDifferTests {

	private static final QualifiedName PRODUCT = QualifiedName.of("product");

	private static final QualifiedName CATEGORY = QualifiedName.of("category");

	private static final Column ID = read("id", "bigint", false).withIdentity(Identity.BY_DEFAULT);

	private static final Column NAME = read("name", "varchar(255)", true);

	private static final PrimaryKey KEY = new PrimaryKey("product_pkey", List.of("id"));

	@Test
	void equalSchemasHaveNoChanges() {
		Schema schema = schema(product(ID, NAME));
		assertThat(SchemaDiffer.diff(schema, schema).isEmpty()).isTrue();
	}

	@Test
	void orderOfColumnsIsNotCompared() {
		assertThat(SchemaDiffer.diff(schema(product(ID, NAME)), schema(product(NAME, ID))).isEmpty()).isTrue();
	}

	@Test
	void foreignKeysAndIndexesOfNewTableAreCreatedSeparately() {
		Table table = Table.of(PRODUCT, List.of(ID))
			.withPrimaryKey(KEY)
			.withForeignKeys(List.of(reference("fk", "category_id")))
			.withIndexes(List.of(index("idx", false, "name")));
		assertThat(diff(Schema.EMPTY, schema(table))).containsExactly("create table product",
				"create index idx on product (name)", "add foreign key product (category_id) to category");
		assertThat(diff(schema(table), Schema.EMPTY)).containsExactly(
				"drop foreign key product (category_id) to category", "drop index idx on product (name)",
				"drop table product");
	}

	@Test
	void columnsAreAddedAndDropped() {
		assertThat(diff(schema(product(ID)), schema(product(ID, NAME)))).containsExactly("add column product.name");
		assertThat(diff(schema(product(ID, NAME)), schema(product(ID)))).containsExactly("drop column product.name");
	}

	@Test
	void generatedColumnIsAddedAfterAndDroppedBeforeItsColumns() {
		Column label = read("label", "text", true).withGeneratedAs(new Expression("lower(name)"));
		Schema without = schema(product(ID));
		Schema with = schema(product(ID, label, NAME));
		assertThat(diff(without, with)).containsExactly("add column product.name", "add column product.label");
		assertThat(diff(with, without)).containsExactly("drop column product.label", "drop column product.name");
	}

	@Test
	void generationExpressionIsDroppedWhileItsColumnChanges() {
		Column label = read("label", "text", true).withGeneratedAs(new Expression("lower(name)"));
		Schema current = schema(product(ID, NAME, label));
		Schema desired = schema(product(ID, NAME.withType(new SqlType("text")), label));
		List<String> there = List.of("change generation expression of product.label from lower(name) to none",
				"change type of product.name from varchar(255) to text",
				"change generation expression of product.label from none to lower(name)");
		assertThat(diff(current, desired)).containsExactlyElementsOf(there);
		assertThat(SchemaDiffer.diff(current, desired).reverse()).extracting(Change::description)
			.containsExactly(there.get(0), "change type of product.name from text to varchar(255)", there.get(2));
	}

	@Test
	void eachAspectOfAColumnIsASeparateChange() {
		Column to = Column.of("name", "text", false)
			.withDefaultValue(new Expression("'x'"))
			.withComment("what it is called");
		assertThat(diff(schema(product(ID, NAME)), schema(product(ID, to)))).containsExactly(
				"change type of product.name from varchar(255) to text",
				"change default of product.name from none to 'x'", "set not null on product.name",
				"change comment of product.name");
	}

	@Test
	void changesOfAspectsAreConsecutive() {
		Column to = Column.of("name", "text", false);
		List<Change> changes = SchemaDiffer.diff(schema(product(ID, NAME)), schema(product(ID, to))).asList();
		AlterColumn first = (AlterColumn) changes.get(0);
		AlterColumn second = (AlterColumn) changes.get(1);
		assertThat(second.from()).isEqualTo(first.to());
		assertThat(second.to()).isEqualTo(to.orElse(NAME));
	}

	@Test
	void undefinedAspectIsNotCompared() {
		Column current = NAME.withDefaultValue(new Expression("'x'")).withComment("by hand");
		assertThat(diff(schema(product(ID, current)), schema(product(ID, Column.of("name", "varchar(255)", true)))))
			.isEmpty();
	}

	@Test
	void absentAspectIsCompared() {
		Column current = NAME.withDefaultValue(new Expression("'x'"));
		assertThat(diff(schema(product(ID, current)), schema(product(ID, NAME))))
			.containsExactly("change default of product.name from 'x' to none");
	}

	@Test
	void identityIsAddedAndDropped() {
		Column plain = ID.withIdentity(Identity.NONE);
		assertThat(diff(schema(product(plain)), schema(product(ID)))).containsExactly("change identity of product.id");
		assertThat(diff(schema(product(ID)), schema(product(plain)))).containsExactly("change identity of product.id");
	}

	@Test
	void identityOfUndefinedModeEqualsAnyMode() {
		Column always = ID.withIdentity(new Identity(Identity.Mode.ALWAYS, 1L));
		assertThat(diff(schema(product(always)), schema(product(ID)))).isEmpty();
	}

	@Test
	void undefinedOptionsOfIdentityAreNotCompared() {
		SequenceOptions options = new SequenceOptions(null, 1000L, 20, true);
		Column current = ID.withIdentity(new Identity(Identity.Mode.ALWAYS, 5L, options));
		Column desired = ID.withIdentity(new Identity(Identity.Mode.ALWAYS, null));
		assertThat(diff(schema(product(current)), schema(product(desired)))).isEmpty();
		Column other = ID.withIdentity(new Identity(Identity.Mode.ALWAYS, 5L, SequenceOptions.DEFAULT));
		assertThat(diff(schema(product(current)), schema(product(other))))
			.containsExactly("change identity of product.id");
	}

	@Test
	void ownedSequenceMayBeDesiredByName() {
		QualifiedName name = QualifiedName.of("product_id_seq");
		Sequence owned = new Sequence(name, 1, 1, SequenceOptions.DEFAULT, PRODUCT, List.of());
		assertThat(diff(withSequences(owned), withSequences(new Sequence(name, 1, 1)))).isEmpty();
		assertThat(diff(withSequences(owned), withSequences(new Sequence(name, 1, 50))))
			.containsExactly("change increment of sequence product_id_seq from 1 to 50");
	}

	@Test
	void ownedSequenceIsNotComparedItself() {
		Sequence owned = new Sequence(QualifiedName.of("product_id_seq"), 1, 1, SequenceOptions.DEFAULT, PRODUCT,
				List.of());
		assertThat(diff(withSequences(owned), withSequences())).isEmpty();
		assertThat(diff(withSequences(), withSequences(owned))).isEmpty();
	}

	@Test
	void optionsOfSequencesAreComparedIfBothSidesDefineThem() {
		QualifiedName name = QualifiedName.of("s");
		Sequence cycling = new Sequence(name, 1, 1, new SequenceOptions(null, 9L, 1, true), null, List.of());
		assertThat(diff(withSequences(cycling), withSequences(new Sequence(name, 1, 1)))).isEmpty();
		assertThat(diff(withSequences(cycling),
				withSequences(new Sequence(name, 1, 1, SequenceOptions.DEFAULT, null, List.of()))))
			.containsExactly("change options of sequence s");
	}

	@Test
	void definitionsOfUniqueKeysAreComparedIfBothSidesDefineThem() {
		UniqueKey deferrable = new UniqueKey("uk", List.of("name"), "UNIQUE (name) DEFERRABLE");
		Table current = with(List.of(deferrable), List.of(), List.of());
		assertThat(diff(schema(current),
				schema(with(List.of(new UniqueKey("uk", List.of("name"))), List.of(), List.of()))))
			.isEmpty();
		assertThat(diff(schema(current),
				schema(with(List.of(new UniqueKey("uk", List.of("name"), "")), List.of(), List.of()))))
			.containsExactly(
					"replace unique key product (name): UNIQUE (name) DEFERRABLE by unique key product (name)");
	}

	@Test
	void methodsOfIndexesAreComparedIfBothSidesDefineThem() {
		Table current = with(List.of(), List.of(), List.of(using("hash")));
		assertThat(diff(schema(current), schema(with(List.of(), List.of(), List.of(index("idx", false, "name"))))))
			.isEmpty();
		assertThat(diff(schema(current), schema(with(List.of(), List.of(), List.of(using("btree"))))))
			.containsExactly("replace index idx on product (name), using hash by index idx on product (name)");
	}

	@Test
	void indexesWithADefinitionDoNotDifferByName() {
		Index one = Index.of("i1", List.of(Index.Part.of("name")))
			.withMethod("btree")
			.withDefinition(new Index.Definition(Index.Definition.Kind.INDEX,
					"CREATE INDEX i1 ON product USING btree (name) INCLUDE (id)",
					" ON product USING btree (name) INCLUDE (id)"));
		Index other = Index.of("i2", one.parts())
			.withMethod("btree")
			.withDefinition(new Index.Definition(Index.Definition.Kind.INDEX,
					"CREATE INDEX i2 ON product USING btree (name) INCLUDE (id)",
					" ON product USING btree (name) INCLUDE (id)"));
		assertThat(diff(schema(with(List.of(), List.of(), List.of(one))),
				schema(with(List.of(), List.of(), List.of(other)))))
			.isEmpty();
	}

	private static Index using(String method) {
		return Index.of("idx", List.of(Index.Part.of("name"))).withMethod(method);
	}

	private static Schema withSequences(Sequence... sequences) {
		return new Schema(Set.of(), List.of(), List.of(sequences), List.of());
	}

	@Test
	void namesOfKeysAreNotCompared() {
		Table current = with(List.of(new UniqueKey("product_name_key", List.of("name"))),
				List.of(reference("fk1", "category_id")), List.of(index("i1", false, "name")));
		Table desired = with(List.of(new UniqueKey("uk_name", List.of("name"))),
				List.of(reference("fk2", "category_id")), List.of(index("i2", false, "name")));
		assertThat(diff(schema(current), schema(desired))).isEmpty();
	}

	@Test
	void keyOfTheSameNameOnOtherColumnsIsReplaced() {
		Table current = with(List.of(new UniqueKey("uk", List.of("name"))), List.of(), List.of());
		Table desired = with(List.of(new UniqueKey("uk", List.of("name", "category_id"))), List.of(), List.of());
		assertThat(SchemaDiffer.diff(schema(current), schema(desired)))
			.containsExactly(new Replace(PRODUCT, current.uniqueKeys().get(0), desired.uniqueKeys().get(0)));
	}

	@Test
	void uniqueIndexIsEquivalentToUniqueKey() {
		Table current = with(List.of(), List.of(), List.of(index("idx", true, "name")));
		Table desired = with(List.of(new UniqueKey("uk", List.of("name"))), List.of(), List.of());
		assertThat(diff(schema(current), schema(desired))).isEmpty();
		assertThat(diff(schema(desired), schema(current))).isEmpty();
	}

	@Test
	void partialUniqueIndexIsNotEquivalentToUniqueKey() {
		Index partial = Index.of("idx", List.of(Index.Part.of("name")))
			.withUnique(true)
			.withWhere(new Expression("id > 1"));
		Table current = with(List.of(), List.of(), List.of(partial));
		Table desired = with(List.of(new UniqueKey("uk", List.of("name"))), List.of(), List.of());
		assertThat(diff(schema(current), schema(desired))).containsExactly("add unique key product (name)",
				"drop index idx on product (name), unique, where id > 1");
	}

	@Test
	void foreignKeyActionsAreCompared() {
		ForeignKey plain = reference("fk", "category_id");
		ForeignKey cascading = ForeignKey.of("fk", plain.columns(), CATEGORY, plain.referencedColumns())
			.withOnDelete(ForeignKey.Action.CASCADE);
		assertThat(SchemaDiffer.diff(schema(with(List.of(), List.of(plain), List.of())),
				schema(with(List.of(), List.of(cascading), List.of()))))
			.containsExactly(new Replace(PRODUCT, plain, cascading));
	}

	@Test
	void foreignKeyIsDroppedWhileItsColumnChangesType() {
		Column from = read("category_id", "integer", true);
		Column to = read("category_id", "bigint", true);
		Table current = Table.of(PRODUCT, List.of(ID, from))
			.withPrimaryKey(KEY)
			.withForeignKeys(List.of(reference("fk", "category_id")))
			.withComment("");
		Table desired = Table.of(PRODUCT, List.of(ID, to))
			.withPrimaryKey(KEY)
			.withForeignKeys(List.of(reference("fk", "category_id")))
			.withComment("");
		assertThat(diff(schema(current), schema(desired))).containsExactly(
				"change type of product.category_id from integer to bigint",
				"recreate foreign key product (category_id) to category");
	}

	@Test
	void checksArePairedByConditionThenNameThenColumns() {
		Table current = checked(new Check("constraint_1", new Expression("price > 0")));
		assertThat(diff(schema(current), schema(checked(new Check("ck", new Expression("price > 0")))))).isEmpty();
		assertThat(SchemaDiffer.diff(schema(current), schema(checked(new Check("ck", new Expression("price > 1"))))))
			.allMatch((change) -> change.drops().isEmpty())
			.hasSize(1);
		assertThat(diff(schema(current), schema(checked(new Check("ck", new Expression("name <> ''"))))))
			.containsExactly("add check ck to product", "drop check constraint_1 of product");
	}

	@Test
	void generatedColumnIsRecreatedWithItsIndexes() {
		Column from = read("upper_name", "text", true).withGeneratedAs(new Expression("upper(name)"));
		Column to = from.withGeneratedAs(new Expression("lower(name)"));
		List<Index> indexes = List.of(index("idx", false, "upper_name"));
		Table current = Table.of(PRODUCT, List.of(ID, from)).withPrimaryKey(KEY).withIndexes(indexes).withComment("");
		Table desired = Table.of(PRODUCT, List.of(ID, to)).withPrimaryKey(KEY).withIndexes(indexes).withComment("");
		assertThat(diff(schema(current), schema(desired))).containsExactly(
				"change generation expression of product.upper_name from upper(name) to lower(name)",
				"recreate index idx on product (upper_name)");
	}

	@Test
	void primaryKeysAreReplaced() {
		Table current = product(ID, NAME);
		Table desired = Table.of(PRODUCT, current.columns())
			.withPrimaryKey(new PrimaryKey("pk", List.of("id", "name")))
			.withComment("");
		assertThat(diff(schema(current), schema(desired)))
			.containsExactly("replace primary key product (id) by primary key product (id, name)");
	}

	@Test
	void orderOfPrimaryKeyColumnsIsNotCompared() {
		Table current = Table.of(PRODUCT, List.of(ID, NAME))
			.withPrimaryKey(new PrimaryKey("pk", List.of("id", "name")))
			.withComment("");
		Table desired = Table.of(PRODUCT, List.of(ID, NAME))
			.withPrimaryKey(new PrimaryKey("", List.of("name", "id")))
			.withComment("");
		assertThat(diff(schema(current), schema(desired))).isEmpty();
	}

	@Test
	void incrementsOfSequencesAreComparedButNotTheirStarts() {
		Schema current = new Schema(Set.of(), List.of(), List.of(new Sequence(PRODUCT, 1, 1)), List.of());
		assertThat(diff(current, new Schema(Set.of(), List.of(), List.of(new Sequence(PRODUCT, 1000, 1)), List.of())))
			.isEmpty();
		assertThat(diff(current, new Schema(Set.of(), List.of(), List.of(new Sequence(PRODUCT, 1, 50)), List.of())))
			.containsExactly("change increment of sequence product from 1 to 50");
	}

	@Test
	void orderOfEnumValuesIsNotCompared() {
		Schema current = new Schema(Set.of(), List.of(), List.of(), List.of(new EnumType(PRODUCT, List.of("A", "B"))));
		assertThat(diff(current,
				new Schema(Set.of(), List.of(), List.of(), List.of(new EnumType(PRODUCT, List.of("B", "A"))))))
			.isEmpty();
		assertThat(
				diff(current, new Schema(Set.of(), List.of(), List.of(), List.of(new EnumType(PRODUCT, List.of("A"))))))
			.containsExactly("change values of type product from [A, B] to [A]");
	}

	@Test
	void schemasAreCreatedAndNeverDropped() {
		Schema shop = new Schema(Set.of("shop"), List.of(), List.of(), List.of());
		assertThat(diff(Schema.EMPTY, shop)).containsExactly("create schema shop");
		assertThat(diff(shop, Schema.EMPTY)).isEmpty();
	}

	private static List<String> diff(Schema current, Schema desired) {
		Changes changes = SchemaDiffer.diff(current, desired);
		assertThat(changes.reverse().reverse()).isEqualTo(changes);
		return changes.stream().map(Change::description).toList();
	}

	private static Column read(String name, String type, boolean nullable) {
		return Column.of(name, new SqlType(type), nullable)
			.withDefaultValue(Expression.NONE)
			.withIdentity(Identity.NONE)
			.withGeneratedAs(Expression.NONE)
			.withCollation("")
			.withComment("");
	}

	private static Schema schema(Table... tables) {
		return new Schema(Set.of(), List.of(tables), List.of(), List.of());
	}

	private static Table product(Column... columns) {
		return Table.of(PRODUCT, List.of(columns)).withPrimaryKey(KEY).withComment("");
	}

	private static Table with(List<UniqueKey> keys, List<ForeignKey> references, List<Index> indexes) {
		return Table.of(PRODUCT, List.of(ID, NAME, read("category_id", "bigint", true)))
			.withPrimaryKey(KEY)
			.withUniqueKeys(keys)
			.withForeignKeys(references)
			.withIndexes(indexes)
			.withComment("");
	}

	private static Table checked(Check check) {
		return Table.of(PRODUCT, List.of(ID, NAME, read("price", "numeric(38,2)", true)))
			.withPrimaryKey(KEY)
			.withChecks(List.of(check))
			.withComment("");
	}

	private static ForeignKey reference(String name, String column) {
		return ForeignKey.of(name, List.of(column), CATEGORY, List.of("id"));
	}

	private static Index index(String name, boolean unique, String... columns) {
		return Index.of(name, Arrays.stream(columns).map(Index.Part::of).toList()).withUnique(unique);
	}

}
