package dev.migrate.database;

import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dependents;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Schema;

/**
 * The schema of a live database.
 *
 * @param dialect the dialect of its product
 * @param scope the schemas that were read
 * @param catalog the schema as the dialect has read it
 */
public record CurrentSchema(Dialect dialect, SchemaScope scope, CatalogSchema catalog) {

	/**
	 * Return the schema, in canonical form.
	 * @return the schema
	 */
	public Schema schema() {
		return this.catalog.schema();
	}

	/**
	 * Return this with another schema, of which some objects are renamed or left out.
	 * @param schema the other schema
	 * @return the changed copy
	 */
	public CurrentSchema withSchema(Schema schema) {
		return new CurrentSchema(this.dialect, this.scope, this.catalog.withSchema(schema));
	}

	/**
	 * Return this with dependent objects.
	 * @param dependents the dependent objects
	 * @return the changed copy
	 */
	public CurrentSchema withDependents(Dependents dependents) {
		return new CurrentSchema(this.dialect, this.scope, this.catalog.withDependents(dependents));
	}

}
