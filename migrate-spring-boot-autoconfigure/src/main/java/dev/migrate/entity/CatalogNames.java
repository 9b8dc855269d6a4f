package dev.migrate.entity;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrate.schema.QualifiedName;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
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

	private final boolean keepsCase;

	private final boolean foldsTablesOnly;

	CatalogNames(SessionFactoryImplementor sessionFactory) {
		this.environment = sessionFactory.getJdbcServices().getJdbcEnvironment();
		this.helper = this.environment.getIdentifierHelper();
		this.context = sessionFactory.getSqlStringGenerationContext();
		this.keepsCase = keepsCase(sessionFactory.getJdbcServices());
		// A product that folds even quoted names keeps tables in files, and folds the
		// names of these alone.
		this.foldsTablesOnly = this.helper.toMetaDataObjectName(Identifier.toIdentifier("A", true)).equals("a");
	}

	/**
	 * Return whether the database stores names as they are written, and distinguishes
	 * them by case. Hibernate does not ask for that, and takes the names for folded.
	 * @param services the services; if Hibernate has not connected to the database, this
	 * does not either
	 * @return {@code true} if the database folds no names
	 */
	private static boolean keepsCase(JdbcServices services) {
		if (services.getExtractedMetaDataSupport().getUrl() == null) {
			return false;
		}
		JdbcConnectionAccess access = services.getBootstrapJdbcConnectionAccess();
		try {
			Connection connection = access.obtainConnection();
			try {
				return connection.getMetaData().supportsMixedCaseIdentifiers();
			}
			finally {
				access.releaseConnection(connection);
			}
		}
		catch (SQLException ex) {
			return false;
		}
	}

	QualifiedName of(Table table) {
		QualifiedTableName name = table.getQualifiedTableName();
		return of(name.getCatalogName(), name.getSchemaName(), name.getTableName());
	}

	QualifiedName of(@Nullable Identifier catalog, @Nullable Identifier schema, Identifier name) {
		return new QualifiedName(qualifier(catalog, schema), stored(name));
	}

	String of(Column column) {
		return storedInTable(Identifier.toIdentifier(column.getName(), column.isQuoted()));
	}

	/**
	 * Convert the name of a constraint, index or type that the mapping has as text.
	 * Hibernate does not quote it where it quotes all other names.
	 * @param text the name, possibly quoted; {@code null} for none
	 * @return the name as the catalog stores it, empty for none
	 */
	String of(@Nullable String text) {
		Identifier identifier = Identifier.toIdentifier(text);
		return (identifier != null) ? storedInTable(identifier) : "";
	}

	private String storedInTable(Identifier name) {
		return this.foldsTablesOnly ? name.getText() : stored(name);
	}

	private String stored(Identifier name) {
		return this.keepsCase ? name.getText() : this.helper.toMetaDataObjectName(name);
	}

	private @Nullable String qualifier(@Nullable Identifier catalog, @Nullable Identifier schema) {
		if (this.environment.getNameQualifierSupport().supportsSchemas()) {
			Identifier actual = this.context.schemaWithDefault(schema);
			return (actual == null || this.keepsCase) ? text(actual) : this.helper.toMetaDataSchemaName(actual);
		}
		Identifier actual = this.context.catalogWithDefault(catalog);
		return (actual == null || this.keepsCase) ? text(actual) : this.helper.toMetaDataCatalogName(actual);
	}

	private static @Nullable String text(@Nullable Identifier name) {
		return (name != null) ? name.getText() : null;
	}

}
