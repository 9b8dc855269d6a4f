package dev.migrate.risks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.change.Effect;
import dev.migrate.change.Effect.Waiting;
import dev.migrate.dialect.Step;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;

/**
 * Carries out steps on a product and observes what they do to tables with rows.
 */
abstract class Probe {

	/**
	 * Return the probe for a product.
	 * @param product the product
	 * @return the probe
	 */
	static Probe of(TestProduct product) {
		return switch (product) {
			case POSTGRESQL -> new PostgresqlProbe();
			case MYSQL, MARIADB -> new MysqlProbe(product);
			case H2 -> new H2Probe();
			case HSQLDB -> new HsqldbProbe();
			case SQLITE -> new SqliteProbe();
			case SQLSERVER, ORACLE -> throw new IllegalArgumentException(product + " is not measured");
		};
	}

	/**
	 * Create an empty database.
	 * @return the database
	 */
	abstract TestDatabase create();

	/**
	 * Return how many rows a table needs for its size to be noticed.
	 * @return the number
	 */
	abstract int rows();

	/**
	 * Carry out steps.
	 * @param situation the situation before
	 * @param steps the steps
	 * @return what was observed
	 * @throws SQLException if a statement fails
	 */
	abstract Observed run(Situation situation, List<Step> steps) throws SQLException;

	/**
	 * Open a connection that no pool closes after an error.
	 * @param database the database
	 * @return the connection
	 * @throws SQLException if the server refuses it
	 */
	static Connection connect(TestDatabase database) throws SQLException {
		return DriverManager.getConnection(database.url(), database.username(), database.password());
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * What was observed of each table.
	 *
	 * @param effects the effects on the tables, in lower case; none is left out
	 * @param locks who waited at all, however short the work was
	 */
	record Observed(Map<String, Effect> effects, Map<String, Waiting> locks) {

		static Observed none() {
			return new Observed(new LinkedHashMap<>(), new LinkedHashMap<>());
		}

		void forget(String table) {
			this.effects.computeIfPresent(table,
					(name, effect) -> (effect == Effect.REWRITES) ? Effect.REWRITES_AND_LOSES_WRITES : effect);
		}

		void add(String table, boolean rewritten, boolean growing, Waiting waiting) {
			Effect effect = effect(rewritten, (growing || rewritten) ? waiting : Waiting.NONE);
			if (effect != Effect.NONE) {
				this.effects.merge(table, effect, Observed::both);
			}
			if (waiting != Waiting.NONE) {
				this.locks.merge(table, waiting, (one, other) -> (one.compareTo(other) > 0) ? one : other);
			}
		}

		static Effect both(Effect one, Effect other) {
			if (one == other) {
				return one;
			}
			Waiting waiting = (one.waiting().compareTo(other.waiting()) > 0) ? one.waiting() : other.waiting();
			return effect(one.isRewriting() || other.isRewriting(), waiting);
		}

		private static Effect effect(boolean rewritten, Waiting waiting) {
			return switch (waiting) {
				case NONE -> rewritten ? Effect.REWRITES : Effect.NONE;
				case WRITERS -> rewritten ? Effect.REWRITES_AND_BLOCKS_WRITES : Effect.BLOCKS_WRITES;
				case ALL -> rewritten ? Effect.REWRITES_AND_BLOCKS_ALL : Effect.BLOCKS_ALL;
			};
		}

	}

	/**
	 * A second session that reads and writes.
	 */
	static final class Second {

		private static final String FRESH = "insert into item (id, u, r) values (9000001, 'second', 1)";

		private final Connection connection;

		private final Refusal refusal;

		Second(Connection connection, Refusal refusal) {
			this.connection = connection;
			this.refusal = refusal;
		}

		/**
		 * Find out who waits for a table.
		 * @param table the table
		 * @return who waits
		 * @throws SQLException if the connection fails
		 */
		Waiting waiting(String table) throws SQLException {
			if (waits("select count(*) from " + table)) {
				return Waiting.ALL;
			}
			List<String> writes = table.equals(Model.PARENT)
					? List.of("insert into parent (id) values (9000001)",
							"update parent set label = 'second' where id = 1", "delete from parent where id = 3")
					: List.of(FRESH, "update item set r = 7 where id = 1", "delete from item where id = 2");
			for (String write : writes) {
				if (waits(write)) {
					return Waiting.WRITERS;
				}
			}
			return Waiting.NONE;
		}

		/**
		 * Write, if nobody has to be waited for.
		 * @param sql the statement
		 * @return whether it has written
		 */
		boolean writes(String sql) {
			try {
				execute(this.connection, sql);
				return true;
			}
			catch (SQLException ex) {
				return false;
			}
		}

		private boolean waits(String sql) throws SQLException {
			this.connection.setAutoCommit(false);
			try {
				execute(this.connection, sql);
				return false;
			}
			catch (SQLException ex) {
				return this.refusal.isOfLock(ex);
			}
			finally {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
		}

	}

	/**
	 * Tells the error of a lock that is not available from others.
	 */
	@FunctionalInterface
	interface Refusal {

		boolean isOfLock(SQLException exception);

	}

}
