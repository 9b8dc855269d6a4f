package dev.migrate.dialect;

import java.util.Set;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;

/**
 * A schema as a dialect has read it.
 *
 * @param schema the schema, in canonical form
 * @param details further knowledge of the dialect about the database
 * @param dependents the dependent objects; none if they have not been read
 */
public record CatalogSchema(Schema schema, Details details, Dependents dependents) {

	/**
	 * Create a schema whose dependent objects have not been read.
	 * @param schema the schema, in canonical form
	 * @param details further knowledge of the dialect about the database
	 */
	public CatalogSchema(Schema schema, Details details) {
		this(schema, details, Dependents.NONE);
	}

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
		return new CatalogSchema(schema, this.details, this.dependents);
	}

	/**
	 * Return this schema with dependent objects.
	 * @param dependents the dependent objects
	 * @return the changed copy
	 */
	public CatalogSchema withDependents(Dependents dependents) {
		return new CatalogSchema(this.schema, this.details, dependents);
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
