package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.ChangelogSource;
import liquibase.Liquibase;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * One database that an application migrates, with everything that a run on it needs.
 *
 * @param name what the application calls it
 * @param dataSource connections to it
 * @param changelog the master changelog
 * @param resourceLoader finds the files of the changelog
 * @param contexts the contexts of the run; {@code null} for all
 * @param labelFilter the label expression of the run; {@code null} for all
 * @param parameters the changelog parameters
 * @param defaultSchema the schema of unqualified names; {@code null} for the connection's
 * own
 * @param liquibaseSchema the schema of Liquibase's tables; {@code null} for the default
 * one
 * @param historyTable the name of the history table; {@code null} for Liquibase's own
 * @param lockTable the name of the lock table; {@code null} for Liquibase's own
 * @param tablespace the tablespace of both tables; {@code null} for none
 * @param settings what else Liquibase is told through its scope
 * @param customizer what the application does to each Liquibase object; {@code null} for
 * nothing
 * @param versionLocations the directories that revisions are in, from the directory of
 * the master changelog; none for the one that everybody has
 * @param url finds the JDBC URL without connecting; {@code null} comes of it where that
 * cannot be
 */
public record MigrationTarget(String name, DataSource dataSource, String changelog, ResourceLoader resourceLoader,
		@Nullable String contexts, @Nullable String labelFilter, Map<String, String> parameters,
		@Nullable String defaultSchema, @Nullable String liquibaseSchema, @Nullable String historyTable,
		@Nullable String lockTable, @Nullable String tablespace, Map<String, Object> settings,
		@Nullable Customizer<Liquibase> customizer, List<String> versionLocations, Supplier<@Nullable String> url) {

	public MigrationTarget {
		parameters = Map.copyOf(parameters);
		settings = Map.copyOf(settings);
		versionLocations = List.copyOf(versionLocations);
	}

	/**
	 * Create a target whose revisions are in the one directory that everybody has, and
	 * whose JDBC URL is known to its connections alone.
	 * @param name what the application calls it
	 * @param dataSource connections to it
	 * @param changelog the master changelog
	 * @param resourceLoader finds the files of the changelog
	 * @param contexts the contexts of the run; {@code null} for all
	 * @param labelFilter the label expression of the run; {@code null} for all
	 * @param parameters the changelog parameters
	 * @param defaultSchema the schema of unqualified names
	 * @param liquibaseSchema the schema of Liquibase's tables
	 * @param historyTable the name of the history table
	 * @param lockTable the name of the lock table
	 * @param tablespace the tablespace of both tables
	 * @param settings what else Liquibase is told through its scope
	 * @param customizer what the application does to each Liquibase object
	 */
	public MigrationTarget(String name, DataSource dataSource, String changelog, ResourceLoader resourceLoader,
			@Nullable String contexts, @Nullable String labelFilter, Map<String, String> parameters,
			@Nullable String defaultSchema, @Nullable String liquibaseSchema, @Nullable String historyTable,
			@Nullable String lockTable, @Nullable String tablespace, Map<String, Object> settings,
			@Nullable Customizer<Liquibase> customizer) {
		this(name, dataSource, changelog, resourceLoader, contexts, labelFilter, parameters, defaultSchema,
				liquibaseSchema, historyTable, lockTable, tablespace, settings, customizer, List.of(), () -> null);
	}

	/**
	 * Take a target from the bean that migrates it on startup.
	 * @param name what the application calls it
	 * @param bean the bean, which need not have run
	 * @return the target
	 */
	public static MigrationTarget of(String name, SpringLiquibase bean) {
		Assert.state(bean.getDataSource() != null, () -> "The Liquibase bean of " + name + " has no data source");
		Assert.state(bean.getChangeLog() != null, () -> "The Liquibase bean of " + name + " has no change-log");
		ResourceLoader loader = (bean.getResourceLoader() != null) ? bean.getResourceLoader()
				: new DefaultResourceLoader();
		return new MigrationTarget(name, bean.getDataSource(), bean.getChangeLog(), loader, text(bean.getContexts()),
				text(bean.getLabelFilter()), parameters(bean), text(bean.getDefaultSchema()),
				text(bean.getLiquibaseSchema()), text(bean.getDatabaseChangeLogTable()),
				text(bean.getDatabaseChangeLogLockTable()), text(bean.getLiquibaseTablespace()), settings(bean),
				bean.getCustomizer());
	}

	/**
	 * Return the same changelog on a database to try things in.
	 * @param name what messages call it
	 * @param dataSource connections to it
	 * @param withSchemas whether it has the schemas that the other has
	 * @return the target
	 */
	public MigrationTarget on(String name, DataSource dataSource, boolean withSchemas) {
		return new MigrationTarget(name, dataSource, this.changelog, this.resourceLoader, this.contexts,
				this.labelFilter, this.parameters, withSchemas ? this.defaultSchema : null,
				withSchemas ? this.liquibaseSchema : null, this.historyTable, this.lockTable, null, this.settings,
				this.customizer, this.versionLocations, () -> null);
	}

	/**
	 * Return the same database with another changelog.
	 * @param changelog the master changelog
	 * @param resourceLoader finds its files
	 * @return the target
	 */
	public MigrationTarget with(String changelog, ResourceLoader resourceLoader) {
		return new MigrationTarget(this.name, this.dataSource, changelog, resourceLoader, this.contexts,
				this.labelFilter, this.parameters, this.defaultSchema, this.liquibaseSchema, this.historyTable,
				this.lockTable, this.tablespace, this.settings, this.customizer, this.versionLocations, this.url);
	}

	/**
	 * Return this target with its revisions elsewhere.
	 * @param locations the directories that they are in, from the directory of the master
	 * changelog
	 * @return the changed copy
	 */
	public MigrationTarget withVersionLocations(List<String> locations) {
		return new MigrationTarget(this.name, this.dataSource, this.changelog, this.resourceLoader, this.contexts,
				this.labelFilter, this.parameters, this.defaultSchema, this.liquibaseSchema, this.historyTable,
				this.lockTable, this.tablespace, this.settings, this.customizer, locations, this.url);
	}

	/**
	 * Return this target with a way to know its JDBC URL without connecting.
	 * @param url finds the URL, {@code null} where that cannot be
	 * @return the target
	 */
	public MigrationTarget withUrl(Supplier<@Nullable String> url) {
		return new MigrationTarget(this.name, this.dataSource, this.changelog, this.resourceLoader, this.contexts,
				this.labelFilter, this.parameters, this.defaultSchema, this.liquibaseSchema, this.historyTable,
				this.lockTable, this.tablespace, this.settings, this.customizer, this.versionLocations, url);
	}

	/**
	 * Open a connection.
	 * @return the connection, which the caller closes
	 * @throws MigrationFailedException where the database cannot be reached
	 */
	public Connection connect() {
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException | RuntimeException ex) {
			throw Failures.connecting(this, ex);
		}
	}

	/**
	 * Return where the changelog is and what it is read with.
	 * @param product the short name that Liquibase has for the product, where it is known
	 * @return the source
	 */
	public ChangelogSource source(@Nullable String product) {
		return new ChangelogSource(this.changelog, this.resourceLoader, this.parameters, this.contexts,
				this.labelFilter, product, this.versionLocations);
	}

	/**
	 * Return the names of the tables in which Liquibase keeps its own things.
	 * @return the history table and the lock table
	 */
	public List<String> ownTables() {
		return List.of((this.historyTable != null) ? this.historyTable : "DATABASECHANGELOG",
				(this.lockTable != null) ? this.lockTable : "DATABASECHANGELOGLOCK");
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> parameters(SpringLiquibase bean) {
		Object parameters = new DirectFieldAccessor(bean).getPropertyValue("parameters");
		return (parameters != null) ? (Map<String, String>) parameters : Map.of();
	}

	private static Map<String, Object> settings(SpringLiquibase bean) {
		Map<String, Object> settings = new HashMap<>();
		if (bean.getAnalyticsEnabled() != null) {
			settings.put("liquibase.analytics.enabled", bean.getAnalyticsEnabled());
		}
		if (bean.getLicenseKey() != null) {
			settings.put("liquibase.licenseKey", bean.getLicenseKey());
		}
		return settings;
	}

	private static @Nullable String text(@Nullable String value) {
		return StringUtils.hasText(value) ? value : null;
	}

	/**
	 * Return the target's name.
	 * @return the name, since the rest may hold secrets
	 */
	@Override
	public String toString() {
		return this.name;
	}

}
