package dev.migrate.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Dependent objects that are dropped and created together.
 *
 * @param objects the objects, each after those that it depends on
 */
public record DependentObjects(List<DependentObject> objects) implements Element {

	public DependentObjects {
		if (objects.isEmpty()) {
			throw new IllegalArgumentException("No dependent objects");
		}
		objects = List.copyOf(objects);
	}

	/**
	 * Bring objects into the order in which they can be created.
	 * @param objects the objects, in any order; duplicates are removed
	 * @return the ordered objects
	 */
	public static DependentObjects of(Collection<DependentObject> objects) {
		return new DependentObjects(new LinkedHashSet<>(objects).stream()
			.sorted(Comparator.comparingInt(DependentObject::depth).thenComparing(DependentObject::toString))
			.toList());
	}

	/**
	 * Return the first of the objects.
	 * @return its name
	 */
	@Override
	public QualifiedName object() {
		return this.objects.get(0).name();
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

	/**
	 * Return the display form of the objects.
	 * @return for example {@code view report, trigger audit of orders}
	 */
	@Override
	public String toString() {
		return this.objects.stream().map(DependentObject::toString).collect(Collectors.joining(", "));
	}

}
