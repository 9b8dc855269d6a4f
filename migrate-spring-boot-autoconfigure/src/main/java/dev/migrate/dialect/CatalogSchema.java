package dev.migrate.dialect;

import java.util.Set;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;

/**
 * A schema as a dialect has read it.
 *
 * @param schema the schema, in canonical form
 * @param details what else the dialect has to know of the database
 */
public record CatalogSchema(Schema schema, Details details) {

	/**
	 * Return a schema of which there is nothing else to know.
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
	 * What a dialect has to know of a database beside its schema in order to change it.
	 * It belongs to the dialect that has read it: no other code looks into it.
	 */
	public interface Details {

		/**
		 * No details.
		 */
		Details NONE = Set::of;

		/**
		 * Return the tables of which there are details.
		 * @return their names, in canonical form
		 */
		Set<QualifiedName> tables();

	}

}
