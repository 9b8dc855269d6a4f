package dev.migrate.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.diagnosis.ApplicationFacts;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.util.Assert;

/**
 * The databases of an application with the settings of the operations on them.
 *
 * @param byBean the databases by the beans that migrate them, the primary one first
 * @param facts what a diagnosis asks about the application
 */
record ManagedDatabases(Map<SpringLiquibase, ManagedDatabase> byBean, ApplicationFacts facts) {

	List<ManagedDatabase> all() {
		return List.copyOf(this.byBean.values());
	}

	/**
	 * Return the database that a bean migrates.
	 * @param liquibase the bean
	 * @return the database
	 */
	ManagedDatabase of(SpringLiquibase liquibase) {
		ManagedDatabase database = this.byBean.get(liquibase);
		Assert.state(database != null, () -> "There is no database of the bean " + liquibase.getBeanName());
		return database;
	}

}
