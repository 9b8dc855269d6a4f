package dev.migrate.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Change} and {@link Changes}.
 */
class ChangesTests {

	private static final QualifiedName PRODUCT = QualifiedName.of("product");

	private static final Column ID = Column.of("id", "bigint", false).withIdentity(Identity.BY_DEFAULT);

	private static final Column NAME = Column.of("name", "varchar(255)", true);

	private static final Effects KEEPING = new Effects() {

		@Override
		public Conversion between(SqlType from, SqlType to) {
			return Conversion.KEEPS_VALUES;
		}

		@Override
		public Map<QualifiedName, Effect> of(Change change) {
			return Map.of();
		}

	};

	static Stream<Change> oneOfEachKind() {
		Table table = Table.of(PRODUCT, List.of(ID, NAME));
		ForeignKey key = ForeignKey.of("fk", List.of("a"), PRODUCT, List.of("id"));
		Index index = Index.of("idx", List.of(Index.Part.of("name"))).withUnique(true);
		EnumType type = new EnumType(QualifiedName.of("status"), List.of("A", "B"));
		List<Change> forward = List.of(Create.of(new Namespace("shop")), Create.of(type),
				new AlterEnumType(type, new EnumType(type.name(), List.of("A"))),
				Create.of(new Sequence(QualifiedName.of("s"), 1, 50)),
				new AlterSequence(new Sequence(QualifiedName.of("s"), 1, 1),
						new Sequence(QualifiedName.of("s"), 1, 50)),
				Create.of(table), new AlterTableComment(PRODUCT, "", "goods"), Create.of(PRODUCT, NAME),
				new AlterColumn(PRODUCT, AlterColumn.Aspect.NULLABILITY, NAME, NAME.withNullable(false)),
				new FillColumn(PRODUCT, NAME, new Expression("'x'")), new FillColumn(PRODUCT, NAME, Expression.NONE),
				new RenameTable(PRODUCT, QualifiedName.of("item")), new RenameColumn(PRODUCT, "name", "title"),
				Create.of(PRODUCT, new PrimaryKey("pk", List.of("id"))),
				new Replace(PRODUCT, new UniqueKey("uk", List.of("id")), new UniqueKey("uk", List.of("name"))),
				Create.of(PRODUCT, new UniqueKey("uk", List.of("name"))), Create.of(PRODUCT, key),
				Create.of(PRODUCT, index), Create.of(PRODUCT, new Check("c", new Expression("id > 0"))));
		return forward.stream().flatMap((change) -> Stream.of(change, change.reverse()));
	}

	@Test
	void everyKindHasAnExample() {
		assertThat(oneOfEachKind().map(Object::getClass).distinct())
			.containsExactlyInAnyOrderElementsOf(kinds().toList());
	}

	@ParameterizedTest
	@MethodSource("oneOfEachKind")
	void reverseOfReverseIsTheChange(Change change) {
		assertThat(change.reverse().reverse()).isEqualTo(change);
	}

	@ParameterizedTest
	@MethodSource("oneOfEachKind")
	void changeHasADescriptionAndReasonsOfItsRisks(Change change) {
		assertThat(change.description()).isNotBlank().isEqualTo(change.description().strip());
		assertThat(change.risks(KEEPING)).allSatisfy((risk) -> assertThat(risk.reason()).isNotBlank());
	}

	@Test
	void changesAreOrderedByStageAndPhaseAndReversible() {
		List<Change> shuffled = new ArrayList<>(oneOfEachKind().toList());
		Collections.shuffle(shuffled, new Random(7));
		Changes changes = Changes.of(shuffled);
		assertThat(changes.stream().map((change) -> change.phase().stage())).isSorted();
		assertThat(changes.reverse().reverse()).isEqualTo(changes);
		assertThat(changes.reverse().asList().get(0)).isEqualTo(changes.asList().get(changes.size() - 1).reverse());
	}

	@Test
	void droppedColumnLosesDataAndBreaksTheRunningVersion() {
		Change drop = Drop.of(PRODUCT, NAME);
		assertThat(drop.risks(KEEPING)).extracting(Risk::kind)
			.containsExactly(Risk.Kind.LOSES_DATA, Risk.Kind.BREAKS_RUNNING_VERSION);
		assertThat(drop.reverse().risks(KEEPING)).isEmpty();
	}

	@Test
	void addingARequiredColumnMayFailUnlessTheDatabaseFillsIt() {
		assertThat(Create.of(PRODUCT, NAME.withNullable(false)).risks(KEEPING)).extracting(Risk::kind)
			.containsExactly(Risk.Kind.MAY_FAIL, Risk.Kind.BREAKS_RUNNING_VERSION);
		assertThat(Create.of(PRODUCT, NAME.withNullable(false).withDefaultValue(new Expression("'x'"))).risks(KEEPING))
			.isEmpty();
	}

	@Test
	void changesOfATableThatIsCreatedBeforeAreSafe() {
		Change key = Create.of(PRODUCT, new UniqueKey("uk", List.of("name")));
		Changes alone = Changes.of(List.of(key));
		Changes created = Changes.of(List.of(Create.of(Table.of(PRODUCT, List.of(NAME))), key));
		assertThat(alone.risks(key, KEEPING)).extracting(Risk::kind)
			.containsExactly(Risk.Kind.MAY_FAIL, Risk.Kind.BREAKS_RUNNING_VERSION);
		assertThat(created.risks(key, KEEPING)).isEmpty();
	}

	@Test
	void keysOfANewColumnWithoutValuesCannotFail() {
		Change column = Create.of(PRODUCT, Column.of("type_id", "bigint", true));
		Change key = Create.of(PRODUCT,
				ForeignKey.of("fk", List.of("type_id"), QualifiedName.of("type"), List.of("id")));
		Change fill = new FillColumn(PRODUCT, Column.of("type_id", "bigint", true), new Expression("1"));
		assertThat(Changes.of(List.of(column, key)).risks(key, KEEPING)).isEmpty();
		assertThat(Changes.of(List.of(column, fill, key)).risks(key, KEEPING)).extracting(Risk::kind)
			.contains(Risk.Kind.MAY_FAIL);
	}

	@Test
	void columnThatIsFilledWithAConstantHoldsNoNull() {
		Change required = new AlterColumn(PRODUCT, AlterColumn.Aspect.NULLABILITY, NAME, NAME.withNullable(false));
		Change constant = new FillColumn(PRODUCT, NAME, new Expression("'x'"));
		Change other = new FillColumn(PRODUCT, NAME, new Expression("title"));
		assertThat(Changes.of(List.of(constant, required)).risks(required, KEEPING)).extracting(Risk::kind)
			.containsExactly(Risk.Kind.BREAKS_RUNNING_VERSION);
		assertThat(Changes.of(List.of(other, required)).risks(required, KEEPING)).extracting(Risk::kind)
			.containsExactly(Risk.Kind.MAY_FAIL, Risk.Kind.BREAKS_RUNNING_VERSION);
	}

	@Test
	void textNamesEachKindOnceAndTheWorstFirst() {
		List<Risk> risks = List.of(new Risk(Risk.Kind.BLOCKS_WRITES, "a"), new Risk(Risk.Kind.LOSES_DATA, "b"),
				new Risk(Risk.Kind.BLOCKS_WRITES, "c"), new Risk(Risk.Kind.BLOCKS_WRITES, "a"));
		assertThat(Risk.text(risks)).isEqualTo("loses data: b; blocks writes: a; c");
		assertThat(Risk.Kind.text(Risk.Kind.of(risks))).isEqualTo("loses data, blocks writes");
		assertThat(Risk.text(List.of())).isEqualTo(Risk.Kind.text(List.of())).isEqualTo("safe");
	}

	@Test
	void createTableCreatesItsColumnsAndKeys() {
		Table table = Table.of(PRODUCT, List.of(ID, NAME))
			.withPrimaryKey(new PrimaryKey("product_pkey", List.of("id")))
			.withUniqueKeys(List.of(new UniqueKey("uk", List.of("name"))));
		assertThat(Create.of(table).creates()).extracting(SchemaObject::toString)
			.containsExactly("table product", "column product.id", "identity product.id", "column product.name",
					"primary key product.product_pkey", "unique key product.uk");
		assertThat(Drop.of(table).drops()).isEqualTo(Create.of(table).creates());
	}

	@Test
	void renamesComeFirstAndTheirReverseLast() {
		Change table = new RenameTable(PRODUCT, QualifiedName.of("item"));
		Change column = new RenameColumn(QualifiedName.of("item"), "name", "title");
		Change schema = Create.of(new Namespace("shop"));
		Changes changes = Changes.of(List.of(schema, table, column));
		assertThat(changes).containsExactly(table, column, schema);
		assertThat(changes.reverse().stream().map(Change::description)).containsExactly("drop schema shop",
				"rename column item.title to name", "rename table item to product");
		assertThat(table.creates()).isEmpty();
		assertThat(column.drops()).isEmpty();
		assertThat(column.risks(KEEPING)).extracting(Risk::kind).containsExactly(Risk.Kind.BREAKS_RUNNING_VERSION);
	}

	@Test
	void replacementDropsNoObject() {
		Replace replace = Replace.recreate(PRODUCT, new UniqueKey("uk", List.of("name")));
		assertThat(replace.drops()).isEmpty();
		assertThat(replace.drop().drops()).isEmpty();
		assertThat(replace.create().creates()).isEmpty();
		assertThat(Drop.of(PRODUCT, new UniqueKey("uk", List.of("name"))).drops()).hasSize(1);
	}

	@Test
	void allChangesAreRecords() {
		assertThat(kinds()).isNotEmpty().allMatch(Class::isRecord);
	}

	private static Stream<Class<?>> kinds() {
		return kinds(Change.class);
	}

	private static Stream<Class<?>> kinds(Class<?> type) {
		return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ChangesTests::kinds)
				: Stream.of(type);
	}

}
