package dev.migrate.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.migrate.schema.DependentObject;
import dev.migrate.schema.QualifiedName;

/**
 * The changes from one schema to another, in the order in which they can be applied.
 */
public final class Changes implements Iterable<Change> {

	private static final Changes NONE = new Changes(List.of());

	private final List<Change> changes;

	private final Set<QualifiedName> createdTables;

	private Changes(List<Change> changes) {
		this.changes = changes;
		this.createdTables = changes.stream()
			.flatMap((change) -> change.creates().stream())
			.filter((object) -> object.kind() == SchemaObject.Kind.TABLE)
			.map(SchemaObject::name)
			.collect(Collectors.toSet());
	}

	/**
	 * Return changes in the order of their stages and phases; within a phase, in the
	 * order given.
	 * @param changes the changes
	 * @return the ordered changes
	 */
	public static Changes of(Collection<? extends Change> changes) {
		if (changes.isEmpty()) {
			return NONE;
		}
		List<Change> sorted = new ArrayList<>(changes);
		sorted.sort(Comparator.comparing((Change change) -> change.phase().stage()).thenComparing(Change::phase));
		return new Changes(Collections.unmodifiableList(sorted));
	}

	/**
	 * Return the changes that undo these, in the order in which they can be applied.
	 * @return the reverse of each, last first
	 */
	public Changes reverse() {
		List<Change> reversed = new ArrayList<>(this.changes.size());
		for (Change change : this.changes) {
			reversed.add(0, change.reverse());
		}
		return new Changes(Collections.unmodifiableList(reversed));
	}

	/**
	 * Divide these changes into units.
	 * @param obstacles what prevents a change on the product
	 * @return the units, in the order in which they are carried out
	 */
	public List<Unit> units(Obstacles obstacles) {
		return Units.of(this, obstacles);
	}

	/**
	 * Find the dependent objects that have to be recreated for these changes.
	 * @param obstacles what prevents a change on the product
	 * @return the objects by the changes that they prevent
	 */
	public Map<Change, List<DependentObject>> dependents(Obstacles obstacles) {
		return DependentsOfChanges.of(this.changes, obstacles);
	}

	/**
	 * Find the dependent objects that have to be recreated only to undo these changes.
	 * @param obstacles what prevents a change on the product
	 * @return the objects that can be recreated, by the changes whose reverse they
	 * prevent
	 */
	public Map<Change, List<DependentObject>> dependentsOfReverse(Obstacles obstacles) {
		return DependentsOfChanges.ofReverse(this.changes, obstacles);
	}

	/**
	 * Return the risks of applying one of these changes after those before it.
	 * @param change one of these changes
	 * @param effects what the product does
	 * @return the risks; none if these changes create the table of the change, since that
	 * has no rows
	 */
	public List<Risk> risks(Change change, Effects effects) {
		boolean empty = change.creates()
			.stream()
			.anyMatch((object) -> object.owner() != null && this.createdTables.contains(object.owner()));
		return empty ? List.of() : RiskAssessment.of(change, this.changes, effects);
	}

	/**
	 * Return the changes that meet a condition.
	 * @param condition the condition
	 * @return those changes, in the same order
	 */
	public Changes filter(Predicate<Change> condition) {
		return new Changes(this.changes.stream().filter(condition).toList());
	}

	/**
	 * Return whether there are no changes.
	 * @return {@code true} if the two schemas are equal
	 */
	public boolean isEmpty() {
		return this.changes.isEmpty();
	}

	/**
	 * Return how many changes there are.
	 * @return the number of changes
	 */
	public int size() {
		return this.changes.size();
	}

	/**
	 * Return the changes as a list.
	 * @return an unmodifiable list, in order
	 */
	public List<Change> asList() {
		return this.changes;
	}

	/**
	 * Return the changes as a stream.
	 * @return a stream, in order
	 */
	public Stream<Change> stream() {
		return StreamSupport.stream(spliterator(), false);
	}

	@Override
	public Iterator<Change> iterator() {
		return this.changes.iterator();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Changes that && this.changes.equals(that.changes);
	}

	@Override
	public int hashCode() {
		return this.changes.hashCode();
	}

	@Override
	public String toString() {
		return this.changes.stream().map(Change::description).toList().toString();
	}

}
