package dev.migrate.models;

import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.query.sqm.mutation.internal.temptable.GlobalTemporaryTableStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.PersistentTableStrategy;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A builder of session factories for a {@link Model}, as in an application, with Bean
 * Validation. Closing the factory closes all of its resources.
 */
public final class SessionFactories {

	private SessionFactories() {
	}

	/**
	 * Build a session factory.
	 * @param model the model
	 * @param dataSource the data source
	 * @param action Hibernate's schema action: {@code none}, {@code create-only} or
	 * {@code validate}
	 * @return the factory, to be closed by the caller
	 */
	public static SessionFactory open(Model model, DataSource dataSource, String action) {
		return open(model, dataSource, action, Map.of());
	}

	/**
	 * Build a session factory with more settings.
	 * @param model the model
	 * @param dataSource the data source
	 * @param action Hibernate's schema action
	 * @param settings more settings
	 * @return the factory, to be closed by the caller
	 */
	public static SessionFactory open(Model model, DataSource dataSource, String action, Map<String, Object> settings) {
		Map<String, Object> all = new HashMap<>(settings);
		all.put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
		all.put(AvailableSettings.HBM2DDL_AUTO, action);
		if (dataSource instanceof DriverManagerDataSource driver
				&& String.valueOf(driver.getUrl()).startsWith("jdbc:sqlite:")) {
			// Hibernate's dialect writes comments, which SQLite does not support.
			all.put(AvailableSettings.HBM2DDL_HALT_ON_ERROR, false);
			// After an integer column, Hibernate loses the type of an identity column, so
			// the key must come first.
			all.put(AvailableSettings.COLUMN_ORDERING_STRATEGY, "legacy");
		}
		return build(model, all);
	}

	/**
	 * Build a session factory for a database at a URL.
	 * @param model the model
	 * @param url the JDBC URL
	 * @param action Hibernate's schema action
	 * @return the factory, to be closed by the caller
	 */
	public static SessionFactory open(Model model, String url, String action) {
		return open(model, new DriverManagerDataSource(url), action);
	}

	/**
	 * Build a session factory that never connects to a database.
	 * @param model the model
	 * @param productName the name of the product, as JDBC reports it
	 * @param version the product's major version
	 * @return the factory, to be closed by the caller
	 */
	public static SessionFactory offline(Model model, String productName, int version) {
		return offline(model, productName, version, Map.of());
	}

	/**
	 * Build a session factory that never connects to a database, with more settings.
	 * @param model the model
	 * @param productName the name of the product, as JDBC reports it
	 * @param version the product's major version
	 * @param more more settings
	 * @return the factory, to be closed by the caller
	 */
	public static SessionFactory offline(Model model, String productName, int version, Map<String, Object> more) {
		Map<String, Object> settings = new HashMap<>(more);
		settings.put("hibernate.boot.allow_jdbc_metadata_access", false);
		settings.put(AvailableSettings.JAKARTA_HBM2DDL_DB_NAME, productName);
		settings.put(AvailableSettings.JAKARTA_HBM2DDL_DB_MAJOR_VERSION, String.valueOf(version));
		settings.put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, new DriverManagerDataSource("jdbc:none:"));
		return build(model, settings);
	}

	private static SessionFactory build(Model model, Map<String, Object> settings) {
		StandardServiceRegistry registry = new StandardServiceRegistryBuilder(
				new BootstrapServiceRegistryBuilder().build())
			.applySetting(AvailableSettings.HBM2DDL_CREATE_NAMESPACES, true)
			.applySetting(AvailableSettings.HBM2DDL_HALT_ON_ERROR, true)
			.applySetting(AvailableSettings.USE_SECOND_LEVEL_CACHE, false)
			.applySetting(GlobalTemporaryTableStrategy.CREATE_ID_TABLES, false)
			.applySetting(PersistentTableStrategy.CREATE_ID_TABLES, false)
			.applySetting(AvailableSettings.MAX_FETCH_DEPTH, 1)
			.applySettings(model.settings())
			.applySettings(settings)
			.build();
		try {
			MetadataSources sources = new MetadataSources(registry);
			model.classes().forEach(sources::addAnnotatedClass);
			model.mappingFiles().forEach(sources::addResource);
			return sources.buildMetadata().buildSessionFactory();
		}
		catch (RuntimeException ex) {
			StandardServiceRegistryBuilder.destroy(registry);
			throw ex;
		}
	}

}
