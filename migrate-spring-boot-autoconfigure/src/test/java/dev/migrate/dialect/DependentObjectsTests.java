package dev.migrate.dialect;

import java.util.List;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ColumnChange.Aspect;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.Role;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DependentObjects}.
 */
class DependentObjectsTests {

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

	private static final Change RETYPE = new ColumnChange.AlterColumn(NAME, Aspect.TYPE, AMOUNT,
			Column.of("amount", "bigint", false));

	@Test
	void checksOfARetypedColumnAreRecreated() {
		Changes changes = DependentObjects.recreateChecks(Changes.of(List.of(RETYPE)), CURRENT);
		assertThat(changes).containsExactly(new ConstraintChange.DropCheck(NAME, CHECK, Role.REPLACEMENT), RETYPE,
				new ConstraintChange.AddCheck(NAME, CHECK, Role.REPLACEMENT));
		assertThat(changes.reverse().reverse()).isEqualTo(changes);
	}

	@Test
	void droppedCheckIsNotRecreated() {
		Change drop = new ConstraintChange.DropCheck(NAME, CHECK);
		assertThat(DependentObjects.recreateChecks(Changes.of(List.of(RETYPE, drop)), CURRENT)).containsExactly(drop,
				RETYPE);
	}

	@Test
	void keysAndIndexesOfAnAlteredColumnAreRecreated() {
		Change refuse = new ColumnChange.AlterColumn(NAME, Aspect.NULLABILITY, AMOUNT.withNullable(true), AMOUNT);
		Change drop = new IndexChange.DropIndex(NAME, INDEX);
		Changes changes = DependentObjects.recreateAll(Changes.of(List.of(RETYPE, refuse, drop)), CURRENT);
		assertThat(changes).containsExactlyInAnyOrder(drop, RETYPE, refuse,
				new ConstraintChange.DropCheck(NAME, CHECK, Role.REPLACEMENT),
				new ConstraintChange.AddCheck(NAME, CHECK, Role.REPLACEMENT),
				new ConstraintChange.DropPrimaryKey(NAME, KEY, Role.REPLACEMENT),
				new ConstraintChange.AddPrimaryKey(NAME, KEY, Role.REPLACEMENT),
				new ConstraintChange.DropUniqueKey(NAME, UNIQUE, Role.REPLACEMENT),
				new ConstraintChange.AddUniqueKey(NAME, UNIQUE, Role.REPLACEMENT));
		assertThat(changes.reverse().reverse()).isEqualTo(changes);
	}

	@Test
	void otherChangesStayAsTheyAre() {
		Changes changes = Changes.of(List.of(new ColumnChange.AlterColumn(NAME, Aspect.DEFAULT, AMOUNT,
				AMOUNT.withDefaultValue(new Expression("7")))));
		assertThat(DependentObjects.recreateAll(changes, CURRENT)).isEqualTo(changes);
	}

}
