package dev.migrate.dialect.mysql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.change.AllowedValues;
import dev.migrate.change.AlterColumn;
import dev.migrate.change.Effect;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.MeasuredEffects;
import dev.migrate.dialect.Operation;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.Schema;

/**
 * The effects that were measured on MySQL 8.0.15, which has no checks. Any change that is
 * neither instant nor in place copies the table while writes are blocked.
 */
public class MysqlEffects extends MeasuredEffects {

	private static final Map<Operation, Effect> FACTS = Map.ofEntries(
			Map.entry(Operation.ADD_COLUMN_WITH_COMPUTED_DEFAULT, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.ADD_NUMBERED_COLUMN, Effect.NOT_MEASURED),
			Map.entry(Operation.ADD_STORED_COLUMN, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.DROP_COLUMN, Effect.REWRITES), Map.entry(Operation.FILL_COLUMN, Effect.BLOCKS_WRITES),
			Map.entry(Operation.ALTER_TYPE, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.SET_NOT_NULL, Effect.REWRITES), Map.entry(Operation.ALLOW_NULL, Effect.REWRITES),
			Map.entry(Operation.START_NUMBERING, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.STOP_NUMBERING, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.START_COMPUTING, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.ALTER_FORMULA, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.STOP_COMPUTING, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.ALTER_INDEXED_COLLATION, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.ADD_PRIMARY_KEY, Effect.REWRITES),
			Map.entry(Operation.REPLACE_PRIMARY_KEY, Effect.REWRITES),
			Map.entry(Operation.DROP_PRIMARY_KEY, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.ADD_FOREIGN_KEY, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.REPLACE_FOREIGN_KEY, Effect.REWRITES_AND_BLOCKS_WRITES),
			Map.entry(Operation.ADD_CHECK, Effect.NOT_MEASURED),
			Map.entry(Operation.REPLACE_CHECK, Effect.NOT_MEASURED),
			Map.entry(Operation.DROP_CHECK, Effect.NOT_MEASURED));

	/**
	 * The number of bytes whose length is stored in one byte.
	 */
	private static final int SHORT = 255;

	MysqlEffects(Dialect dialect, Schema current) {
		this(dialect, FACTS, current);
	}

	/**
	 * Create the effects of a product that descends from MySQL.
	 * @param dialect the product
	 * @param facts the effect of each operation; one that is left out has none
	 * @param current the schema before the changes
	 */
	protected MysqlEffects(Dialect dialect, Map<Operation, Effect> facts, Schema current) {
		super(dialect, facts, current);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * What keeps the stored form of the values is only noted: a longer text whose length
	 * needs no other number of bytes, and values after the others of an enum.
	 */
	@Override
	protected Effect ofType(AlterColumn change) {
		return (isLonger(change.from(), change.to()) || isExtended(change.from(), change.to())) ? Effect.NONE
				: of(Operation.ALTER_TYPE);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Only collations of one character set were measured.
	 */
	@Override
	protected Effect ofCollation(AlterColumn change) {
		return characterSet(change.from()).equals(characterSet(change.to())) ? super.ofCollation(change)
				: Effect.NOT_MEASURED;
	}

	private static String characterSet(Column column) {
		String collation = Objects.requireNonNullElse(column.collation(), "").toLowerCase(Locale.ROOT);
		return collation.isEmpty() ? "utf8mb4" : collation.replaceFirst("_.*", "");
	}

	private static boolean isLonger(Column from, Column to) {
		if (!MysqlTypes.name(from.type()).equals("varchar") || !MysqlTypes.name(to.type()).equals("varchar")) {
			return false;
		}
		long before = size(from);
		long after = size(to);
		return before <= after && (before > SHORT || after <= SHORT);
	}

	private static long size(Column column) {
		long characters = MysqlTypes.range(column.type())
			.filter((range) -> range.kind() == Kind.TEXT)
			.map(TypeRange::size)
			.orElse(0L);
		return characters * bytes(Objects.requireNonNullElse(column.collation(), ""));
	}

	private static int bytes(String collation) {
		String name = collation.toLowerCase(Locale.ROOT);
		if (name.startsWith("latin1") || name.startsWith("ascii") || name.equals("binary")) {
			return 1;
		}
		return (name.startsWith("utf8mb3") || name.startsWith("utf8_")) ? 3 : 4;
	}

	private static boolean isExtended(Column from, Column to) {
		Optional<AllowedValues> before = AllowedValues.of(from.name(), from.type());
		Optional<AllowedValues> after = AllowedValues.of(to.name(), to.type());
		if (before.isEmpty() || after.isEmpty()) {
			return false;
		}
		List<String> values = before.get().values();
		List<String> more = after.get().values();
		return more.size() >= values.size() && more.subList(0, values.size()).equals(values)
				&& (more.size() <= SHORT || values.size() > SHORT);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * In strict mode, a value that does not fit is refused although it is not stored.
	 */
	@Override
	public boolean computesOnWrite(Column column) {
		return true;
	}

}
