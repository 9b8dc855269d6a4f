package dev.migrate.dialect.sqlite;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.dialect.CatalogSchema;
import dev.migrate.schema.QualifiedName;

/**
 * The source text of the tables of a database.
 *
 * @param byTable the source text by the names of the tables, in canonical form
 */
record SqliteSources(Map<QualifiedName, SqliteSource> byTable) implements CatalogSchema.Details {

	private static final SqliteSources NONE = new SqliteSources(Map.of());

	SqliteSources {
		byTable = Map.copyOf(byTable);
	}

	/**
	 * Return the source text that was read with a schema.
	 * @param schema the schema
	 * @return the source text; empty if the schema was not read from a database
	 */
	static SqliteSources of(CatalogSchema schema) {
		return (schema.details() instanceof SqliteSources sources) ? sources : NONE;
	}

	@Override
	public Set<QualifiedName> tables() {
		return this.byTable.keySet();
	}

	Optional<SqliteSource> find(QualifiedName table) {
		return Optional.ofNullable(this.byTable.get(table));
	}

}
