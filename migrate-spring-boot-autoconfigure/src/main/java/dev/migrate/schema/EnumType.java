package dev.migrate.schema;

import java.util.List;

/**
 * A named enumerated type of the database.
 *
 * @param name its name
 * @param values its values, in sort order
 */
public record EnumType(QualifiedName name, List<String> values) implements Element {

	public EnumType {
		values = List.copyOf(values);
	}

	@Override
	public QualifiedName object() {
		return this.name;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
