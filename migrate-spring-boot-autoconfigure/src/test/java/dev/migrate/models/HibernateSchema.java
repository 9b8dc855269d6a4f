package dev.migrate.models;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.entity.EntitySchemas;
import dev.migrate.schema.Schema;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;

import org.springframework.boot.hibernate.SpringImplicitNamingStrategy;

/**
 * The desired schema of a few entities on one product, with Hibernate's DDL for it.
 * Building the mapping is expensive, so a test class reads it once, on the first
 * database, and uses {@link #create(TestDatabase)} on all others.
 *
 * @param entities the desired schema
 * @param statements the DDL that Hibernate runs
 */
public record HibernateSchema(Schema entities, List<String> statements) {

	/**
	 * Read the schema of entities. Nothing is created.
	 * @param database a database of the product
	 * @param classes the entities
	 * @return the desired schema
	 */
	public static HibernateSchema of(TestDatabase database, List<Class<?>> classes) {
		StringWriter script = new StringWriter();
		Map<String, Object> settings = new HashMap<>();
		settings.put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database.dataSource());
		settings.put(AvailableSettings.JAKARTA_HBM2DDL_SCRIPTS_ACTION, "create");
		settings.put(AvailableSettings.JAKARTA_HBM2DDL_SCRIPTS_CREATE_TARGET, script);
		settings.put(AvailableSettings.HBM2DDL_CREATE_NAMESPACES, true);
		settings.put(AvailableSettings.MAX_FETCH_DEPTH, 1);
		settings.put(AvailableSettings.PHYSICAL_NAMING_STRATEGY,
				"org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
		settings.put(AvailableSettings.IMPLICIT_NAMING_STRATEGY, SpringImplicitNamingStrategy.class.getName());
		settings.put("hibernate.query.mutation_strategy.persistent.create_tables", false);
		boolean sqlite = database.product() == TestProduct.SQLITE;
		if (sqlite) {
			settings.put(AvailableSettings.COLUMN_ORDERING_STRATEGY, "legacy");
		}
		StandardServiceRegistry registry = new StandardServiceRegistryBuilder().applySettings(settings).build();
		try {
			MetadataSources sources = new MetadataSources(registry);
			classes.forEach(sources::addAnnotatedClass);
			try (SessionFactory factory = sources.buildMetadata().buildSessionFactory()) {
				return new HibernateSchema(EntitySchemas.of(factory),
						script.toString()
							.lines()
							.map((line) -> line.replaceAll(";$", ""))
							// Hibernate's dialect writes comments, which SQLite does not
							// support.
							.filter((line) -> !(sqlite && line.startsWith("comment on")))
							.toList());
			}
		}
		finally {
			StandardServiceRegistryBuilder.destroy(registry);
		}
	}

	/**
	 * Run the statements.
	 * @param database an empty database
	 */
	public void create(TestDatabase database) {
		database.execute(this.statements.toArray(String[]::new));
	}

}
