package dev.migrate.autoconfigure;

import dev.migrate.command.mode.CommandModeGuard;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.boot.liquibase.autoconfigure.DataSourceClosingSpringLiquibase;

/**
 * Keeps every bean that runs Liquibase on startup, also an application's own, from doing
 * so in command mode.
 */
class LiquibaseGuard implements CommandModeGuard {

	@Override
	public void disarm(Object bean) {
		if (bean instanceof SpringLiquibase liquibase) {
			liquibase.setShouldRun(false);
			liquibase.setDropFirst(false);
			liquibase.setClearCheckSums(false);
			liquibase.setTestRollbackOnUpdate(false);
		}
		if (bean instanceof DataSourceClosingSpringLiquibase liquibase) {
			liquibase.setCloseDataSourceOnceMigrated(false);
		}
		if (bean instanceof MultiTenantSpringLiquibase liquibase) {
			liquibase.setShouldRun(false);
			liquibase.setDropFirst(false);
			liquibase.setClearCheckSums(false);
		}
	}

}
