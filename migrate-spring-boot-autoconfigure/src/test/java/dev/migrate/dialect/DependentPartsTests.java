package dev.migrate.dialect;

import java.util.List;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Drop;
import dev.migrate.change.Obstacles;
import dev.migrate.change.Replace;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DependentParts}.
 */
class DependentPartsTests {

	private static final Obstacles CHECKS = new Obstacles() {

		@Override
		public List<PartOfTable> parts(Change change) {
			return DependentParts.checks(change, CURRENT);
		}

		@Override
		public List<DependentObject> dependents(Change change) {
			return List.of();
		}

	};

	private static final QualifiedName NAME = QualifiedName.of("item");

	private static final Column ID = Column.of("id", "int", false);

	private static final Column AMOUNT = Column.of("amount", "int", false);

	private static final Check CHECK = new Check("ck", new Expression("Amount > 0"));

	private static final Check OTHER = new Check("other", new Expression("id > 0 and amounts < 9"));

	private static final PrimaryKey KEY = new PrimaryKey("pk", List.of("id", "amount"));

	private static final UniqueKey UNIQUE = new UniqueKey("uk", List.of("amount"));

	private static final Index INDEX = new Index("ix", List.of(Index.Part.of("amount")), false, Expression.NONE, null,
			null);

	private static final Schema CURRENT = Schema.EMPTY.withTables(
			List.of(new Table(NAME, List.of(ID, AMOUNT), KEY, List.of(UNIQUE, new UniqueKey("uk2", List.of("id"))),
					List.of(), List.of(INDEX), List.of(CHECK, OTHER), null)));

	private static final Change RETYPE = new AlterColumn(NAME, Aspect.TYPE, AMOUNT,
			Column.of("amount", "bigint", false));

	@Test
	void checksOfARetypedColumnAreDroppedBeforeAndCreatedAfterIt() {
		Replace replace = Replace.recreate(NAME, CHECK);
		assertThat(Changes.of(List.of(RETYPE)).units(CHECKS)).singleElement()
			.satisfies((unit) -> assertThat(unit.changes()).containsExactly(replace.drop(), RETYPE, replace.create()));
	}

	@Test
	void droppedCheckIsNotRecreated() {
		Change drop = Drop.of(NAME, CHECK);
		assertThat(Changes.of(List.of(RETYPE, drop)).units(CHECKS)).singleElement()
			.satisfies((unit) -> assertThat(unit.changes()).containsExactly(drop, RETYPE));
	}

	@Test
	void keysAndIndexesOfAnAlteredColumnAreFound() {
		Change notNull = new AlterColumn(NAME, Aspect.NULLABILITY, AMOUNT.withNullable(true), AMOUNT);
		assertThat(DependentParts.all(RETYPE, CURRENT)).extracting(PartOfTable::part)
			.containsExactlyInAnyOrder(CHECK, KEY, UNIQUE, INDEX);
		assertThat(DependentParts.all(notNull, CURRENT)).extracting(PartOfTable::part)
			.containsExactlyInAnyOrder(KEY, UNIQUE, INDEX);
	}

	@Test
	void otherChangesNeedNothing() {
		Change change = new AlterColumn(NAME, Aspect.DEFAULT, AMOUNT, AMOUNT.withDefaultValue(new Expression("7")));
		assertThat(DependentParts.all(change, CURRENT)).isEmpty();
	}

}
