package dev.migrate.autoconfigure;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

import dev.migrate.run.RunLog;
import dev.migrate.run.RunSettings;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;

/**
 * Has each {@link SpringLiquibase} bean write down what it runs on startup, and how long
 * that takes, and take its lock as configured. What it runs, and when, stays as it is.
 */
final class StartupLogs implements BeanPostProcessor {

	private final LockProperties lock;

	private final StatementProperties statements;

	private final Map<SpringLiquibase, RunLog> logs = Collections.synchronizedMap(new IdentityHashMap<>());

	StartupLogs(Environment environment) {
		this.lock = LockProperties.of(environment);
		this.statements = StatementProperties.of(environment);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			of(liquibase).attach(liquibase,
					new RunSettings(this.lock.settings(liquibase.getDataSource()), this.statements.settings()));
		}
		return bean;
	}

	/**
	 * Return the log of a bean.
	 * @param liquibase the bean
	 * @return its log; an empty one where it has not run
	 */
	RunLog of(SpringLiquibase liquibase) {
		return this.logs.computeIfAbsent(liquibase, (bean) -> new RunLog());
	}

}
