package dev.migrate.dialect;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schemas of a database that a comparison looks at.
 *
 * @param defaultSchema the schema in which unqualified names are found, as the catalog
 * stores its name; records name it {@code null}
 * @param others the other schemas, as the catalog stores their names
 */
public record SchemaScope(String defaultSchema, Set<String> others) {

	public SchemaScope {
		others = Collections.unmodifiableSet(new TreeSet<>(others));
	}

}
