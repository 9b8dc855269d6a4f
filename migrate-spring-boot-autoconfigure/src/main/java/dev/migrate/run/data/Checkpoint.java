package dev.migrate.run.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How far a data migration has come.
 *
 * @param key the key of the last row; {@code null} before the first
 * @param rows the number of rows so far
 */
record Checkpoint(@Nullable Object key, long rows) {

	static final Checkpoint START = new Checkpoint(null, 0);

	private static final int LONGEST = 250;

	/**
	 * Return the checkpoint after another batch.
	 * @param last the key of its last row, as the driver has returned it
	 * @param count the number of its rows
	 * @return the checkpoint
	 * @throws SQLException if keys of this kind are not supported
	 */
	Checkpoint after(@Nullable Object last, int count) throws SQLException {
		return new Checkpoint(normalized(last), this.rows + count);
	}

	private static Object normalized(@Nullable Object key) throws SQLException {
		if (key instanceof Long || key instanceof Integer || key instanceof Short) {
			return ((Number) key).longValue();
		}
		if (key instanceof BigDecimal || key instanceof BigInteger) {
			return new BigDecimal(key.toString());
		}
		if (key instanceof UUID || (key instanceof String text && text.length() <= LONGEST)) {
			return key;
		}
		String kind = (key != null) ? "a " + key.getClass().getSimpleName() : "null";
		throw new SQLException("A key must be an exact number, a UUID or a text of at most " + LONGEST
				+ " characters, and is " + kind);
	}

	/**
	 * Return the key as text.
	 * @return the text, with the type of the key
	 */
	String text() {
		if (this.key instanceof Long) {
			return "long:" + this.key;
		}
		if (this.key instanceof BigDecimal) {
			return "decimal:" + this.key;
		}
		return ((this.key instanceof UUID) ? "uuid:" : "text:") + this.key;
	}

	/**
	 * Parse a checkpoint.
	 * @param text the key as text
	 * @param rows the number of rows
	 * @return the checkpoint
	 */
	static Checkpoint parse(String text, long rows) {
		String value = text.substring(text.indexOf(':') + 1);
		return new Checkpoint(switch (text.substring(0, text.indexOf(':'))) {
			case "long" -> Long.valueOf(value);
			case "decimal" -> new BigDecimal(value);
			case "uuid" -> UUID.fromString(value);
			default -> value;
		}, rows);
	}

}
