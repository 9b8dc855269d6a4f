package dev.migrate.dialect.hsqldb;

import java.util.Map;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.Effect;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.MeasuredEffects;
import dev.migrate.dialect.Operation;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.dialect.TypeText;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;

/**
 * The effects that were measured on HSQLDB 2.7. A statement that alters a table locks the
 * whole database.
 */
final class HsqldbEffects extends MeasuredEffects {

	private static final Map<Operation, Effect> FACTS = Map.ofEntries(
			Map.entry(Operation.ADD_COLUMN, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ADD_COLUMN_WITH_DEFAULT, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ADD_COLUMN_WITH_COMPUTED_DEFAULT, Effect.NOT_MEASURED),
			Map.entry(Operation.ADD_NUMBERED_COLUMN, Effect.NOT_MEASURED),
			Map.entry(Operation.ADD_STORED_COLUMN, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.DROP_COLUMN, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.FILL_COLUMN, Effect.BLOCKS_ALL),
			Map.entry(Operation.ALTER_TYPE, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.SET_NOT_NULL, Effect.BLOCKS_ALL),
			Map.entry(Operation.START_NUMBERING, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ALTER_NUMBERING, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.START_COMPUTING, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ALTER_FORMULA, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ADD_PRIMARY_KEY, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.REPLACE_PRIMARY_KEY, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.DROP_PRIMARY_KEY, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ADD_UNIQUE_KEY, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.REPLACE_UNIQUE_KEY, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.DROP_UNIQUE_KEY, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ADD_FOREIGN_KEY, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.REPLACE_FOREIGN_KEY, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.DROP_FOREIGN_KEY, Effect.REWRITES_AND_BLOCKS_ALL),
			Map.entry(Operation.ADD_CHECK, Effect.BLOCKS_ALL), Map.entry(Operation.REPLACE_CHECK, Effect.BLOCKS_ALL),
			Map.entry(Operation.ADD_INDEX, Effect.BLOCKS_ALL), Map.entry(Operation.REPLACE_INDEX, Effect.BLOCKS_ALL),
			Map.entry(Operation.DROP_INDEX, Effect.BLOCKS_ALL), Map.entry(Operation.DROP_TABLE, Effect.BLOCKS_ALL));

	HsqldbEffects(Dialect dialect, Schema current) {
		super(dialect, FACTS, current);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A shorter text is only read, and a longer one not even that. A check of the column
	 * is recreated.
	 */
	@Override
	protected Effect ofType(AlterColumn change) {
		TypeRange before = HsqldbTypes.range(change.from().type()).orElse(null);
		TypeRange after = HsqldbTypes.range(change.to().type()).orElse(null);
		if (before == null || after == null || !isOfSameForm(change.from().type(), change.to().type())) {
			return of(Operation.ALTER_TYPE);
		}
		if (before.kind() == Kind.EXACT && (before.scale() != after.scale() || before.size() > after.size())) {
			return of(Operation.ALTER_TYPE);
		}
		boolean read = before.size() > after.size() || isChecked(change.table(), change.from().name());
		return read ? of(Operation.ADD_CHECK) : Effect.NONE;
	}

	private static boolean isOfSameForm(SqlType from, SqlType to) {
		String name = name(from);
		return name.equals(name(to)) && (name.equals("varchar") || name.equals("numeric"));
	}

	private static String name(SqlType type) {
		return TypeText.parse(type.canonical()).filter((text) -> !text.isArray()).map(TypeText::name).orElse("");
	}

	@Override
	public boolean concernsWholeDatabase() {
		return true;
	}

}
