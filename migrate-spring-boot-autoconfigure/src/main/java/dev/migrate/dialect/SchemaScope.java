package dev.migrate.dialect;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schemas of a database that a comparison reads.
 *
 * @param defaultSchema the schema in which unqualified names are found, as the catalog
 * stores its name; records name it {@code null}
 * @param others the other schemas, as the catalog stores their names
 */
public record SchemaScope(String defaultSchema, Set<String> others) {

	public SchemaScope {
		others = Collections.unmodifiableSet(new TreeSet<>(others));
	}

	/**
	 * Return the names of all schemas.
	 * @return the names, including the default schema
	 */
	public Set<String> all() {
		Set<String> all = new TreeSet<>(this.others);
		all.add(this.defaultSchema);
		return all;
	}

	/**
	 * Return the scope for a configured default schema, which is case-insensitive.
	 * @param defaultSchema the name as it was configured
	 * @param others the other schemas, as the catalog stores their names
	 * @param existing the schemas that exist
	 * @return the scope
	 */
	public static SchemaScope of(String defaultSchema, Collection<String> others, Collection<String> existing) {
		String name = existing.contains(defaultSchema) ? defaultSchema
				: existing.stream().filter(defaultSchema::equalsIgnoreCase).findFirst().orElse(defaultSchema);
		return of(name, others);
	}

	/**
	 * Return the scope of a default schema and others.
	 * @param defaultSchema the default schema, as the catalog stores its name
	 * @param others the other schemas, possibly including the default one
	 * @return the scope
	 */
	public static SchemaScope of(String defaultSchema, Collection<String> others) {
		Set<String> names = new TreeSet<>(others);
		names.remove(defaultSchema);
		return new SchemaScope(defaultSchema, names);
	}

}
