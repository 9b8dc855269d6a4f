package dev.migrate.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
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

	private static final Conversions KEEPING = (from, to) -> Conversion.KEEPS_VALUES;

	static Stream<Change> oneOfEachKind() {
		Table table = Table.of(PRODUCT, List.of(ID, NAME));
		ForeignKey key = new ForeignKey("fk", List.of("a"), PRODUCT, List.of("id"), ForeignKey.Action.NO_ACTION,
				ForeignKey.Action.NO_ACTION, ForeignKey.Deferral.NOT_DEFERRABLE);
		Index index = new Index("idx", List.of(Index.Part.of("name")), true, Expression.NONE, null, null);
		EnumType type = new EnumType(QualifiedName.of("status"), List.of("A", "B"));
		List<Change> forward = List.of(new Change.CreateSchema("shop"), new Change.CreateEnumType(type),
				new Change.AlterEnumType(type, new EnumType(type.name(), List.of("A"))),
				new Change.CreateSequence(new Sequence(QualifiedName.of("s"), 1, 50)),
				new Change.AlterSequence(new Sequence(QualifiedName.of("s"), 1, 1),
						new Sequence(QualifiedName.of("s"), 1, 50)),
				new Change.CreateTable(table), new Change.AlterTableComment(PRODUCT, "", "goods"),
				new Change.AddColumn(PRODUCT, NAME),
				new Change.AlterColumn(PRODUCT, Change.Aspect.NULLABILITY, NAME, NAME.withNullable(false)),
				new Change.AlterColumn(PRODUCT, Change.Aspect.NULLABILITY, NAME, NAME.withNullable(false),
						Phase.FILL_COLUMNS),
				new Change.FillColumn(PRODUCT, NAME, new Expression("'x'"), false),
				new Change.FillColumn(PRODUCT, NAME, Expression.NONE, false),
				new Change.RenameTable(PRODUCT, QualifiedName.of("item"), false),
				new Change.RenameColumn(PRODUCT, "name", "title", false),
				new Change.RebuildTable(PRODUCT, List.of("create table product (id)"),
						List.of("create table product (id, name)"), List.of(new Change.AddColumn(PRODUCT, NAME)),
						Phase.ALTER),
				new Change.AddPrimaryKey(PRODUCT, new PrimaryKey("pk", List.of("id")), false),
				new Change.AddUniqueKey(PRODUCT, new UniqueKey("uk", List.of("name")), true),
				new Change.AddForeignKey(PRODUCT, key, false), new Change.CreateIndex(PRODUCT, index, false),
				new Change.AddCheck(PRODUCT, new Check("c", new Expression("id > 0")), false));
		return forward.stream().flatMap((change) -> Stream.of(change, change.reverse()));
	}

	@Test
	void everyKindHasAnExample() {
		assertThat(oneOfEachKind().map(Object::getClass).distinct())
			.hasSize(Change.class.getPermittedSubclasses().length);
	}

	@ParameterizedTest
	@MethodSource("oneOfEachKind")
	void reverseOfReverseIsTheChange(Change change) {
		assertThat(change.reverse().reverse()).isEqualTo(change);
	}

	@ParameterizedTest
	@MethodSource("oneOfEachKind")
	void reverseBelongsToTheMirroredPhase(Change change) {
		assertThat(change.reverse().phase()).isEqualTo(change.phase().mirror());
	}

	@ParameterizedTest
	@MethodSource("oneOfEachKind")
	void saysWhatItIsAndWhatItRisks(Change change) {
		assertThat(change.description()).isNotBlank().isEqualTo(change.description().strip());
		assertThat(change.risks(KEEPING)).allSatisfy((risk) -> assertThat(risk.reason()).isNotBlank());
	}

	@Test
	void changesAreOrderedByPhaseAndReversedTwiceAreTheSame() {
		List<Change> shuffled = new ArrayList<>(oneOfEachKind().toList());
		Collections.shuffle(shuffled, new Random(7));
		Changes changes = Changes.of(shuffled);
		assertThat(changes.stream().map(Change::phase)).isSorted();
		assertThat(changes.reverse().reverse()).isEqualTo(changes);
		assertThat(changes.reverse().asList().get(0)).isEqualTo(changes.asList().get(changes.size() - 1).reverse());
	}

	@Test
	void phasesMirrorEachOther() {
		assertThat(Arrays.stream(Phase.values()).map((phase) -> phase.mirror().mirror()))
			.containsExactly(Phase.values());
		assertThat(Phase.ALTER.mirror()).isEqualTo(Phase.ALTER);
	}

	@Test
	void whatDropsRowsSaysSo() {
		Change drop = new Change.DropColumn(PRODUCT, NAME);
		assertThat(drop.risks(KEEPING)).extracting(Risk::level).containsExactly(Risk.Level.LOSES_DATA);
		assertThat(drop.reverse().risks(KEEPING)).isEmpty();
	}

	@Test
	void addingARequiredColumnMayFailUnlessTheDatabaseFillsIt() {
		assertThat(new Change.AddColumn(PRODUCT, NAME.withNullable(false)).risks(KEEPING)).extracting(Risk::level)
			.containsExactly(Risk.Level.MAY_FAIL);
		assertThat(new Change.AddColumn(PRODUCT, NAME.withNullable(false).withDefaultValue(new Expression("'x'")))
			.risks(KEEPING)).isEmpty();
	}

	@Test
	void nothingCanGoWrongOnATableThatIsCreatedBefore() {
		Change key = new Change.AddUniqueKey(PRODUCT, new UniqueKey("uk", List.of("name")), false);
		Changes alone = Changes.of(List.of(key));
		Changes created = Changes.of(List.of(new Change.CreateTable(Table.of(PRODUCT, List.of(NAME))), key));
		assertThat(alone.risks(key, KEEPING)).hasSize(1);
		assertThat(created.risks(key, KEEPING)).isEmpty();
	}

	@Test
	void createTableCreatesItsColumnsAndKeys() {
		Table table = new Table(PRODUCT, List.of(ID, NAME), new PrimaryKey("product_pkey", List.of("id")),
				List.of(new UniqueKey("uk", List.of("name"))), List.of(), List.of(), List.of(), null);
		assertThat(new Change.CreateTable(table).creates()).extracting(SchemaObject::toString)
			.containsExactly("table product", "column product.id", "identity product.id", "column product.name",
					"primary key product.product_pkey", "unique key product.uk");
		assertThat(new Change.DropTable(table).drops()).isEqualTo(new Change.CreateTable(table).creates());
	}

	@Test
	void renamesComeFirstAndTheirReverseLast() {
		Change table = new Change.RenameTable(PRODUCT, QualifiedName.of("item"), false);
		Change column = new Change.RenameColumn(QualifiedName.of("item"), "name", "title", false);
		Change schema = new Change.CreateSchema("shop");
		Changes changes = Changes.of(List.of(schema, table, column));
		assertThat(changes).containsExactly(table, column, schema);
		assertThat(changes.reverse().stream().map(Change::description)).containsExactly("drop schema shop",
				"rename column item.title to name", "rename table item to product");
		assertThat(table.creates()).isEmpty();
		assertThat(column.drops()).isEmpty();
		assertThat(column.risks(KEEPING)).extracting(Risk::level).containsExactly(Risk.Level.BREAKS_RUNNING_VERSION);
	}

	@Test
	void halfOfAReplacementDropsNothingForGood() {
		assertThat(new Change.DropUniqueKey(PRODUCT, new UniqueKey("uk", List.of("name")), true).drops()).isEmpty();
		assertThat(new Change.DropUniqueKey(PRODUCT, new UniqueKey("uk", List.of("name")), false).drops()).hasSize(1);
	}

	@Test
	void everyRecordIsData() {
		for (Class<?> kind : Change.class.getPermittedSubclasses()) {
			assertThat(kind.isRecord()).as(kind.getSimpleName()).isTrue();
		}
	}

}
