package dev.migrate.models;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A naming strategy that prefixes catalogs with the name of the test database, for
 * products whose catalogs belong to the whole server.
 */
public class OwnCatalogs extends PhysicalNamingStrategySnakeCaseImpl {

	@Override
	public @Nullable Identifier toPhysicalCatalogName(@Nullable Identifier logicalName, JdbcEnvironment environment) {
		return (logicalName != null)
				? Identifier.toIdentifier(environment.getCurrentCatalog().getText() + "_" + logicalName.getText())
				: null;
	}

}
