package dev.migrate.dialect.postgresql;

import java.util.Map;
import java.util.Set;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.Effect;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.MeasuredEffects;
import dev.migrate.dialect.Operation;
import dev.migrate.dialect.TypeText;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;

/**
 * The effects that were measured on PostgreSQL 18. Most statements that alter a table
 * lock it against all others; this matters only where they also read or write rows.
 */
final class PostgresqlEffects extends MeasuredEffects {

	private static final Map<Operation, Effect> FACTS = Map.ofEntries(
			Map.entry(Operation.ADD_COLUMN_WITH_COMPUTED_DEFAULT, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ADD_NUMBERED_COLUMN, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ADD_STORED_COLUMN, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.FILL_COLUMN, Effect.BLOCKS_WRITES),
			Map.entry(Operation.ALTER_TYPE, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.SET_NOT_NULL, Effect.BLOCKS_ALL),
			Map.entry(Operation.START_COMPUTING, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ALTER_FORMULA, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.STORE_VIRTUAL_COLUMN, Effect.BLOCKS_ALL),
			Map.entry(Operation.ALTER_INDEXED_COLLATION, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_PRIMARY_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.REPLACE_PRIMARY_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_UNIQUE_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.REPLACE_UNIQUE_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_FOREIGN_KEY, Effect.BLOCKS_WRITES),
			Map.entry(Operation.REPLACE_FOREIGN_KEY, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_REFERENCE, Effect.BLOCKS_WRITES),
			Map.entry(Operation.REPLACE_REFERENCE, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_CHECK, Effect.BLOCKS_ALL), Map.entry(Operation.REPLACE_CHECK, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_INDEX, Effect.BLOCKS_WRITES), Map.entry(Operation.REPLACE_INDEX, Effect.BLOCKS_ALL),
			Map.entry(Operation.REDEFINE_ENUM_TYPE, Effect.REWRITES_AND_BLOCKS_ALL));

	private static final Set<String> TEXTS = Set.of("character varying", "text");

	PostgresqlEffects(Dialect dialect, Schema current) {
		super(dialect, FACTS, current);
	}

	@Override
	public boolean invalidatesStatements(AlterEnumType change) {
		return !change.isExtension();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A type that accepts the stored values as they are rewrites nothing, but a check of
	 * the column is evaluated for all rows again.
	 */
	@Override
	protected Effect ofType(AlterColumn change) {
		if (!isCompatible(change.from().type(), change.to().type())) {
			return of(Operation.ALTER_TYPE);
		}
		return isChecked(change.table(), change.from().name()) ? of(Operation.ADD_CHECK) : Effect.NONE;
	}

	private static boolean isCompatible(SqlType from, SqlType to) {
		TypeText before = PostgresqlTypes.parse(from);
		TypeText after = PostgresqlTypes.parse(to);
		if (TEXTS.contains(before.name()) && TEXTS.contains(after.name())) {
			return length(before) <= length(after);
		}
		if (!before.name().equals(after.name()) || before.isArray() || after.isArray()) {
			return false;
		}
		return switch (before.name()) {
			case "numeric" -> after.arguments().isEmpty() || (!before.arguments().isEmpty()
					&& before.number(0, 0) <= after.number(0, 0) && before.number(1, 0) == after.number(1, 0));
			case "timestamp without time zone", "timestamp with time zone", "time without time zone",
					"time with time zone" ->
				before.number(0, 0) <= after.number(0, 0);
			default -> false;
		};
	}

	private static int length(TypeText type) {
		return type.number(0, Integer.MAX_VALUE);
	}

}
