package dev.migrate.laws;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * A trigger of H2 that counts how often it fires.
 */
public final class FiringTrigger implements Trigger {

	private static final Map<String, Integer> FIRED = new ConcurrentHashMap<>();

	private String name = "";

	@Override
	public void init(Connection connection, String schema, String trigger, String table, boolean before, int type) {
		this.name = trigger;
	}

	@Override
	public void fire(Connection connection, Object @Nullable [] oldRow, Object @Nullable [] newRow)
			throws SQLException {
		FIRED.merge(connection.getCatalog() + "." + this.name, 1, Integer::sum);
	}

	/**
	 * Return how often a trigger has fired since this was called last.
	 * @param connection a connection to the database of the trigger
	 * @param trigger the name of the trigger
	 * @return the number
	 * @throws SQLException if the database cannot be accessed
	 */
	public static int fired(Connection connection, String trigger) throws SQLException {
		Integer fired = FIRED.remove(connection.getCatalog() + "." + trigger);
		return (fired != null) ? fired : 0;
	}

}
