package dev.migrate.autoconfigure;

import java.util.Optional;

import javax.sql.DataSource;

import dev.migrate.entity.EntitySchemas;
import dev.migrate.schema.Schema;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;

/**
 * Finds the entities that belong to a database.
 */
final class EntitySource {

	private final ListableBeanFactory beanFactory;

	EntitySource(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Read the schema that the entities of a database ask for.
	 * @param dataSource the database's data source
	 * @param only whether it is the only database of the application, so that all
	 * entities are its own, also where migrations have a user and a URL for themselves
	 * @return the schema; empty where the database has no entities
	 */
	Optional<Schema> read(@Nullable DataSource dataSource, boolean only) {
		EntityManagerFactory factory = only ? this.beanFactory.getBeanProvider(EntityManagerFactory.class).getIfUnique()
				: find(dataSource);
		return Optional.ofNullable(factory).map(EntitySchemas::of);
	}

	private @Nullable EntityManagerFactory find(@Nullable DataSource dataSource) {
		return this.beanFactory.getBeanProvider(EntityManagerFactory.class)
			.stream()
			.filter((factory) -> factory instanceof EntityManagerFactoryInfo info && info.getDataSource() == dataSource)
			.findFirst()
			.orElse(null);
	}

}
