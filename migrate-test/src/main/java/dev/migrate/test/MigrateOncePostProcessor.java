package dev.migrate.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Gives the data source of one context a database of its own, and keeps
 * {@link SpringLiquibase} from running where this is the copy of one that has been
 * migrated.
 */
final class MigrateOncePostProcessor implements DestructionAwareBeanPostProcessor {

	private static final Log logger = LogFactory.getLog(MigrateOncePostProcessor.class);

	private final ApplicationContext application;

	/**
	 * The databases of this context by the URL that the application has configured,
	 * without its parameters.
	 */
	private final Map<String, DatabaseCopy> copies = new HashMap<>();

	private final Map<SpringLiquibase, Run> runs = new HashMap<>();

	MigrateOncePostProcessor(ApplicationContext application) {
		this.application = application;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase && liquibase.getDataSource() != null) {
			try {
				begin(liquibase);
			}
			catch (SQLException ex) {
				throw new DataAccessResourceFailureException(
						"The database of " + beanName + " cannot be copied for @MigrateOnce", ex);
			}
		}
		return bean;
	}

	private void begin(SpringLiquibase liquibase) throws SQLException {
		LiquibaseFingerprint fingerprint = LiquibaseFingerprint.of(liquibase, this.application);
		DataSource plain = plain(liquibase.getDataSource());
		DatabaseCopy copy = this.copies.isEmpty() ? null : copyOf(plain);
		if (copy == null) {
			InMemoryImages.Image image = InMemoryImages.of(liquibase.getDataSource(), fingerprint).orElse(null);
			if (image == null) {
				logger.warn("@MigrateOnce copies nothing for " + liquibase.getBeanName()
						+ ", which runs as without it: its database is neither empty H2 nor PostgreSQL with the data"
						+ " source that Spring Boot makes.");
			}
			else if (image.restore()) {
				liquibase.setShouldRun(false);
			}
			else {
				this.runs.put(liquibase, image::save);
			}
		}
		else if (copy.isMigratedBy(fingerprint)) {
			liquibase.setShouldRun(false);
		}
		else {
			// A connection that stays open in a pool would keep the database from being
			// copied.
			DataSource pooled = liquibase.getDataSource();
			liquibase.setDataSource(plain);
			this.runs.put(liquibase, () -> {
				liquibase.setDataSource(pooled);
				copy.keep(fingerprint);
			});
		}
	}

	private static DataSource plain(DataSource dataSource) {
		try {
			return DataSourceBuilder.derivedFrom(dataSource).type(SimpleDriverDataSource.class).build();
		}
		catch (RuntimeException ex) {
			// It does not tell its user and password.
			return dataSource;
		}
	}

	private @Nullable DatabaseCopy copyOf(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			String database = connection.getCatalog();
			return this.copies.values()
				.stream()
				.filter((copy) -> copy.name().equals(database))
				.findFirst()
				.orElse(null);
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof JdbcConnectionDetails details) {
			return redirect(details);
		}
		if (bean instanceof LiquibaseConnectionDetails details && details.getJdbcUrl() != null) {
			return redirect(details);
		}
		Run run = (bean instanceof SpringLiquibase) ? this.runs.remove(bean) : null;
		if (run != null) {
			try {
				run.end();
			}
			catch (SQLException ex) {
				throw new DataAccessResourceFailureException(
						"The database that " + beanName + " has migrated cannot be copied for @MigrateOnce", ex);
			}
		}
		return bean;
	}

	private JdbcConnectionDetails redirect(JdbcConnectionDetails details) {
		String database = withoutParameters(details.getJdbcUrl());
		DatabaseCopy copy = this.copies.get(database);
		if (copy == null) {
			Optional<CopyingServer> server = CopyingServer.of(details);
			if (server.isEmpty()) {
				return details;
			}
			boolean migrated = this.application.getBeanNamesForType(SpringLiquibase.class, true, false).length > 0;
			copy = migrated ? server.get().copy() : server.get().copyOfOriginal();
			this.copies.put(database, copy);
		}
		return new RedirectedJdbc(details, copy.url(details.getJdbcUrl()));
	}

	// It may exist beside the other one, with a URL of the same database.
	private LiquibaseConnectionDetails redirect(LiquibaseConnectionDetails details) {
		this.application.getBeanProvider(JdbcConnectionDetails.class)
			.stream()
			.forEach(JdbcConnectionDetails::getJdbcUrl);
		String url = details.getJdbcUrl();
		DatabaseCopy copy = (url != null) ? this.copies.get(withoutParameters(url)) : null;
		return (url != null && copy != null) ? new RedirectedLiquibase(details, copy.url(url)) : details;
	}

	private static String withoutParameters(String url) {
		int parameters = url.indexOf('?');
		return (parameters < 0) ? url : url.substring(0, parameters);
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return bean instanceof JdbcConnectionDetails;
	}

	// The data sources depend on this bean, and are closed before.
	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		if (bean instanceof JdbcConnectionDetails details) {
			DatabaseCopy copy = this.copies.remove(withoutParameters(details.getJdbcUrl()));
			if (copy != null) {
				copy.drop();
			}
		}
	}

	/**
	 * What is left to do after {@link SpringLiquibase} has run.
	 */
	private interface Run {

		void end() throws SQLException;

	}

	/**
	 * The details of another database on the same server.
	 *
	 * @param details the details that the application has configured
	 * @param url the URL of the other database
	 */
	private record RedirectedJdbc(JdbcConnectionDetails details, String url) implements JdbcConnectionDetails {

		@Override
		public @Nullable String getUsername() {
			return this.details.getUsername();
		}

		@Override
		public @Nullable String getPassword() {
			return this.details.getPassword();
		}

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getDriverClassName() {
			return this.details.getDriverClassName();
		}

		@Override
		public @Nullable String getXaDataSourceClassName() {
			return this.details.getXaDataSourceClassName();
		}

	}

	/**
	 * The details of another database on the same server.
	 *
	 * @param details the details that the application has configured
	 * @param url the URL of the other database
	 */
	private record RedirectedLiquibase(LiquibaseConnectionDetails details,
			String url) implements LiquibaseConnectionDetails {

		@Override
		public @Nullable String getUsername() {
			return this.details.getUsername();
		}

		@Override
		public @Nullable String getPassword() {
			return this.details.getPassword();
		}

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public @Nullable String getDriverClassName() {
			return this.details.getDriverClassName();
		}

	}

}
