package dev.migrate.testing;

import java.util.List;
import java.util.Map;

import liquibase.Scope;
import liquibase.exception.ServiceNotFoundException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.servicelocator.StandardServiceLocator;
import liquibase.sqlgenerator.SqlGeneratorFactory;

import org.springframework.beans.DirectFieldAccessor;

/**
 * Finds the services of Liquibase and our own only: a jar on the test class path brings a
 * lock service that does not lock.
 */
public final class RealLocks extends StandardServiceLocator {

	private RealLocks() {
	}

	/**
	 * Run an action with a lock that is held for no longer than the action takes.
	 * @param action the action
	 * @throws Exception if the action fails
	 */
	public static void use(Scope.ScopedRunner<?> action) throws Exception {
		Map<String, Object> scope = Map.of(Scope.Attr.serviceLocator.name(), new RealLocks(),
				"liquibase.changelogLockWaitTimeInMinutes", 0L, "liquibase.changelogLockPollRate", 1L);
		try {
			Scope.child(scope, () -> {
				LockServiceFactory.reset();
				SqlGeneratorFactory.reset();
				action.run();
			});
		}
		finally {
			LockServiceFactory.reset();
			SqlGeneratorFactory.reset();
		}
	}

	/**
	 * Have all threads find these services until the returned object is closed.
	 * @return restores what was found before
	 */
	@SuppressWarnings("unchecked")
	public static AutoCloseable everywhere() {
		Scope root = Scope.getCurrentScope();
		for (Scope parent = root; parent != null; parent = (Scope) new DirectFieldAccessor(root)
			.getPropertyValue("parent")) {
			root = parent;
		}
		Map<String, Object> values = (Map<String, Object>) new DirectFieldAccessor(root).getPropertyValue("values");
		Object before = values.put(Scope.Attr.serviceLocator.name(), new RealLocks());
		LockServiceFactory.reset();
		SqlGeneratorFactory.reset();
		return () -> {
			values.put(Scope.Attr.serviceLocator.name(), before);
			LockServiceFactory.reset();
			SqlGeneratorFactory.reset();
		};
	}

	@Override
	public <T> List<T> findInstances(Class<T> type) throws ServiceNotFoundException {
		return super.findInstances(type).stream().filter((service) -> {
			String name = service.getClass().getName();
			return name.startsWith("liquibase.") || name.startsWith("dev.migrate.");
		}).toList();
	}

}
