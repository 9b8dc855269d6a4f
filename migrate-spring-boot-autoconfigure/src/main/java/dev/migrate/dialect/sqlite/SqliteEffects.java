package dev.migrate.dialect.sqlite;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.migrate.change.Effect;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.MeasuredEffects;
import dev.migrate.dialect.Operation;
import dev.migrate.schema.Column;
import dev.migrate.schema.Schema;

/**
 * The effects that were measured on SQLite 3.53: most operations recreate the table. A
 * transaction that writes locks the whole database.
 */
final class SqliteEffects extends MeasuredEffects {

	private static final Set<Operation> WITHOUT_EFFECT = EnumSet.of(Operation.ADD_COLUMN,
			Operation.ADD_COLUMN_WITH_DEFAULT, Operation.RENAME_COLUMN, Operation.RENAME_TABLE, Operation.DROP_INDEX,
			Operation.ADD_REFERENCE, Operation.REPLACE_REFERENCE, Operation.COMMENT_ON_COLUMN,
			Operation.COMMENT_ON_TABLE, Operation.DROP_TABLE, Operation.EXTEND_ENUM_TYPE, Operation.REDEFINE_ENUM_TYPE);

	SqliteEffects(Dialect dialect, Schema current) {
		super(dialect, facts(), current);
	}

	private static Map<Operation, Effect> facts() {
		Map<Operation, Effect> facts = new EnumMap<>(Operation.class);
		EnumSet.complementOf(EnumSet.copyOf(WITHOUT_EFFECT))
			.forEach((operation) -> facts.put(operation, Effect.REWRITES_AND_BLOCKS_ALL));
		facts.put(Operation.FILL_COLUMN, Effect.BLOCKS_ALL);
		facts.put(Operation.ADD_INDEX, Effect.BLOCKS_WRITES);
		facts.put(Operation.REPLACE_INDEX, Effect.BLOCKS_WRITES);
		return facts;
	}

	@Override
	public boolean concernsWholeDatabase() {
		return true;
	}

	@Override
	public boolean computesOnWrite(Column column) {
		return true;
	}

}
