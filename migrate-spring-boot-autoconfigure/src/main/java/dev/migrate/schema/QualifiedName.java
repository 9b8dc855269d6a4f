package dev.migrate.schema;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, sequence or type, exactly as the database's catalog stores it.
 *
 * @param schema the schema, or the catalog on a product whose schemas are catalogs;
 * {@code null} for the default one of the connection
 * @param name the name within the schema
 */
public record QualifiedName(@Nullable String schema, String name) implements Comparable<QualifiedName> {

	private static final Comparator<QualifiedName> ORDER = Comparator
		.comparing(QualifiedName::schema, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(QualifiedName::name);

	/**
	 * Return a name in the default schema.
	 * @param name the name within the schema
	 * @return the qualified name
	 */
	public static QualifiedName of(String name) {
		return new QualifiedName(null, name);
	}

	@Override
	public int compareTo(QualifiedName other) {
		return ORDER.compare(this, other);
	}

	/**
	 * Return the display form of the name: unquoted, with its schema if it is not the
	 * default one.
	 * @return the display form, never to be used in SQL
	 */
	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name;
	}

}
