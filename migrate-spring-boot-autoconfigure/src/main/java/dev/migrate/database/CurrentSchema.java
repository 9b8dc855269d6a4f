package dev.migrate.database;

import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Schema;

/**
 * The schema that a live database has.
 *
 * @param dialect the dialect of its product
 * @param scope the schemas that were read
 * @param catalog what the dialect has read
 */
public record CurrentSchema(Dialect dialect, SchemaScope scope, CatalogSchema catalog) {

	/**
	 * Return what is in the schemas, in canonical form.
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

}
