package dev.migrate.dialect.mariadb;

import java.util.Map;

import dev.migrate.change.Effect;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Operation;
import dev.migrate.dialect.mysql.MysqlEffects;
import dev.migrate.schema.Column;
import dev.migrate.schema.Schema;

/**
 * The effects that were measured on MariaDB 11.4, which copies a table while others write
 * to it. Releases before 11.2 let them wait.
 */
final class MariadbEffects extends MysqlEffects {

	private static final Map<Operation, Effect> FACTS = Map.ofEntries(
			Map.entry(Operation.ADD_COLUMN_WITH_COMPUTED_DEFAULT, Effect.REWRITES),
			Map.entry(Operation.ADD_NUMBERED_COLUMN, Effect.NOT_MEASURED),
			Map.entry(Operation.ADD_STORED_COLUMN, Effect.REWRITES),
			Map.entry(Operation.FILL_COLUMN, Effect.BLOCKS_WRITES), Map.entry(Operation.ALTER_TYPE, Effect.REWRITES),
			Map.entry(Operation.SET_NOT_NULL, Effect.REWRITES), Map.entry(Operation.ALLOW_NULL, Effect.REWRITES),
			Map.entry(Operation.START_NUMBERING, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.START_COMPUTING, Effect.REWRITES), Map.entry(Operation.ALTER_FORMULA, Effect.REWRITES),
			Map.entry(Operation.STOP_COMPUTING, Effect.REWRITES), Map.entry(Operation.ADD_PRIMARY_KEY, Effect.REWRITES),
			Map.entry(Operation.REPLACE_PRIMARY_KEY, Effect.REWRITES),
			Map.entry(Operation.DROP_PRIMARY_KEY, Effect.REWRITES),
			Map.entry(Operation.ADD_FOREIGN_KEY, Effect.REWRITES),
			Map.entry(Operation.REPLACE_FOREIGN_KEY, Effect.REWRITES), Map.entry(Operation.ADD_CHECK, Effect.REWRITES),
			Map.entry(Operation.REPLACE_CHECK, Effect.REWRITES));

	MariadbEffects(Dialect dialect, Schema current) {
		super(dialect, FACTS, current);
	}

	@Override
	public boolean computesOnWrite(Column column) {
		return column.storage() != Column.Storage.VIRTUAL;
	}

}
