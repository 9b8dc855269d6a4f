package dev.migrate.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind on both sides, each with its counterpart if it has one.
 *
 * @param <T> the type of the objects
 * @param removed the objects on the current side alone, in its order
 * @param added the objects on the desired side alone, in its order
 * @param kept the objects on both sides, in the order of the desired side
 */
record Pairs<T>(List<T> removed, List<T> added, List<Pair<T>> kept) {

	/**
	 * Pair objects by one key after the other: those that the first leaves unpaired are
	 * paired by the second, and so on.
	 * @param current the objects of the current side
	 * @param desired the objects of the desired side
	 * @param keys the keys, the most specific one first; a {@code null} key pairs with
	 * nothing
	 * @param <T> the type of the objects
	 * @return the pairs
	 */
	@SafeVarargs
	static <T> Pairs<T> of(List<T> current, List<T> desired, Function<T, @Nullable Object>... keys) {
		Set<Position<T>> currentUnpaired = positions(current);
		Set<Position<T>> desiredUnpaired = positions(desired);
		Map<Position<T>, T> counterparts = new HashMap<>();
		for (Function<T, @Nullable Object> key : keys) {
			Map<Object, Deque<Position<T>>> byKey = new HashMap<>();
			for (Position<T> position : currentUnpaired) {
				Object value = key.apply(position.object());
				if (value != null) {
					byKey.computeIfAbsent(value, (any) -> new ArrayDeque<>()).add(position);
				}
			}
			for (Position<T> position : List.copyOf(desiredUnpaired)) {
				Object value = key.apply(position.object());
				Deque<Position<T>> candidates = (value != null) ? byKey.get(value) : null;
				if (candidates != null && !candidates.isEmpty()) {
					Position<T> found = candidates.remove();
					counterparts.put(position, found.object());
					currentUnpaired.remove(found);
					desiredUnpaired.remove(position);
				}
			}
		}
		List<Pair<T>> kept = new ArrayList<>();
		for (Position<T> position : positions(desired)) {
			T counterpart = counterparts.get(position);
			if (counterpart != null) {
				kept.add(new Pair<>(counterpart, position.object()));
			}
		}
		return new Pairs<>(objects(currentUnpaired), objects(desiredUnpaired), kept);
	}

	private static <T> Set<Position<T>> positions(List<T> objects) {
		Set<Position<T>> positions = new LinkedHashSet<>();
		for (int index = 0; index < objects.size(); index++) {
			positions.add(new Position<>(index, objects.get(index)));
		}
		return positions;
	}

	private static <T> List<T> objects(Set<Position<T>> positions) {
		return positions.stream().map(Position::object).toList();
	}

	/**
	 * An object of the current side and its counterpart.
	 *
	 * @param <T> the type of the objects
	 * @param current the object on the current side
	 * @param desired the object on the desired side
	 */
	record Pair<T>(T current, T desired) {

	}

	/**
	 * An object at its position, since a side may have two that are equal.
	 */
	private record Position<T>(int index, T object) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Position<?> that && this.index == that.index && this.object == that.object;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.index, System.identityHashCode(this.object));
		}

	}

}
