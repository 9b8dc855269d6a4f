package dev.migrate.dialect;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.change.Change;
import dev.migrate.change.RenameTable;
import dev.migrate.change.SchemaObject;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.QualifiedName;

/**
 * The dependent objects of a database.
 */
public final class Dependents {

	/**
	 * No dependent objects.
	 */
	public static final Dependents NONE = new Builder().build();

	private final Map<SchemaObject, Set<DependentObject>> direct;

	private final Map<DependentObject, Set<DependentObject>> further;

	private Dependents(Map<SchemaObject, Set<DependentObject>> direct,
			Map<DependentObject, Set<DependentObject>> further) {
		this.direct = direct;
		this.further = further;
	}

	/**
	 * Find what depends on objects.
	 * @param objects the objects
	 * @return their dependent objects, with all that depend on these
	 */
	public List<DependentObject> of(Collection<SchemaObject> objects) {
		Set<DependentObject> found = new LinkedHashSet<>();
		Deque<DependentObject> open = new ArrayDeque<>();
		objects.forEach((object) -> open.addAll(this.direct.getOrDefault(object, Set.of())));
		while (!open.isEmpty()) {
			DependentObject object = open.remove();
			if (found.add(object)) {
				open.addAll(this.further.getOrDefault(object, Set.of()));
			}
		}
		return List.copyOf(found);
	}

	/**
	 * Find what depends on a table or any part of it.
	 * @param table the table
	 * @return its dependent objects, with all that depend on these
	 */
	public List<DependentObject> ofTable(QualifiedName table) {
		Set<DependentObject> found = new LinkedHashSet<>(of(this.direct.keySet()
			.stream()
			.filter((object) -> table.equals(object.owner())
					|| (object.kind() == SchemaObject.Kind.TABLE && table.equals(object.name())))
			.toList()));
		this.further.keySet().stream().filter((object) -> table.equals(object.table())).forEach(found::add);
		return List.copyOf(found);
	}

	/**
	 * Return the dependent objects after renames of tables and columns.
	 * @param changes the changes, in order; only renames are considered
	 * @return the objects, by the new names of what they depend on
	 */
	public Dependents after(Iterable<Change> changes) {
		Dependents renamed = this;
		for (Change change : changes) {
			renamed = renamed.after(change);
		}
		return renamed;
	}

	private Dependents after(Change change) {
		Map<SchemaObject, Set<DependentObject>> objects = new LinkedHashMap<>();
		this.direct.forEach((object, dependents) -> objects.put(object.after(change), after(dependents, change)));
		Map<DependentObject, Set<DependentObject>> others = new LinkedHashMap<>();
		this.further.forEach((object, dependents) -> others.put(after(object, change), after(dependents, change)));
		return new Dependents(objects, others);
	}

	private static Set<DependentObject> after(Set<DependentObject> objects, Change change) {
		Set<DependentObject> renamed = new LinkedHashSet<>();
		objects.forEach((object) -> renamed.add(after(object, change)));
		return renamed;
	}

	private static DependentObject after(DependentObject object, Change change) {
		return (change instanceof RenameTable rename && rename.from().equals(object.table()))
				? object.withTable(rename.to()) : object;
	}

	/**
	 * Collects the dependent objects of a database.
	 */
	public static final class Builder {

		private final Map<SchemaObject, Set<DependentObject>> direct = new LinkedHashMap<>();

		private final Map<DependentObject, Set<DependentObject>> further = new LinkedHashMap<>();

		/**
		 * Add an object that need not depend on anything but the table that it belongs
		 * to.
		 * @param dependent the dependent object, of any depth
		 */
		public void add(DependentObject dependent) {
			this.further.computeIfAbsent(dependent, (any) -> new LinkedHashSet<>());
		}

		/**
		 * Add an object that depends on a table or a part of one.
		 * @param object the object that others depend on
		 * @param dependent the dependent object, of any depth
		 */
		public void add(SchemaObject object, DependentObject dependent) {
			this.direct.computeIfAbsent(object, (any) -> new LinkedHashSet<>()).add(dependent);
		}

		/**
		 * Add an object that depends on another dependent object.
		 * @param object the dependent object that others depend on, of any depth
		 * @param dependent the dependent object, of any depth
		 */
		public void add(DependentObject object, DependentObject dependent) {
			this.further.computeIfAbsent(object, (any) -> new LinkedHashSet<>()).add(dependent);
		}

		/**
		 * Return what was collected.
		 * @return the dependent objects, with their depths
		 */
		public Dependents build() {
			Map<DependentObject, Integer> depths = new Depths(this.further).of(this.direct.values());
			Map<SchemaObject, Set<DependentObject>> objects = new LinkedHashMap<>();
			this.direct.forEach((object, dependents) -> objects.put(object, deep(dependents, depths)));
			Map<DependentObject, Set<DependentObject>> others = new LinkedHashMap<>();
			this.further.forEach((object, dependents) -> others.put(deep(object, depths), deep(dependents, depths)));
			return new Dependents(objects, others);
		}

		private static Set<DependentObject> deep(Set<DependentObject> objects, Map<DependentObject, Integer> depths) {
			Set<DependentObject> deep = new LinkedHashSet<>();
			objects.forEach((object) -> deep.add(deep(object, depths)));
			return deep;
		}

		private static DependentObject deep(DependentObject object, Map<DependentObject, Integer> depths) {
			return object.withDepth(depths.getOrDefault(object, 0));
		}

	}

	/**
	 * Determines the depths of dependent objects.
	 *
	 * @param further the dependent objects of dependent objects
	 */
	private record Depths(Map<DependentObject, Set<DependentObject>> further) {

		// Objects are taken when all that they depend on have been taken, so that the
		// effort is linear; those in a circle are never taken, and keep the depth 0.
		Map<DependentObject, Integer> of(Collection<Set<DependentObject>> roots) {
			Map<DependentObject, Integer> waiting = new HashMap<>();
			this.further.forEach((object, dependents) -> dependents
				.forEach((dependent) -> waiting.merge(dependent, 1, Integer::sum)));
			Map<DependentObject, Integer> depths = new HashMap<>();
			Deque<DependentObject> open = new ArrayDeque<>();
			Set<DependentObject> all = new HashSet<>(this.further.keySet());
			roots.forEach(all::addAll);
			for (DependentObject object : all) {
				if (!waiting.containsKey(object)) {
					depths.put(object, 0);
					open.add(object);
				}
			}
			while (!open.isEmpty()) {
				DependentObject object = open.remove();
				int depth = depths.getOrDefault(object, 0);
				for (DependentObject dependent : this.further.getOrDefault(object, Set.of())) {
					depths.merge(dependent, depth + 1, Math::max);
					if (waiting.merge(dependent, -1, Integer::sum) == 0) {
						open.add(dependent);
					}
				}
			}
			return depths;
		}

	}

}
