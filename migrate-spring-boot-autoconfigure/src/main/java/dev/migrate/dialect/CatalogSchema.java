package dev.migrate.dialect;

import java.util.Set;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;

/**
 * A schema as a dialect has read it.
 *
 * @param schema the schema, in canonical form
 * @param details further knowledge of the dialect about the database
 */
public record CatalogSchema(Schema schema, Details details) {

	/**
	 * Return a schema without details.
	 * @param schema the schema, in canonical form
	 * @return the schema
	 */
	public static CatalogSchema of(Schema schema) {
		return new CatalogSchema(schema, Details.NONE);
	}

	/**
	 * Return these details with another schema, of which some objects are renamed or left
	 * out.
	 * @param schema the other schema
	 * @return the changed copy
	 */
	public CatalogSchema withSchema(Schema schema) {
		return new CatalogSchema(schema, this.details);
	}

	/**
	 * The details of a database beside its schema that a dialect needs in order to change
	 * it. Only the dialect that has read them uses them.
	 */
	public interface Details {

		/**
		 * No details.
		 */
		Details NONE = Set::of;

		/**
		 * Return the tables that have details.
		 * @return their names, in canonical form
		 */
		Set<QualifiedName> tables();

	}

}
