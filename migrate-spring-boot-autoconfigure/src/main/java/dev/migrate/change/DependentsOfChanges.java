package dev.migrate.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObject.Kind;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;

/**
 * Finds the dependent objects that prevent changes and that these do not themselves drop
 * or recreate.
 */
final class DependentsOfChanges {

	private final Set<Part> handled = new HashSet<>();

	private final Set<QualifiedName> droppedTables = new HashSet<>();

	private DependentsOfChanges(List<Change> changes) {
		for (Change change : changes) {
			PartOfTable removed = change.removedPart();
			if (removed != null) {
				handle(removed.table(), removed.part());
			}
			else if (change instanceof AlterColumn alter && alter.aspect() == Aspect.FORMULA) {
				handle(alter.table(), alter.from());
			}
			else if (change instanceof Drop drop && drop.element() instanceof Table table) {
				this.droppedTables.add(table.name());
			}
		}
	}

	/**
	 * Find the dependent objects.
	 * @param changes the changes
	 * @param obstacles what prevents a change on the product
	 * @return the objects by the changes that they prevent
	 */
	static Map<Change, List<DependentObject>> of(List<Change> changes, Obstacles obstacles) {
		return found(changes, obstacles, obstacles::dependents);
	}

	/**
	 * Find the dependent objects that prevent only that changes are undone.
	 * @param changes the changes
	 * @param obstacles what prevents a change on the product
	 * @return the objects that can be recreated, by the changes whose reverse they
	 * prevent
	 */
	static Map<Change, List<DependentObject>> ofReverse(List<Change> changes, Obstacles obstacles) {
		return found(changes, obstacles, (change) -> {
			List<DependentObject> objects = new ArrayList<>(obstacles.dependents(change.reverse()));
			objects.removeAll(obstacles.dependents(change));
			objects.removeIf((object) -> !object.isRecreatable());
			return objects;
		});
	}

	private static Map<Change, List<DependentObject>> found(List<Change> changes, Obstacles obstacles,
			Function<Change, List<DependentObject>> dependents) {
		List<Change> all = withRecreations(changes, obstacles);
		DependentsOfChanges others = new DependentsOfChanges(all);
		Map<Change, List<DependentObject>> found = new LinkedHashMap<>();
		for (Change change : all) {
			List<DependentObject> objects = dependents.apply(change)
				.stream()
				.filter((object) -> !others.isHandled(object))
				.toList();
			if (!objects.isEmpty()) {
				found.put(change, objects);
			}
		}
		return found;
	}

	// A part that is recreated because it prevents a change may be prevented itself.
	private static List<Change> withRecreations(List<Change> changes, Obstacles obstacles) {
		Set<PartOfTable> removed = new HashSet<>();
		for (Change change : changes) {
			if (change.removedPart() != null) {
				removed.add(change.removedPart());
			}
		}
		List<Change> all = new ArrayList<>(changes);
		for (Change change : changes) {
			for (PartOfTable part : obstacles.parts(change)) {
				if (removed.add(part)) {
					all.add(Replace.recreate(part.table(), part.part()));
				}
			}
		}
		return all;
	}

	private void handle(QualifiedName table, TablePart part) {
		if (part instanceof ForeignKey) {
			this.handled.add(new Part(Kind.FOREIGN_KEY, table, part.name()));
		}
		else if (part instanceof Index) {
			this.handled.add(new Part(Kind.INDEX, table, part.name()));
		}
		else if (part instanceof Column) {
			this.handled.add(new Part(Kind.GENERATED_COLUMN, table, part.name()));
		}
	}

	private boolean isHandled(DependentObject object) {
		QualifiedName table = object.table();
		return table != null && (this.droppedTables.contains(table)
				|| this.handled.contains(new Part(object.kind(), table, object.name().name())));
	}

	/**
	 * A part of a table.
	 */
	private record Part(Kind kind, QualifiedName table, String name) {

	}

}
