package dev.migrate.schema;

import java.util.List;

/**
 * An enumerated type that has a name of its own in the database.
 *
 * @param name its name
 * @param values its values, in the order in which they sort
 */
public record EnumType(QualifiedName name, List<String> values) {

	public EnumType {
		values = List.copyOf(values);
	}

}
