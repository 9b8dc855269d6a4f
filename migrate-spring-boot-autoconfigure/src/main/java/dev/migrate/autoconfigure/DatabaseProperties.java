package dev.migrate.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.util.StringUtils;

/**
 * What is configured for one database below {@code migrate.databases}: all that Spring
 * Boot has for Liquibase, and the beans of that database.
 */
class DatabaseProperties extends LiquibaseProperties {

	/**
	 * Bean name of the data source. By default the name of the database, with or without
	 * "DataSource" at its end.
	 */
	private @Nullable String dataSource;

	/**
	 * Bean name of the entity manager factory whose entities are compared. By default the
	 * one that uses the data source.
	 */
	private @Nullable String entityManagerFactory;

	DatabaseProperties() {
		// The default is the changelog of Spring Boot's own database
		setChangeLog("");
	}

	@Nullable String getDataSource() {
		return this.dataSource;
	}

	void setDataSource(@Nullable String dataSource) {
		this.dataSource = dataSource;
	}

	@Nullable String getEntityManagerFactory() {
		return this.entityManagerFactory;
	}

	void setEntityManagerFactory(@Nullable String entityManagerFactory) {
		this.entityManagerFactory = entityManagerFactory;
	}

	/**
	 * Return whether the database gets a bean that migrates it.
	 * @return {@code false} where only its beans are named
	 */
	boolean isMigrated() {
		return StringUtils.hasText(getChangeLog());
	}

}
