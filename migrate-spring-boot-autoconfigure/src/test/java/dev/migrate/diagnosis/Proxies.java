package dev.migrate.diagnosis;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Connections that answer otherwise than the server.
 */
final class Proxies {

	private Proxies() {
	}

	/**
	 * Change what an object returns.
	 * @param type the interface of the object
	 * @param target the object
	 * @param answer the answer to a method, given what the object has returned
	 * @param <T> the interface of the object
	 * @return the proxy
	 */
	static <T> T of(Class<T> type, T target, Answer answer) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				try {
					return answer.to(method.getName(), method.invoke(target, arguments));
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	/**
	 * Create a connection that takes a session for each transaction. The statements of
	 * the connection are closed before another one is used.
	 * @param take takes a session
	 * @param giveBack gives it back
	 * @return the connection
	 */
	static Connection pooled(Source take, Consumer<Connection> giveBack) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, new Pooled(take, giveBack));
	}

	/**
	 * An answer to a method.
	 */
	interface Answer {

		@Nullable Object to(String method, @Nullable Object result);

	}

	/**
	 * A source of sessions.
	 */
	interface Source {

		Connection take() throws SQLException;

	}

	/**
	 * A connection of a pooler.
	 */
	private static final class Pooled implements InvocationHandler {

		private final Source source;

		private final Consumer<Connection> giveBack;

		private boolean autoCommit = true;

		private @Nullable Connection session;

		Pooled(Source source, Consumer<Connection> giveBack) {
			this.source = source;
			this.giveBack = giveBack;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			switch (method.getName()) {
				case "getAutoCommit":
					return this.autoCommit;
				case "setAutoCommit":
					this.autoCommit = (Boolean) arguments[0];
					if (this.session != null) {
						this.session.setAutoCommit(this.autoCommit);
					}
					return null;
				case "isClosed":
					return false;
				default:
					break;
			}
			if (this.session == null) {
				this.session = this.source.take();
				this.session.setAutoCommit(this.autoCommit);
			}
			Connection used = this.session;
			if (method.getName().equals("close")) {
				end(used);
				return null;
			}
			try {
				Object result = method.invoke(used, arguments);
				if (method.getName().equals("commit") || method.getName().equals("rollback")) {
					end(used);
				}
				if (result instanceof PreparedStatement statement) {
					return closing(PreparedStatement.class, statement, used);
				}
				return (result instanceof Statement statement) ? closing(Statement.class, statement, used) : result;
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

		private <T extends Statement> T closing(Class<T> type, T statement, Connection used) {
			return of(type, statement, (name, result) -> {
				if (name.equals("close") && this.autoCommit) {
					end(used);
				}
				return result;
			});
		}

		private void end(Connection used) {
			if (this.session == used) {
				this.session = null;
				this.giveBack.accept(used);
			}
		}

	}

}
