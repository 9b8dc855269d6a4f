package dev.migrate.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the statements that are made on a connection.
 */
public final class StatementCounter {

	private static final Set<String> MAKERS = Set.of("createStatement", "prepareStatement", "prepareCall",
			"getMetaData");

	private final AtomicInteger count = new AtomicInteger();

	private final Connection connection;

	/**
	 * Count on a connection.
	 * @param connection the connection
	 */
	public StatementCounter(Connection connection) {
		this.connection = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (MAKERS.contains(method.getName())) {
						this.count.incrementAndGet();
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	/**
	 * Return the connection to use.
	 * @return the connection whose statements are counted
	 */
	public Connection connection() {
		return this.connection;
	}

	/**
	 * Return how many statements were made.
	 * @return the number of statements
	 */
	public int count() {
		return this.count.get();
	}

}
