package dev.migrate.run;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

	private static final List<Class<?>> READ_ONCE = List.of(InputStream.class, Reader.class, Blob.class, Clob.class);

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
			if (running != null && method.getName().equals("prepareCall")) {
				running.codeRuns();
			}
			if (result == null || !CREATIONS.contains(method.getName())) {
				return result;
			}
			String prepared = (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) ? sql
					: null;
			Class<? extends Statement> type = method.getReturnType().asSubclass(Statement.class);
			return proxy(type,
					new Handler((Statement) result, new Call(method, arguments), connection, prepared, steps));
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
	 * A call of a method.
	 *
	 * @param method the method
	 * @param arguments its arguments; {@code null} for none
	 */
	private record Call(Method method, Object @Nullable [] arguments) {

		private @Nullable Object on(Object target) throws SQLException {
			try {
				return SteppedConnection.invoke(target, this.method, this.arguments);
			}
			catch (SQLException | RuntimeException | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new SQLException(ex);
			}
		}

		private boolean isRepeatable() {
			return this.arguments == null || Arrays.stream(this.arguments)
				.noneMatch((argument) -> READ_ONCE.stream().anyMatch((type) -> type.isInstance(argument)));
		}

	}

	/**
	 * Hands the executions of a statement over. A statement that was left out has no
	 * results.
	 */
	private static final class Handler implements InvocationHandler {

		private final Statement statement;

		private final Call creation;

		private final Connection connection;

		private final @Nullable String prepared;

		private final Supplier<@Nullable ChangesetSteps> steps;

		private final Map<Object, Call> settings = new LinkedHashMap<>();

		private final List<Call> batch = new ArrayList<>();

		private boolean leftOut;

		/**
		 * Create an instance.
		 * @param statement the statement
		 * @param creation the call by which it was created
		 * @param connection the connection
		 * @param prepared the SQL that it was prepared with; {@code null} if it was not
		 * @param steps the changeset that is running
		 */
		Handler(Statement statement, Call creation, Connection connection, @Nullable String prepared,
				Supplier<@Nullable ChangesetSteps> steps) {
			this.statement = statement;
			this.creation = creation;
			this.connection = connection;
			this.prepared = prepared;
			this.steps = steps;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			Call call = new Call(method, arguments);
			if (EXECUTIONS.contains(method.getName())) {
				String sql = (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) ? text
						: this.prepared;
				ChangesetSteps running = this.steps.get();
				if (sql != null && running != null) {
					Object result = running.run(sql, new Execution(call, isBatch(method) ? this.batch : settings()));
					this.batch.clear();
					this.leftOut = (result == null);
					return this.leftOut ? nothing(method.getReturnType(), 0) : result;
				}
			}
			if (this.leftOut && RESULTS.contains(method.getName())) {
				return nothing(method.getReturnType(), -1);
			}
			remember(call);
			return call.on(this.statement);
		}

		// Values stay for the next execution, until they are set again.
		private void remember(Call call) {
			String name = call.method().getName();
			if (name.startsWith("set")) {
				@Nullable Object[] arguments = call.arguments();
				this.settings.put((arguments != null && arguments.length > 1) ? arguments[0] : name, call);
			}
			else if (name.equals("addBatch")) {
				this.batch.addAll(settings());
				this.batch.add(call);
			}
		}

		private List<Call> settings() {
			return List.copyOf(this.settings.values());
		}

		private static boolean isBatch(Method method) {
			return method.getName().equals("executeBatch");
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

		/**
		 * An execution of the statement.
		 */
		private final class Execution implements StatementExecution<Object> {

			private final Call execution;

			private final List<Call> before;

			private boolean executed;

			Execution(Call execution, List<Call> before) {
				this.execution = execution;
				this.before = List.copyOf(before);
			}

			@Override
			public @Nullable Object execute() throws SQLException {
				if (this.executed && isBatch(this.execution.method())) {
					Handler.this.statement.clearBatch();
					for (Call call : this.before) {
						call.on(Handler.this.statement);
					}
				}
				this.executed = true;
				return this.execution.on(Handler.this.statement);
			}

			@Override
			public void repeat() throws SQLException {
				Object created = Handler.this.creation.on(Handler.this.connection);
				if (created instanceof Statement again) {
					try (again) {
						for (Call call : this.before) {
							call.on(again);
						}
						this.execution.on(again);
					}
				}
			}

			@Override
			public boolean isRepeatable() {
				return this.before.stream().allMatch(Call::isRepeatable);
			}

		}

	}

}
