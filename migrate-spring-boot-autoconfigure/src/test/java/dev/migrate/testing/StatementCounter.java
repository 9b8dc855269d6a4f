package dev.migrate.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A counter of the statements that are created on a connection.
 */
public final class StatementCounter {

	private static final Set<String> MAKERS = Set.of("createStatement", "prepareStatement", "prepareCall",
			"getMetaData");

	private final AtomicInteger count = new AtomicInteger();

	private final Connection connection;

	/**
	 * Create a counter.
	 * @param connection the connection whose statements to count
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
	 * Return the number of statements that were created.
	 * @return the number of statements
	 */
	public int count() {
		return this.count.get();
	}

}
