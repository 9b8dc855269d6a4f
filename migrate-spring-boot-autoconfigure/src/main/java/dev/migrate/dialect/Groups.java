package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Values in groups, each in the order in which it was added.
 *
 * @param <K> the type of the key of a group
 * @param <V> the type of the values
 */
public final class Groups<K, V> {

	private final Map<K, List<V>> values = new LinkedHashMap<>();

	/**
	 * Group values.
	 * @param values the values
	 * @param key returns the key of a value
	 * @param <K> the type of the key of a group
	 * @param <V> the type of the values
	 * @return the groups, in the order of their first values
	 */
	public static <K, V> Groups<K, V> of(Collection<V> values, Function<V, K> key) {
		Groups<K, V> groups = new Groups<>();
		values.forEach((value) -> groups.add(key.apply(value), value));
		return groups;
	}

	/**
	 * Add a value to a group.
	 * @param key the key of the group
	 * @param value the value
	 * @return always {@code true}, for a {@link Rows.Mapper}
	 */
	public boolean add(K key, V value) {
		return this.values.computeIfAbsent(key, (any) -> new ArrayList<>()).add(value);
	}

	/**
	 * Replace the values of a group.
	 * @param key the key of the group
	 * @param values the new values
	 */
	public void replace(K key, List<V> values) {
		this.values.put(key, values);
	}

	/**
	 * Return the values of a group.
	 * @param key the key of the group
	 * @return the values; none if there is no such group
	 */
	public List<V> get(K key) {
		return this.values.getOrDefault(key, List.of());
	}

	/**
	 * Return whether a group has values.
	 * @param key the key of the group
	 * @return {@code true} if there is such a group
	 */
	public boolean contains(K key) {
		return this.values.containsKey(key);
	}

	/**
	 * Return all groups by their keys.
	 * @return the groups, in the order of their first values
	 */
	public Map<K, List<V>> asMap() {
		return this.values;
	}

}
