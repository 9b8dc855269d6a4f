package dev.migrate.schema;

import java.util.List;

/**
 * A named enumerated type of the database.
 *
 * @param name its name
 * @param values its values, in sort order
 * @param columns the columns that have the type, for a product that has to change each of
 * them with it; never compared
 */
public record EnumType(QualifiedName name, List<String> values, List<TypedColumn> columns) implements Element {

	public EnumType {
		values = List.copyOf(values);
		columns = List.copyOf(columns);
	}

	/**
	 * Create a type whose columns are not known.
	 * @param name its name
	 * @param values its values, in sort order
	 */
	public EnumType(QualifiedName name, List<String> values) {
		this(name, values, List.of());
	}

	/**
	 * Return this type with other values.
	 * @param values the values, in sort order
	 * @return the changed copy
	 */
	public EnumType withValues(List<String> values) {
		return new EnumType(this.name, values, this.columns);
	}

	/**
	 * Return this type with other columns.
	 * @param columns the columns that have the type
	 * @return the changed copy
	 */
	public EnumType withColumns(List<TypedColumn> columns) {
		return new EnumType(this.name, this.values, columns);
	}

	@Override
	public QualifiedName object() {
		return this.name;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

	/**
	 * A column that has the type.
	 *
	 * @param table the table
	 * @param column the name of the column as the catalog stores it
	 */
	public record TypedColumn(QualifiedName table, String column) {

	}

}
