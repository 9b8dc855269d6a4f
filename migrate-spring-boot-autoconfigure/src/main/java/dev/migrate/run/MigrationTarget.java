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
import dev.migrate.run.data.Checkpoints;
import dev.migrate.run.snapshot.SnapshotTable;
import dev.migrate.run.table.OwnTable;
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
 * A database that an application migrates, with the settings of a run on it.
 *
 * @param name the name of the database in the application
 * @param dataSource the data source
 * @param changelog the master changelog
 * @param resourceLoader the loader of the changelog's files
 * @param contexts the contexts of the run; {@code null} for all
 * @param labelFilter the label expression of the run; {@code null} for all
 * @param parameters the changelog parameters
 * @param defaultSchema the schema of unqualified names; {@code null} for the schema of
 * the connection
 * @param liquibaseSchema the schema of Liquibase's tables; {@code null} for the default
 * @param historyTable the name of the history table; {@code null} for the default
 * @param lockTable the name of the lock table; {@code null} for the default
 * @param tablespace the tablespace of both tables; {@code null} for none
 * @param settings further settings in Liquibase's scope
 * @param customizer the customizer of each Liquibase object; {@code null} for none
 * @param versionLocations the directories of revisions, relative to the master changelog;
 * empty for the default
 * @param url the supplier of the JDBC URL, which does not connect; it returns
 * {@code null} if the URL is unknown
 * @param run how runs share the database with other processes
 */
public record MigrationTarget(String name, DataSource dataSource, String changelog, ResourceLoader resourceLoader,
		@Nullable String contexts, @Nullable String labelFilter, Map<String, String> parameters,
		@Nullable String defaultSchema, @Nullable String liquibaseSchema, @Nullable String historyTable,
		@Nullable String lockTable, @Nullable String tablespace, Map<String, Object> settings,
		@Nullable Customizer<Liquibase> customizer, List<String> versionLocations, Supplier<@Nullable String> url,
		RunSettings run) {

	public MigrationTarget {
		parameters = Map.copyOf(parameters);
		settings = Map.copyOf(settings);
		versionLocations = List.copyOf(versionLocations);
	}

	/**
	 * Return a builder of a target with the defaults of Liquibase.
	 * @param name the name of the database in the application
	 * @param dataSource the data source
	 * @param changelog the master changelog
	 * @param resourceLoader the loader of the changelog's files
	 * @return the builder
	 */
	public static Builder builder(String name, DataSource dataSource, String changelog, ResourceLoader resourceLoader) {
		return new Builder(name, dataSource, changelog, resourceLoader);
	}

	private Builder mutate() {
		Builder builder = new Builder(this.name, this.dataSource, this.changelog, this.resourceLoader);
		builder.contexts = this.contexts;
		builder.labelFilter = this.labelFilter;
		builder.parameters = this.parameters;
		builder.defaultSchema = this.defaultSchema;
		builder.liquibaseSchema = this.liquibaseSchema;
		builder.historyTable = this.historyTable;
		builder.lockTable = this.lockTable;
		builder.tablespace = this.tablespace;
		builder.settings = this.settings;
		builder.customizer = this.customizer;
		builder.versionLocations = this.versionLocations;
		builder.url = this.url;
		builder.run = this.run;
		return builder;
	}

	/**
	 * Create a target from the bean that migrates the database on startup.
	 * @param name the name of the database in the application
	 * @param bean the bean, which need not have run
	 * @return the target
	 */
	public static MigrationTarget of(String name, SpringLiquibase bean) {
		Assert.state(bean.getDataSource() != null, () -> "The Liquibase bean of " + name + " has no data source");
		Assert.state(bean.getChangeLog() != null, () -> "The Liquibase bean of " + name + " has no change-log");
		ResourceLoader loader = (bean.getResourceLoader() != null) ? bean.getResourceLoader()
				: new DefaultResourceLoader();
		return builder(name, bean.getDataSource(), bean.getChangeLog(), loader).contexts(bean.getContexts())
			.labelFilter(bean.getLabelFilter())
			.parameters(parameters(bean))
			.defaultSchema(bean.getDefaultSchema())
			.liquibaseSchema(bean.getLiquibaseSchema())
			.historyTable(bean.getDatabaseChangeLogTable())
			.lockTable(bean.getDatabaseChangeLogLockTable())
			.tablespace(bean.getLiquibaseTablespace())
			.settings(settings(bean))
			.customizer(RunLog.ofApplication(bean.getCustomizer()))
			.build();
	}

	/**
	 * Return a target with the same changelog on a scratch database.
	 * @param name the name in messages
	 * @param dataSource the data source of the scratch database
	 * @param withSchemas whether the scratch database has the schemas of this database
	 * @return the target
	 */
	public MigrationTarget on(String name, DataSource dataSource, boolean withSchemas) {
		Builder builder = mutate();
		builder.name = name;
		builder.dataSource = dataSource;
		builder.defaultSchema = withSchemas ? this.defaultSchema : null;
		builder.liquibaseSchema = withSchemas ? this.liquibaseSchema : null;
		builder.tablespace = null;
		builder.url = () -> null;
		builder.run = RunSettings.ALONE;
		return builder.build();
	}

	/**
	 * Return a target with the same database and another changelog.
	 * @param changelog the master changelog
	 * @param resourceLoader the loader of its files
	 * @return the target
	 */
	public MigrationTarget with(String changelog, ResourceLoader resourceLoader) {
		Builder builder = mutate();
		builder.changelog = changelog;
		builder.resourceLoader = resourceLoader;
		return builder.build();
	}

	/**
	 * Return a copy of this target with other directories of revisions.
	 * @param locations the directories, relative to the master changelog
	 * @return the copy
	 */
	public MigrationTarget withVersionLocations(List<String> locations) {
		return mutate().versionLocations(locations).build();
	}

	/**
	 * Return a copy of this target with a supplier of the JDBC URL.
	 * @param url the supplier, which returns {@code null} if the URL is unknown
	 * @return the copy
	 */
	public MigrationTarget withUrl(Supplier<@Nullable String> url) {
		Builder builder = mutate();
		builder.url = url;
		return builder.build();
	}

	/**
	 * Return a copy of this target with other settings of its runs.
	 * @param run how runs share the database with other processes
	 * @return the copy
	 */
	public MigrationTarget withRun(RunSettings run) {
		Builder builder = mutate();
		builder.run = run;
		return builder.build();
	}

	/**
	 * Open a connection.
	 * @return the connection, which the caller closes
	 * @throws MigrationFailedException if the database cannot be reached
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
	 * Return the source of the changelog.
	 * @param product the short name in Liquibase of the product; {@code null} if it is
	 * unknown
	 * @return the source
	 */
	public ChangelogSource source(@Nullable String product) {
		return new ChangelogSource(this.changelog, this.resourceLoader, this.parameters, this.contexts,
				this.labelFilter, product, this.versionLocations, this.customizer);
	}

	/**
	 * Return the names of the tables of the migrations themselves.
	 * @return the history table, the lock table, and the tables of the checkpoints and of
	 * the snapshot
	 */
	public List<String> ownTables() {
		String history = (this.historyTable != null) ? this.historyTable : "DATABASECHANGELOG";
		return ownTables(history, (this.lockTable != null) ? this.lockTable : "DATABASECHANGELOGLOCK");
	}

	static List<String> ownTables(String historyTable, String lockTable) {
		return List.of(historyTable, lockTable, OwnTable.nameOf(historyTable, Checkpoints.SUFFIX),
				OwnTable.nameOf(historyTable, SnapshotTable.SUFFIX));
	}

	@SuppressWarnings("unchecked")
	static Map<String, String> parameters(SpringLiquibase bean) {
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
	 * @return the name only, since other settings may be secret
	 */
	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Builds a target.
	 */
	public static final class Builder {

		private String name;

		private DataSource dataSource;

		private String changelog;

		private ResourceLoader resourceLoader;

		private @Nullable String contexts;

		private @Nullable String labelFilter;

		private Map<String, String> parameters = Map.of();

		private @Nullable String defaultSchema;

		private @Nullable String liquibaseSchema;

		private @Nullable String historyTable;

		private @Nullable String lockTable;

		private @Nullable String tablespace;

		private Map<String, Object> settings = Map.of();

		private @Nullable Customizer<Liquibase> customizer;

		private List<String> versionLocations = List.of();

		private Supplier<@Nullable String> url = () -> null;

		private RunSettings run = RunSettings.DEFAULT;

		private Builder(String name, DataSource dataSource, String changelog, ResourceLoader resourceLoader) {
			this.name = name;
			this.dataSource = dataSource;
			this.changelog = changelog;
			this.resourceLoader = resourceLoader;
		}

		/**
		 * Set the contexts of the run.
		 * @param contexts the contexts of the run; blank or {@code null} for all
		 * @return this builder
		 */
		public Builder contexts(@Nullable String contexts) {
			this.contexts = text(contexts);
			return this;
		}

		/**
		 * Set the label expression of the run.
		 * @param labelFilter the label expression of the run; blank or {@code null} for
		 * all
		 * @return this builder
		 */
		public Builder labelFilter(@Nullable String labelFilter) {
			this.labelFilter = text(labelFilter);
			return this;
		}

		/**
		 * Set the changelog parameters.
		 * @param parameters the changelog parameters
		 * @return this builder
		 */
		public Builder parameters(Map<String, String> parameters) {
			this.parameters = parameters;
			return this;
		}

		/**
		 * Set the schema of unqualified names.
		 * @param defaultSchema the schema of unqualified names; blank or {@code null} for
		 * the schema of the connection
		 * @return this builder
		 */
		public Builder defaultSchema(@Nullable String defaultSchema) {
			this.defaultSchema = text(defaultSchema);
			return this;
		}

		/**
		 * Set the schema of Liquibase's tables.
		 * @param liquibaseSchema the schema of Liquibase's tables; blank or {@code null}
		 * for the default
		 * @return this builder
		 */
		public Builder liquibaseSchema(@Nullable String liquibaseSchema) {
			this.liquibaseSchema = text(liquibaseSchema);
			return this;
		}

		/**
		 * Set the name of the history table.
		 * @param historyTable the name of the history table; blank or {@code null} for
		 * the default
		 * @return this builder
		 */
		public Builder historyTable(@Nullable String historyTable) {
			this.historyTable = text(historyTable);
			return this;
		}

		/**
		 * Set the name of the lock table.
		 * @param lockTable the name of the lock table; blank or {@code null} for the
		 * default
		 * @return this builder
		 */
		public Builder lockTable(@Nullable String lockTable) {
			this.lockTable = text(lockTable);
			return this;
		}

		/**
		 * Set the tablespace of both tables.
		 * @param tablespace the tablespace of both tables; blank or {@code null} for none
		 * @return this builder
		 */
		public Builder tablespace(@Nullable String tablespace) {
			this.tablespace = text(tablespace);
			return this;
		}

		/**
		 * Set further settings in Liquibase's scope.
		 * @param settings further settings in Liquibase's scope
		 * @return this builder
		 */
		public Builder settings(Map<String, Object> settings) {
			this.settings = settings;
			return this;
		}

		/**
		 * Set the customizer of each Liquibase object.
		 * @param customizer the customizer; {@code null} for none
		 * @return this builder
		 */
		public Builder customizer(@Nullable Customizer<Liquibase> customizer) {
			this.customizer = customizer;
			return this;
		}

		/**
		 * Set the directories of revisions, relative to the master changelog.
		 * @param versionLocations the directories of revisions, relative to the master
		 * changelog; empty for the default
		 * @return this builder
		 */
		public Builder versionLocations(List<String> versionLocations) {
			this.versionLocations = versionLocations;
			return this;
		}

		/**
		 * Build the target.
		 * @return the target
		 */
		public MigrationTarget build() {
			return new MigrationTarget(this.name, this.dataSource, this.changelog, this.resourceLoader, this.contexts,
					this.labelFilter, this.parameters, this.defaultSchema, this.liquibaseSchema, this.historyTable,
					this.lockTable, this.tablespace, this.settings, this.customizer, this.versionLocations, this.url,
					this.run);
		}

	}

}
