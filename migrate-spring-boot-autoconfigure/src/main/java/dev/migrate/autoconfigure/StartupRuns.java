package dev.migrate.autoconfigure;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.autoconfigure.StartupProperties.OnStartup;
import dev.migrate.command.mode.CommandMode;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.UpToDateCheck;
import dev.migrate.run.UpgradeWait;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;

/**
 * Does what is configured at the place of each {@link SpringLiquibase} bean, which is
 * before everything that uses its database. A bean that does not run on startup anyway is
 * left as it is, and so is everything in command mode.
 */
final class StartupRuns implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(StartupRuns.class);

	private final StartupProperties properties;

	private final ObjectProvider<MigrateProperties> migrate;

	private final StartupLogs logs;

	private final boolean isCommand;

	private final Set<SpringLiquibase> checked = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	StartupRuns(Environment environment, StartupLogs logs, ObjectProvider<MigrateProperties> migrate,
			ObjectProvider<CommandMode> commandMode) {
		this.properties = StartupProperties.of(environment);
		this.logs = logs;
		this.migrate = migrate;
		this.isCommand = commandMode.getIfAvailable() != null;
	}

	/**
	 * Return whether the databases are checked on startup.
	 * @return {@code false} in command mode
	 */
	boolean isCheck() {
		return !this.isCommand && this.properties.onStartup() == OnStartup.CHECK;
	}

	/**
	 * Return whether a database has been found up to date on startup.
	 * @param liquibase the bean that would have migrated it
	 * @return {@code false} if it was not checked
	 */
	boolean isChecked(SpringLiquibase liquibase) {
		return this.checked.contains(liquibase);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (this.isCommand || this.properties.onStartup() == OnStartup.UPGRADE) {
			return bean;
		}
		if (bean instanceof SpringLiquibase liquibase && isRun(liquibase)) {
			replaceRun(liquibase, beanName);
			liquibase.setShouldRun(false);
		}
		else if (bean instanceof MultiTenantSpringLiquibase liquibase && liquibase.isShouldRun()) {
			rejectUnlessNone(beanName);
			liquibase.setShouldRun(false);
		}
		return bean;
	}

	// Liquibase has no method that returns it.
	private static boolean isRun(SpringLiquibase liquibase) {
		return Boolean.TRUE.equals(new DirectFieldAccessor(liquibase).getPropertyValue("shouldRun"));
	}

	private void replaceRun(SpringLiquibase liquibase, String beanName) {
		switch (this.properties.onStartup()) {
			case CHECK -> {
				UpToDateCheck.require(target(liquibase, beanName));
				this.checked.add(liquibase);
			}
			case WAIT -> new UpgradeWait(target(liquibase, beanName), this.properties.waitTimeout(),
					this.logs.of(liquibase), logger::info)
				.await();
			case UPGRADE, NONE -> {
			}
		}
	}

	private MigrationTarget target(SpringLiquibase liquibase, String beanName) {
		return MigrationTarget.of(LiquibaseBeans.databaseName(beanName), liquibase)
			.withVersionLocations(this.migrate.getObject().versionLocations());
	}

	private void rejectUnlessNone(String beanName) {
		if (this.properties.onStartup() != OnStartup.NONE) {
			throw new CannotProceedException(ErrorCode.SETTING_INVALID,
					"The bean " + beanName + " migrates the databases of several tenants, whose state cannot be read:"
							+ " set migrate.on-startup to upgrade or none.");
		}
	}

}
