package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Unit}s of {@link Changes}.
 */
class UnitsTests {

	private static final QualifiedName ORDER = QualifiedName.of("customer_order");

	private static final QualifiedName CUSTOMER = QualifiedName.of("customer");

	private static final Column ID = Column.of("id", "bigint", false);

	private static final Column STATE = Column.of("state", "varchar(20)", true);

	private static final ForeignKey REFERENCE = ForeignKey.of("fk", List.of("customer_id"), CUSTOMER, List.of("id"));

	@Test
	void newTablesWithEverythingOnThemAreOneUnit() {
		Change sequence = Create.of(new Sequence(QualifiedName.of("s"), 1, 50));
		Change order = Create.of(Table.of(ORDER, List.of(ID)));
		Change customer = Create.of(Table.of(CUSTOMER, List.of(ID)));
		Change index = Create.of(ORDER, Index.on("idx", "id"));
		Change key = Create.of(ORDER, REFERENCE);
		assertThat(units(key, index, order, customer, sequence))
			.containsExactly(List.of(sequence, order, customer, index, key));
	}

	@Test
	void foreignKeyOfANewTableWaitsForTheKeyThatItRefersTo() {
		Change order = Create.of(Table.of(ORDER, List.of(ID)));
		Change primary = Create.of(CUSTOMER, new PrimaryKey("pk", List.of("id")));
		Change key = Create.of(ORDER, REFERENCE);
		assertThat(units(key, order, primary)).containsExactly(List.of(order), List.of(primary), List.of(key));
	}

	@Test
	void rowsAreDroppedLastAndValuesAreSetInTheMiddle() {
		Change dropColumn = Drop.of(ORDER, STATE);
		Change dropTable = Drop.of(Table.of(CUSTOMER, List.of(ID)));
		Change create = Create.of(Table.of(QualifiedName.of("item"), List.of(ID)));
		Column nullable = Column.of("amount", "int", true);
		Change add = Create.of(ORDER, nullable);
		Change fill = new FillColumn(ORDER, nullable, new Expression("1"));
		Change notNull = new AlterColumn(ORDER, Aspect.NULLABILITY, nullable, nullable.withNullable(false));
		Change unique = Create.of(ORDER, new UniqueKey("uk", List.of("number")));
		assertThat(units(dropTable, dropColumn, unique, add, fill, notNull, create)).containsExactly(List.of(create),
				List.of(add, fill, notNull), List.of(unique), List.of(dropColumn), List.of(dropTable));
	}

	@Test
	void keyIsReplacedTogetherWithTheForeignKeysThatRestOnIt() {
		Replace key = new Replace(CUSTOMER, new PrimaryKey("pk", List.of("id", "at")),
				new PrimaryKey("pk", List.of("id")));
		Replace reference = Replace.recreate(ORDER, REFERENCE);
		assertThat(units(key, reference)).containsExactly(List.of(reference.drop(), key, reference.create()));
	}

	@Test
	void replacementAloneIsNotDivided() {
		Replace key = new Replace(CUSTOMER, new UniqueKey("uk", List.of("a")), new UniqueKey("uk", List.of("a", "b")));
		Change allowNull = new AlterColumn(CUSTOMER, Aspect.NULLABILITY, STATE.withNullable(false), STATE);
		assertThat(units(allowNull, key)).containsExactly(List.of(key), List.of(allowNull));
	}

	@Test
	void checkGivesWayToAnotherTypeAndToNewValues() {
		Replace check = new Replace(ORDER, new Check("ck", new Expression("state in ('A')")),
				new Check("ck", new Expression("state in ('A', 'B')")));
		Change type = new AlterColumn(ORDER, Aspect.TYPE, STATE, Column.of("state", "varchar(9)", true));
		Change fill = new FillColumn(ORDER, STATE, new Expression("'B'"));
		assertThat(units(check, type)).containsExactly(List.of(check.drop(), type, check.create()));
		assertThat(units(check, fill)).containsExactly(List.of(check.drop(), fill, check.create()));
	}

	@Test
	void droppedForeignKeyGivesWayToAnotherType() {
		Change drop = Drop.of(ORDER, REFERENCE);
		Change type = new AlterColumn(CUSTOMER, Aspect.TYPE, ID, Column.of("id", "uuid", false));
		Change other = Create.of(ORDER, STATE);
		assertThat(units(drop, type, other)).containsExactly(List.of(other), List.of(drop, type));
	}

	@Test
	void nameIsFreeBeforeItIsUsedAgain() {
		Change drop = Drop.of(ORDER, Index.on("idx", "id"));
		Change create = Create.of(CUSTOMER, Index.on("idx", "id"));
		assertThat(units(create, drop)).containsExactly(List.of(drop, create));
	}

	@Test
	void foreignKeysOfDroppedTablesAreDroppedBeforeAnyTable() {
		Change order = Drop.of(Table.of(ORDER, List.of(ID)));
		Change customer = Drop.of(Table.of(CUSTOMER, List.of(ID)));
		Change key = Drop.of(ORDER, REFERENCE);
		Change index = Drop.of(ORDER, Index.on("idx", "id"));
		Change other = Drop.of(Table.of(QualifiedName.of("item"), List.of(ID)));
		assertThat(units(order, customer, other, index, key)).containsExactly(List.of(key), List.of(index, order),
				List.of(customer), List.of(other));
	}

	private static List<List<Change>> units(Change... changes) {
		List<List<Change>> units = new ArrayList<>();
		Changes.of(List.of(changes)).units(Obstacles.NONE).forEach((unit) -> units.add(unit.changes()));
		return units;
	}

}
