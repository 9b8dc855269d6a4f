package dev.migrate.models;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Gives each database of a test catalogs of its own, where a catalog belongs to the whole
 * server: theirs begin with its name.
 */
public class OwnCatalogs extends PhysicalNamingStrategySnakeCaseImpl {

	@Override
	public @Nullable Identifier toPhysicalCatalogName(@Nullable Identifier logicalName, JdbcEnvironment environment) {
		return (logicalName != null)
				? Identifier.toIdentifier(environment.getCurrentCatalog().getText() + "_" + logicalName.getText())
				: null;
	}

}
