package dev.migrate.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

import dev.migrate.change.Conversion;
import org.jspecify.annotations.Nullable;

/**
 * The range of values of a type, which determines whether they fit another type.
 *
 * @param kind the kind of values
 * @param size the size: decimal digits before the point of a number, characters, bytes,
 * digits of a second's fraction
 * @param scale the decimal digits after the point of an exact number
 */
public record TypeRange(Kind kind, long size, long scale) {

	/**
	 * The size of a type without a relevant limit.
	 */
	public static final long UNLIMITED = 1_000_000_000;

	/**
	 * Return a range without a scale. The size of another kind is the length of its
	 * longest text, or 0 if that is unknown.
	 * @param kind the kind of values
	 * @param size the size
	 * @return the range
	 */
	public static TypeRange of(Kind kind, long size) {
		return new TypeRange(kind, size, 0);
	}

	/**
	 * Predict the conversion of values of this range to another one.
	 * @param to the other range
	 * @return the conversion
	 */
	public Conversion to(TypeRange to) {
		return switch (this.kind) {
			case INTEGER, EXACT -> fromExact(to);
			case APPROXIMATE -> fromApproximate(to);
			case TEXT -> fromText(to);
			case BINARY -> (to.kind == Kind.BINARY) ? fits(this.size <= to.size) : Conversion.MAY_FAIL;
			case BOOLEAN -> fromBoolean(to);
			case DATE -> fromDate(to);
			case TIME, TIME_ZONED, TIMESTAMP, TIMESTAMP_ZONED -> fromTime(to);
			case OTHER -> ofLength(to, (this.size > 0) ? this.size : UNLIMITED);
		};
	}

	/**
	 * Return the condition under which a value of this range does not fit another one.
	 * @param column the column as SQL
	 * @param to the other range
	 * @param text the column as SQL, as a text
	 * @return the condition as SQL; empty if every value fits, or if that is not known
	 */
	public Optional<String> misfit(String column, TypeRange to, String text) {
		if (to.kind == Kind.TEXT && this.kind != Kind.BINARY) {
			return (to(to) != Conversion.KEEPS_VALUES && to.size < UNLIMITED)
					? Optional.of("char_length(" + ((this.kind == Kind.TEXT) ? column : text) + ") > " + to.size)
					: Optional.empty();
		}
		if (to.kind == Kind.BINARY && (this.kind == Kind.BINARY || this.kind == Kind.TEXT)) {
			return (this.size > to.size) ? Optional.of("octet_length(" + column + ") > " + to.size) : Optional.empty();
		}
		if (!isNumber() || (this.kind != Kind.APPROXIMATE && this.size <= to.size && this.scale <= to.scale)) {
			return Optional.empty();
		}
		boolean rounded = this.kind == Kind.APPROXIMATE || this.scale > to.scale;
		if (this.kind != Kind.APPROXIMATE && this.size < to.size) {
			// Rounding adds a digit at most.
			return Optional.empty();
		}
		BigDecimal half = rounded ? BigDecimal.valueOf(5, (int) to.scale + 1) : BigDecimal.ZERO;
		if (to.kind == Kind.INTEGER) {
			return to.greatestInteger()
				.map((greatest) -> rounded ? "abs(" + column + ") >= " + new BigDecimal(greatest).add(half)
						: column + " not between " + greatest.add(BigInteger.ONE).negate() + " and " + greatest);
		}
		return (to.kind == Kind.EXACT && to.size < UNLIMITED)
				? Optional
					.of("abs(" + column + ") >= " + BigDecimal.TEN.pow((int) to.size).subtract(half).toPlainString())
				: Optional.empty();
	}

	/**
	 * Return whether the values have a day, so that each of them can be converted to
	 * every other such type.
	 * @return {@code true} for days and times of a day
	 */
	boolean isDated() {
		return this.kind == Kind.DATE || this.kind == Kind.TIMESTAMP || this.kind == Kind.TIMESTAMP_ZONED;
	}

	/**
	 * Return whether the values are numbers.
	 * @return {@code true} for numbers of every kind
	 */
	boolean isNumber() {
		return switch (this.kind) {
			case INTEGER, EXACT, APPROXIMATE -> true;
			default -> false;
		};
	}

	private Optional<BigInteger> greatestInteger() {
		return switch ((int) this.size) {
			case 3 -> Optional.of(BigInteger.valueOf(Byte.MAX_VALUE));
			case 5 -> Optional.of(BigInteger.valueOf(Short.MAX_VALUE));
			case 7 -> Optional.of(BigInteger.valueOf(0x7FFFFF));
			case 10 -> Optional.of(BigInteger.valueOf(Integer.MAX_VALUE));
			case 19 -> Optional.of(BigInteger.valueOf(Long.MAX_VALUE));
			default -> Optional.empty();
		};
	}

	private Conversion fromText(TypeRange to) {
		return switch (to.kind) {
			case TEXT -> fits(this.size <= to.size);
			// A text with too many digits, or with a time for a date, is truncated
			// silently.
			case EXACT, APPROXIMATE, DATE, TIME, TIME_ZONED, TIMESTAMP, TIMESTAMP_ZONED -> Conversion.LOSES_DATA;
			case INTEGER, BOOLEAN, BINARY, OTHER -> Conversion.MAY_FAIL;
		};
	}

	private Conversion fromBoolean(TypeRange to) {
		return switch (to.kind) {
			case INTEGER, EXACT -> Conversion.KEEPS_VALUES;
			default -> ofLength(to, 5);
		};
	}

	private Conversion fromExact(TypeRange to) {
		return switch (to.kind) {
			case INTEGER, EXACT -> (this.scale > to.scale) ? Conversion.LOSES_DATA : fits(this.size <= to.size);
			case BOOLEAN -> Conversion.LOSES_DATA;
			case APPROXIMATE -> (this.size + this.scale <= to.size) ? Conversion.KEEPS_VALUES : Conversion.LOSES_DATA;
			default -> ofLength(to, this.size + this.scale + 2);
		};
	}

	private Conversion fromApproximate(TypeRange to) {
		return switch (to.kind) {
			case APPROXIMATE -> (this.size <= to.size) ? Conversion.KEEPS_VALUES : Conversion.LOSES_DATA;
			case INTEGER, EXACT, BOOLEAN -> Conversion.LOSES_DATA;
			default -> ofLength(to, 25);
		};
	}

	private Conversion fromDate(TypeRange to) {
		return switch (to.kind) {
			case DATE, TIMESTAMP -> Conversion.KEEPS_VALUES;
			case TIMESTAMP_ZONED -> Conversion.DEPENDS_ON_ZONE;
			default -> ofLength(to, 13);
		};
	}

	private Conversion fromTime(TypeRange to) {
		boolean dated = this.kind == Kind.TIMESTAMP || this.kind == Kind.TIMESTAMP_ZONED;
		boolean zoned = this.kind == Kind.TIMESTAMP_ZONED || this.kind == Kind.TIME_ZONED;
		return switch (to.kind) {
			case DATE -> dated ? Conversion.LOSES_DATA : Conversion.MAY_FAIL;
			case TIME -> (dated || zoned || this.size > to.size) ? Conversion.LOSES_DATA : Conversion.KEEPS_VALUES;
			case TIME_ZONED -> (dated || this.size > to.size) ? Conversion.LOSES_DATA
					: (zoned ? Conversion.KEEPS_VALUES : Conversion.DEPENDS_ON_ZONE);
			case TIMESTAMP, TIMESTAMP_ZONED -> {
				if (this.size > to.size) {
					yield Conversion.LOSES_DATA;
				}
				if (!dated) {
					yield Conversion.MAY_FAIL;
				}
				boolean sameZone = zoned == (to.kind == Kind.TIMESTAMP_ZONED);
				yield sameZone ? Conversion.KEEPS_VALUES : Conversion.DEPENDS_ON_ZONE;
			}
			default -> ofLength(to, 40);
		};
	}

	private Conversion ofLength(TypeRange to, long length) {
		return (this.kind == to.kind) ? Conversion.MAY_FAIL : fits(to.kind == Kind.TEXT && length <= to.size);
	}

	private static Conversion fits(boolean fits) {
		return fits ? Conversion.KEEPS_VALUES : Conversion.MAY_FAIL;
	}

	/**
	 * The kinds of values that convert in different ways.
	 */
	public enum Kind {

		/**
		 * Truth values.
		 */
		BOOLEAN("false"),

		/**
		 * Whole numbers.
		 */
		INTEGER("0"),

		/**
		 * Decimal numbers.
		 */
		EXACT("0"),

		/**
		 * Floating point numbers.
		 */
		APPROXIMATE("0"),

		/**
		 * Texts.
		 */
		TEXT("''"),

		/**
		 * Bytes.
		 */
		BINARY(null),

		/**
		 * Days.
		 */
		DATE("current_date"),

		/**
		 * Times of day.
		 */
		TIME("localtime"),

		/**
		 * Times of day with their zone.
		 */
		TIME_ZONED("current_time"),

		/**
		 * Days with their time.
		 */
		TIMESTAMP("localtimestamp"),

		/**
		 * Instants.
		 */
		TIMESTAMP_ZONED("current_timestamp"),

		/**
		 * Anything else.
		 */
		OTHER(null);

		private final @Nullable String neutral;

		Kind(@Nullable String neutral) {
			this.neutral = neutral;
		}

		/**
		 * Return a value that means nothing.
		 * @return the value in standard SQL; empty if there is none for all types
		 */
		Optional<String> neutral() {
			return Optional.ofNullable(this.neutral);
		}

	}

}
