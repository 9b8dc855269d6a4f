package dev.migrate.run.lock;

import java.util.function.Predicate;

import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.executor.ExecutorService;

/**
 * What the extensions of Liquibase in this package have in common.
 */
final class Extensions {

	private Extensions() {
	}

	/**
	 * Return whether an extension is responsible for a database: one with a connection,
	 * unless the application brings an extension of the same type.
	 * @param database the database of Liquibase
	 * @param type the type of the extension
	 * @param standard the implementation of Liquibase, whose package has no extension of
	 * an application
	 * @param own the implementation of this package
	 * @param supports whether an implementation supports the database
	 * @param <T> the type of the extension
	 * @return {@code true} if it is
	 */
	static <T> boolean isResponsible(Database database, Class<T> type, Class<? extends T> standard,
			Class<? extends T> own, Predicate<T> supports) {
		return database.getConnection() instanceof JdbcConnection && Scope.getCurrentScope()
			.getServiceLocator()
			.findInstances(type)
			.stream()
			.noneMatch((service) -> !own.isInstance(service)
					&& !service.getClass().getPackageName().equals(standard.getPackageName())
					&& supports.test(service));
	}

	/**
	 * Return whether statements are written to a script instead of the database.
	 * @param database the database of Liquibase
	 * @return {@code true} if the database is not changed
	 */
	static boolean writesScript(Database database) {
		return !Scope.getCurrentScope()
			.getSingleton(ExecutorService.class)
			.getExecutor("jdbc", database)
			.updatesDatabase();
	}

}
