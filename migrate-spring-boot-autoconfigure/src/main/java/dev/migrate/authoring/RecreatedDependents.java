package dev.migrate.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Obstacles;
import dev.migrate.database.CurrentSchema;
import dev.migrate.schema.DependentObject;

/**
 * The dependent objects that a revision has to drop and create again.
 */
final class RecreatedDependents {

	/**
	 * The number of objects beyond which the rest is counted.
	 */
	private static final int MOST = 10;

	private final Map<Change, List<DependentObject>> byChange;

	private final Map<Change, List<DependentObject>> byReversedChange;

	private RecreatedDependents(Map<Change, List<DependentObject>> byChange,
			Map<Change, List<DependentObject>> byReversedChange) {
		this.byChange = byChange;
		this.byReversedChange = byReversedChange;
	}

	/**
	 * Find the dependent objects that changes have to recreate.
	 * @param changes the changes
	 * @param current the current schema, with its dependent objects
	 * @return the objects
	 */
	static RecreatedDependents of(Changes changes, CurrentSchema current) {
		Obstacles obstacles = current.dialect().obstacles(current.catalog());
		return new RecreatedDependents(changes.dependents(obstacles), changes.dependentsOfReverse(obstacles));
	}

	/**
	 * Reject changes with which the upgrade would stop.
	 * @throws CannotProceedException if there is an object that cannot be recreated
	 */
	void rejectImpossible() {
		List<String> reasons = new ArrayList<>();
		this.byChange.forEach((change, objects) -> {
			List<DependentObject> kept = objects.stream().filter((object) -> !object.isRecreatable()).toList();
			if (!kept.isEmpty()) {
				reasons.add("Cannot " + change.description() + " because of " + names(kept) + ".");
			}
		});
		if (!reasons.isEmpty()) {
			throw new CannotProceedException(ErrorCode.DEPENDENT_OBJECTS, String.join("\n", reasons)
					+ "\nNothing was written: the database would refuse it, or what is named would no longer work."
					+ " Drop that, or write this change by hand, in a revision before this one"
					+ " (generate-changeset --empty).");
		}
	}

	/**
	 * Describe what is recreated.
	 * @return the notes, in whole sentences
	 */
	List<String> notes() {
		List<String> notes = new ArrayList<>();
		this.byChange.forEach((change, objects) -> notes
			.add("To " + change.description() + ", the revision " + dropsAndCreates(objects)));
		this.byReversedChange.forEach((change, objects) -> notes
			.add("To undo \"" + change.description() + "\", the rollback of the revision " + dropsAndCreates(objects)));
		return List.copyOf(notes);
	}

	private static String dropsAndCreates(List<DependentObject> objects) {
		return "drops " + names(objects) + " and creates "
				+ ((objects.size() == 1) ? "it again as it is." : "them again as they are.");
	}

	private static String names(List<DependentObject> objects) {
		String names = objects.stream().limit(MOST).map(DependentObject::toString).collect(Collectors.joining(", "));
		return (objects.size() <= MOST) ? names : names + " and " + (objects.size() - MOST) + " more";
	}

}
