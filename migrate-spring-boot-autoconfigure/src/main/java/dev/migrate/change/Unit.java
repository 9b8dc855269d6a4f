package dev.migrate.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.TablePart;

/**
 * Changes that must not be carried out by halves: the old and the new form of a key with
 * everything that rests on it, a NOT NULL column with its values, new tables with their
 * keys, indexes and foreign keys. A product with transactional DDL carries out all of
 * them or none.
 *
 * @param changes the changes, in the order in which they are carried out
 * @param onlyUndone those of them that are left out when the unit is carried out, and
 * undone with it: they recreate what prevents only the reverse of another change
 */
public record Unit(List<Change> changes, Set<Change> onlyUndone) {

	public Unit {
		changes = List.copyOf(changes);
		onlyUndone = Set.copyOf(onlyUndone);
	}

	/**
	 * Create a unit of changes in any order.
	 * @param changes the changes
	 * @param obstacles the parts that have to be dropped while others change
	 * @param onlyUndone the changes that are left out when the unit is carried out
	 * @return the unit: a replacement is divided where another change has to be carried
	 * out between its halves
	 */
	static Unit of(List<Change> changes, List<Replace> obstacles, Set<Change> onlyUndone) {
		List<Change> steps = new ArrayList<>();
		Set<Change> leftOut = new HashSet<>();
		for (Change change : changes) {
			List<? extends Change> parts = (change instanceof Replace replace
					&& (obstacles.contains(replace) || isDivided(replace, changes))) ? replace.halves()
							: List.of(change);
			steps.addAll(parts);
			if (onlyUndone.contains(change)) {
				leftOut.addAll(parts);
			}
		}
		boolean altersType = changes.stream().anyMatch(AlterEnumType.class::isInstance);
		steps.sort(Comparator.comparingDouble((Change step) -> (altersType && isHalfOfRecreation(step))
				? aroundTypes(step) : step.phase().ordinal()));
		return new Unit(steps, leftOut);
	}

	private static boolean isHalfOfRecreation(Change step) {
		Replace replacement = (step instanceof ElementChange half) ? half.replacement() : null;
		return replacement != null && replacement.isRecreation();
	}

	// A type is created before, and recreated after, everything else that uses it.
	private static double aroundTypes(Change half) {
		return (half instanceof Drop) ? Phase.DROP_DEPENDENTS.ordinal() + 0.5 : Phase.CREATE_DEPENDENTS.ordinal() - 0.5;
	}

	private static boolean isDivided(Replace replace, List<Change> changes) {
		if (replace.from() instanceof ForeignKey) {
			return changes.size() > 1;
		}
		if (changes.stream().anyMatch((other) -> alters(other, replace) && isRecreation(other))) {
			return true;
		}
		boolean hasExpression = replace.from() instanceof Check
				|| (replace.from() instanceof Index index && !index.isPlain());
		return changes.stream()
			.anyMatch((other) -> (hasExpression && alters(other, replace)) || isInTheWay(other, replace));
	}

	private static boolean isRecreation(Change other) {
		return other instanceof AlterColumn alter && alter.aspect() == AlterColumn.Aspect.FORMULA;
	}

	private static boolean alters(Change other, Replace replace) {
		if (other instanceof FillColumn fill) {
			return fill.table().equals(replace.table()) && dependsOn(replace, fill.column());
		}
		return other instanceof AlterColumn alter && alter.table().equals(replace.table())
				&& dependsOn(replace, alter.from());
	}

	private static boolean dependsOn(Replace replace, Column column) {
		return replace.from().dependsOn(column.name()) || replace.to().dependsOn(column.name());
	}

	private static boolean isInTheWay(Change other, Replace replace) {
		TablePart to = (other instanceof Replace more && more != replace) ? more.to()
				: (other instanceof Create create) ? create.part() : null;
		// Some products have one namespace for all constraints and indexes of a schema.
		return to != null && !(to instanceof Column) && !(to instanceof PrimaryKey)
				&& to.name().equals(replace.from().name());
	}

	/**
	 * Return the stage of a revision in which this unit is carried out.
	 * @return the stage
	 */
	public Stage stage() {
		if (this.changes.stream().anyMatch(FillColumn.class::isInstance)) {
			return Stage.FILL;
		}
		return decisive().map((change) -> change.phase().stage()).min(Comparator.naturalOrder()).orElse(Stage.EXPAND);
	}

	/**
	 * Return the position of this unit among those of the same stage.
	 * @return a phase of its changes that belongs to its stage
	 */
	Phase phase() {
		Stage stage = stage();
		// A dropped table is dropped last, whatever has to be dropped with it.
		Comparator<Phase> order = (stage == Stage.CONTRACT) ? Comparator.reverseOrder() : Comparator.naturalOrder();
		return decisive().map(Change::phase).filter((phase) -> phase.stage() == stage).min(order).orElse(Phase.ALTER);
	}

	private Stream<Change> decisive() {
		return this.changes.stream()
			.filter((change) -> !this.onlyUndone.contains(change))
			.filter((change) -> !(change instanceof ElementChange recreated)
					|| !(recreated.element() instanceof DependentObjects));
	}

}
