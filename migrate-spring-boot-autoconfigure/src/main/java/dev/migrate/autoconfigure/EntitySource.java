package dev.migrate.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.entity.EntitySchemas;
import dev.migrate.schema.Schema;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.util.StringUtils;

/**
 * Finds the entities that belong to a database.
 */
final class EntitySource {

	private final ListableBeanFactory beanFactory;

	private final Function<String, @Nullable String> names;

	EntitySource(ListableBeanFactory beanFactory, Function<String, @Nullable String> names) {
		this.beanFactory = beanFactory;
		this.names = names;
	}

	/**
	 * Read the schema that the entities of a database ask for.
	 * @param database the name of the database
	 * @param dataSource the database's data source
	 * @param only whether it is the only database of the application, so that all
	 * entities are its own, also where migrations have a user and a URL for themselves
	 * @return the schema; empty where the database has no entities
	 */
	Optional<Schema> read(String database, @Nullable DataSource dataSource, boolean only) {
		String named = this.names.apply(database);
		if (StringUtils.hasText(named)) {
			return Optional.of(EntitySchemas.of(named(database, named)));
		}
		EntityManagerFactory factory = only ? this.beanFactory.getBeanProvider(EntityManagerFactory.class).getIfUnique()
				: find(database, dataSource);
		return Optional.ofNullable(factory).map(EntitySchemas::of);
	}

	private EntityManagerFactory named(String database, String beanName) {
		if (!all().contains(beanName)) {
			throw new CannotProceedException(ErrorCode.SETTING_INVALID,
					"The database '" + database + "' uses the entities of " + beanName + ","
							+ " but there is no such EntityManagerFactory; name one of " + String.join(", ", all())
							+ " as migrate.databases." + database + ".entity-manager-factory.");
		}
		return this.beanFactory.getBean(beanName, EntityManagerFactory.class);
	}

	private @Nullable EntityManagerFactory find(String database, @Nullable DataSource dataSource) {
		return all().stream()
			.map((name) -> this.beanFactory.getBean(name, EntityManagerFactory.class))
			.filter((factory) -> factory instanceof EntityManagerFactoryInfo info && info.getDataSource() == dataSource)
			.findFirst()
			.orElseGet(() -> byName(database));
	}

	// Migrations may have a data source of their own, with a user who may change tables.
	private @Nullable EntityManagerFactory byName(String database) {
		String suffix = "EntityManagerFactory";
		String name = database.equals("main") ? StringUtils.uncapitalize(suffix) : database + suffix;
		return all().contains(name) ? this.beanFactory.getBean(name, EntityManagerFactory.class) : null;
	}

	private List<String> all() {
		return List.of(this.beanFactory.getBeanNamesForType(EntityManagerFactory.class));
	}

}
