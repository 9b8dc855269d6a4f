package dev.migrate.entity;

import dev.migrate.schema.QualifiedName;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Converts the names of the mapping to those that the database's catalog stores.
 */
final class CatalogNames {

	private final JdbcEnvironment environment;

	private final IdentifierHelper helper;

	private final SqlStringGenerationContext context;

	CatalogNames(JdbcEnvironment environment, SqlStringGenerationContext context) {
		this.environment = environment;
		this.helper = environment.getIdentifierHelper();
		this.context = context;
	}

	QualifiedName of(Table table) {
		QualifiedTableName name = table.getQualifiedTableName();
		return of(name.getCatalogName(), name.getSchemaName(), name.getTableName());
	}

	QualifiedName of(@Nullable Identifier catalog, @Nullable Identifier schema, Identifier name) {
		return new QualifiedName(qualifier(catalog, schema), this.helper.toMetaDataObjectName(name));
	}

	String of(Column column) {
		return this.helper.toMetaDataObjectName(Identifier.toIdentifier(column.getName(), column.isQuoted()));
	}

	/**
	 * Convert the name of a constraint, index or type that the mapping has as text.
	 * Hibernate does not quote it where it quotes all other names.
	 * @param text the name, possibly quoted; {@code null} for none
	 * @return the name as the catalog stores it, empty for none
	 */
	String of(@Nullable String text) {
		Identifier identifier = Identifier.toIdentifier(text);
		return (identifier != null) ? this.helper.toMetaDataObjectName(identifier) : "";
	}

	private @Nullable String qualifier(@Nullable Identifier catalog, @Nullable Identifier schema) {
		if (this.environment.getNameQualifierSupport().supportsSchemas()) {
			Identifier actual = this.context.schemaWithDefault(schema);
			return (actual != null) ? this.helper.toMetaDataSchemaName(actual) : null;
		}
		Identifier actual = this.context.catalogWithDefault(catalog);
		return (actual != null) ? this.helper.toMetaDataCatalogName(actual) : null;
	}

}
