package dev.migrate.laws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.migrate.testing.TestProduct;
import org.yaml.snakeyaml.Yaml;

/**
 * The catalogue of direct changes to the tables of {@link Mutable}, in the SQL of a
 * product.
 *
 * @param desired the mutations of mapped objects
 * @param withUnmanaged the mutations that also create an unmanaged object
 * @param unmanaged the additions of unmanaged objects
 * @param lacking the names of the unsupported mutations, with the reason
 */
record Mutations(List<Mutation> desired, List<Mutation> withUnmanaged, List<Mutation> unmanaged,
		Map<String, String> lacking) {

	/**
	 * Read the catalogue of a product.
	 * @param product the product
	 * @return the catalogue; empty if the product has none
	 */
	static Mutations of(TestProduct product) {
		try (InputStream file = Mutations.class.getResourceAsStream("/mutations/" + product.shortName() + ".yaml")) {
			Map<String, Object> groups = new Yaml().load(Objects.requireNonNull(file, product + " has no catalogue"));
			return new Mutations(mutations(groups, "desired"), mutations(groups, "with-unmanaged"),
					mutations(groups, "unmanaged"), lacking(groups));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<Mutation> all() {
		return Stream.of(this.desired, this.withUnmanaged, this.unmanaged).flatMap(List::stream).toList();
	}

	Set<String> names() {
		Set<String> names = new TreeSet<>();
		all().forEach((mutation) -> names.add(mutation.name()));
		return names;
	}

	@SuppressWarnings("unchecked")
	private static List<Mutation> mutations(Map<String, Object> groups, String group) {
		return ((List<Map<String, Object>>) groups.getOrDefault(group, List.of())).stream().map(Mutation::of).toList();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> lacking(Map<String, Object> groups) {
		return (Map<String, String>) groups.getOrDefault("lacking", Map.of());
	}

	/**
	 * One direct change of the database.
	 *
	 * @param name the name of the mutation
	 * @param sql the statements of the mutation
	 * @param found the expected description of the change, or a part of it, in lower case
	 */
	record Mutation(String name, List<String> sql, String found) {

		static Mutation of(Map<String, Object> entry) {
			Object sql = entry.get("sql");
			List<String> statements = (sql instanceof List<?> list) ? list.stream().map(String::valueOf).toList()
					: List.of(String.valueOf(sql));
			return new Mutation(String.valueOf(entry.get("name")), statements, String.valueOf(entry.get("found")));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
