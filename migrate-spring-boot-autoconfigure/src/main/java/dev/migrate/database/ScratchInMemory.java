package dev.migrate.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * A scratch database in this process, which is dropped when it is closed.
 */
final class ScratchInMemory extends ScratchDatabase {

	private final Scratch.InProcess product;

	private Scratch.InMemory place;

	private Connection keeper;

	private boolean used;

	ScratchInMemory(Dialect dialect, Scratch.InProcess product, Connection live, Collection<String> schemas)
			throws SQLException {
		super(dialect, live, schemas);
		this.product = product;
		this.place = product.like(live, name());
		this.keeper = open(this.place);
	}

	private static String name() {
		return "migrate_scratch_" + UUID.randomUUID().toString().replace("-", "");
	}

	private static Connection open(Scratch.InMemory place) throws SQLException {
		Connection connection = DriverManager.getConnection(place.url(), place.username(), "");
		execute(connection, place.setUp());
		return connection;
	}

	@Override
	public boolean schemasAreDatabases() {
		return false;
	}

	@Override
	public List<String> others() {
		return List.of();
	}

	@Override
	public void clear() throws SQLException {
		Scratch.InMemory next = this.product.like(this.keeper, name());
		close();
		this.used = false;
		this.place = next;
		this.keeper = open(next);
	}

	@Override
	public void markUsed() {
		this.used = true;
	}

	@Override
	public boolean isUsed() {
		return this.used;
	}

	@Override
	Connection connect() throws SQLException {
		if (!this.place.shutDown().isEmpty()) {
			return DriverManager.getConnection(this.place.url(), this.place.username(), "");
		}
		// Another connection would open another database.
		Connection only = this.keeper;
		return (Connection) Proxy.newProxyInstance(ScratchInMemory.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> invoke(only, method, arguments));
	}

	private static @Nullable Object invoke(Connection connection, Method method, Object @Nullable [] arguments)
			throws Throwable {
		if (method.getName().equals("close")) {
			return null;
		}
		try {
			return method.invoke(connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	@Override
	public void close() {
		try (Connection connection = this.keeper) {
			if (!this.place.shutDown().isEmpty()) {
				execute(connection, List.of(this.place.shutDown()));
			}
		}
		catch (SQLException ex) {
			// The database ends with the process.
		}
	}

}
