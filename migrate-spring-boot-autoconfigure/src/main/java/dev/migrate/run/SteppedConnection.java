package dev.migrate.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A connection that hands the statements of a changeset to its {@link ChangesetSteps}.
 */
final class SteppedConnection {

	private static final Set<String> EXECUTIONS = Set.of("execute", "executeUpdate", "executeLargeUpdate",
			"executeBatch");

	private static final Set<String> RESULTS = Set.of("getUpdateCount", "getLargeUpdateCount", "getMoreResults",
			"getResultSet", "getWarnings");

	private static final Set<String> CREATIONS = Set.of("createStatement", "prepareStatement");

	private SteppedConnection() {
	}

	/**
	 * Return a connection that hands its statements over.
	 * @param connection the connection
	 * @param steps the changeset that is running; supplies {@code null} between
	 * changesets
	 * @return a connection
	 */
	static Connection of(Connection connection, Supplier<@Nullable ChangesetSteps> steps) {
		return proxy(Connection.class, (proxy, method, arguments) -> {
			Object result = invoke(connection, method, arguments);
			ChangesetSteps running = steps.get();
			if (result == null || running == null || !CREATIONS.contains(method.getName())) {
				return result;
			}
			String prepared = (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) ? sql
					: null;
			Class<? extends Statement> type = method.getReturnType().asSubclass(Statement.class);
			return proxy(type, new Handler((Statement) result, prepared, running));
		});
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(SteppedConnection.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/**
	 * Hands the executions of a statement over. A statement that was left out has no
	 * results.
	 */
	private static final class Handler implements InvocationHandler {

		private final Statement statement;

		private final @Nullable String prepared;

		private final ChangesetSteps steps;

		private boolean leftOut;

		/**
		 * Create an instance.
		 * @param statement the statement
		 * @param prepared the SQL that it was prepared with; {@code null} if it was not
		 * @param steps the changeset
		 */
		Handler(Statement statement, @Nullable String prepared, ChangesetSteps steps) {
			this.statement = statement;
			this.prepared = prepared;
			this.steps = steps;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			if (EXECUTIONS.contains(method.getName())) {
				String sql = (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) ? text
						: this.prepared;
				if (sql != null) {
					Object result = this.steps.run(sql, () -> execute(method, arguments));
					this.leftOut = (result == null);
					return this.leftOut ? nothing(method.getReturnType(), 0) : result;
				}
			}
			if (this.leftOut && RESULTS.contains(method.getName())) {
				return nothing(method.getReturnType(), -1);
			}
			return SteppedConnection.invoke(this.statement, method, arguments);
		}

		private @Nullable Object execute(Method method, Object @Nullable [] arguments) throws SQLException {
			try {
				return SteppedConnection.invoke(this.statement, method, arguments);
			}
			catch (SQLException | RuntimeException | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new SQLException(ex);
			}
		}

		private static @Nullable Object nothing(Class<?> type, int count) {
			if (type == boolean.class) {
				return false;
			}
			if (type == int.class) {
				return count;
			}
			if (type == long.class) {
				return (long) count;
			}
			return (type == int[].class) ? new int[0] : null;
		}

	}

}
