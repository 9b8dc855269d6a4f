package dev.migrate.dialect.h2;

import java.util.Map;
import java.util.Set;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.Effect;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.MeasuredEffects;
import dev.migrate.dialect.Operation;
import dev.migrate.dialect.TypeText;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;

/**
 * The effects that were measured on H2 2.4. It copies a table without a lock, and loses
 * what others write meanwhile.
 */
final class H2Effects extends MeasuredEffects {

	private static final Map<Operation, Effect> FACTS = Map.ofEntries(
			Map.entry(Operation.ADD_COLUMN, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.ADD_COLUMN_WITH_DEFAULT, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.ADD_COLUMN_WITH_COMPUTED_DEFAULT, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.ADD_NUMBERED_COLUMN, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.ADD_STORED_COLUMN, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.DROP_COLUMN, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.FILL_COLUMN, Effect.BLOCKS_WRITES),
			Map.entry(Operation.ALTER_TYPE, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.SET_NOT_NULL, Effect.BLOCKS_ALL),
			Map.entry(Operation.START_NUMBERING, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.START_COMPUTING, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.ALTER_FORMULA, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.ADD_PRIMARY_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.REPLACE_PRIMARY_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_UNIQUE_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.REPLACE_UNIQUE_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_FOREIGN_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.REPLACE_FOREIGN_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.REPLACE_REFERENCE, Effect.BLOCKS_WRITES),
			Map.entry(Operation.ADD_CHECK, Effect.BLOCKS_ALL), Map.entry(Operation.REPLACE_CHECK, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_INDEX, Effect.BLOCKS_ALL), Map.entry(Operation.REPLACE_INDEX, Effect.BLOCKS_ALL),
			Map.entry(Operation.EXTEND_ENUM_TYPE, Effect.REWRITES_AND_LOSES_WRITES),
			Map.entry(Operation.REDEFINE_ENUM_TYPE, Effect.REWRITES_AND_LOSES_WRITES));

	private static final Set<String> EXTENSIBLE = Set.of("CHARACTER VARYING", "NUMERIC");

	H2Effects(Dialect dialect, Schema current) {
		super(dialect, FACTS, current);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A greater length or precision is only noted.
	 */
	@Override
	protected Effect ofType(AlterColumn change) {
		return isExtended(change.from().type(), change.to().type()) ? Effect.NONE : of(Operation.ALTER_TYPE);
	}

	private static boolean isExtended(SqlType from, SqlType to) {
		TypeText before = TypeText.parse(from.canonical()).orElse(null);
		TypeText after = TypeText.parse(to.canonical()).orElse(null);
		return before != null && after != null && before.name().equals(after.name())
				&& EXTENSIBLE.contains(TypeText.upperCase(before.name())) && !before.isArray() && !after.isArray()
				&& before.number(0, Integer.MAX_VALUE) <= after.number(0, Integer.MAX_VALUE)
				&& before.number(1, 0) == after.number(1, 0);
	}

}
