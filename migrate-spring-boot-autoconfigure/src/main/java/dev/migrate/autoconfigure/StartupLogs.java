package dev.migrate.autoconfigure;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.run.RunListener;
import dev.migrate.run.RunLog;
import dev.migrate.run.RunSettings;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Has each {@link SpringLiquibase} bean write down what it runs on startup, and how long
 * that takes, and take its lock as configured. What it runs, and when, stays as it is.
 */
final class StartupLogs implements BeanPostProcessor {

	private final ObjectProvider<AfterStartRuns> afterStart;

	private final LockProperties lock;

	private final StatementProperties statements;

	private final DataMigrationBeans dataMigrations;

	private final boolean snapshots;

	private final List<String> versionLocations;

	private final SingletonSupplier<List<StartupListener>> listeners;

	private final Map<SpringLiquibase, RunLog> logs = Collections.synchronizedMap(new IdentityHashMap<>());

	StartupLogs(Environment environment, ListableBeanFactory beanFactory, ObjectProvider<StartupListener> listeners,
			ObjectProvider<AfterStartRuns> afterStart) {
		this.afterStart = afterStart;
		this.lock = LockProperties.of(environment);
		this.statements = StatementProperties.of(environment);
		this.dataMigrations = new DataMigrationBeans(beanFactory, DataMigrationProperties.of(environment).pause());
		this.snapshots = SnapshotProperties.of(environment).enabled();
		this.versionLocations = Binder.get(environment)
			.bind("migrate.version-locations", Bindable.listOf(String.class))
			.orElse(List.of());
		this.listeners = SingletonSupplier.of(() -> listeners.orderedStream().toList());
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			RunLog log = this.logs.computeIfAbsent(liquibase,
					(key) -> new RunLog(listener(LiquibaseBeans.databaseName(beanName))));
			log.attach(liquibase, settings(liquibase), this.versionLocations);
		}
		return bean;
	}

	// With lazy initialization, the bean may be created after the start
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase && of(liquibase).isLeftToLater()) {
			this.afterStart.ifAvailable((runs) -> runs.add(liquibase));
		}
		return bean;
	}

	// A listener is not a bean before the first run has something to do, which is in the
	// thread that creates the beans.
	private RunListener listener(String database) {
		return (run) -> this.listeners.obtain().forEach((listener) -> listener.changed(database, run));
	}

	/**
	 * Return how the runs on the database of a bean share it with other processes.
	 * @param liquibase the bean
	 * @return the settings
	 */
	RunSettings settings(SpringLiquibase liquibase) {
		return new RunSettings(this.lock.settings(liquibase.getDataSource()), this.statements.settings(),
				this.dataMigrations, this.snapshots);
	}

	/**
	 * Return the beans whose runs on startup have left something to the time after it.
	 * @return the beans
	 */
	List<SpringLiquibase> leftToLater() {
		synchronized (this.logs) {
			return this.logs.entrySet()
				.stream()
				.filter((log) -> log.getValue().isLeftToLater())
				.map(Map.Entry::getKey)
				.toList();
		}
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
