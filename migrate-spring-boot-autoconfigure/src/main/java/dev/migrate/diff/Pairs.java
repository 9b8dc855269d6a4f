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
 * The things of one kind on both sides, each with its counterpart where it has one.
 *
 * @param <T> the kind of thing
 * @param removed what is on the current side alone, in its order
 * @param added what is on the desired side alone, in its order
 * @param kept what is on both, in the order of the desired side
 */
record Pairs<T>(List<T> removed, List<T> added, List<Pair<T>> kept) {

	/**
	 * Pair things by one key after the other: what the first leaves over is paired by the
	 * second, and so on.
	 * @param current the things of the current side
	 * @param desired the things of the desired side
	 * @param keys the keys, the one that says most first; a {@code null} key pairs with
	 * nothing
	 * @param <T> the kind of thing
	 * @return the pairs
	 */
	@SafeVarargs
	static <T> Pairs<T> of(List<T> current, List<T> desired, Function<T, @Nullable Object>... keys) {
		Set<Place<T>> currentLeft = places(current);
		Set<Place<T>> desiredLeft = places(desired);
		Map<Place<T>, T> counterparts = new HashMap<>();
		for (Function<T, @Nullable Object> key : keys) {
			Map<Object, Deque<Place<T>>> byKey = new HashMap<>();
			for (Place<T> place : currentLeft) {
				Object value = key.apply(place.thing());
				if (value != null) {
					byKey.computeIfAbsent(value, (any) -> new ArrayDeque<>()).add(place);
				}
			}
			for (Place<T> place : List.copyOf(desiredLeft)) {
				Object value = key.apply(place.thing());
				Deque<Place<T>> candidates = (value != null) ? byKey.get(value) : null;
				if (candidates != null && !candidates.isEmpty()) {
					Place<T> found = candidates.remove();
					counterparts.put(place, found.thing());
					currentLeft.remove(found);
					desiredLeft.remove(place);
				}
			}
		}
		List<Pair<T>> kept = new ArrayList<>();
		for (Place<T> place : places(desired)) {
			T counterpart = counterparts.get(place);
			if (counterpart != null) {
				kept.add(new Pair<>(counterpart, place.thing()));
			}
		}
		return new Pairs<>(things(currentLeft), things(desiredLeft), kept);
	}

	private static <T> Set<Place<T>> places(List<T> things) {
		Set<Place<T>> places = new LinkedHashSet<>();
		for (int index = 0; index < things.size(); index++) {
			places.add(new Place<>(index, things.get(index)));
		}
		return places;
	}

	private static <T> List<T> things(Set<Place<T>> places) {
		return places.stream().map(Place::thing).toList();
	}

	/**
	 * A thing of the current side and its counterpart.
	 *
	 * @param <T> the kind of thing
	 * @param current the thing as it is
	 * @param desired the thing as it is to be
	 */
	record Pair<T>(T current, T desired) {

	}

	/**
	 * A thing at its place, since a side may hold two that are equal.
	 */
	private record Place<T>(int index, T thing) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Place<?> that && this.index == that.index && this.thing == that.thing;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.index, System.identityHashCode(this.thing));
		}

	}

}
