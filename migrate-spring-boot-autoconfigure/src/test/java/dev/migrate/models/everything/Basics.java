package dev.migrate.models.everything;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import org.hibernate.Length;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Nationalized;
import org.hibernate.annotations.TimeZoneColumn;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.TrueFalseConverter;
import org.hibernate.type.YesNoConverter;

/**
 * Every basic type.
 */
public final class Basics {

	private Basics() {
	}

	@Entity(name = "Numbers")
	static class Numbers {

		@Id
		int id;

		boolean flag;

		byte tiny;

		short small;

		long big;

		float single;

		double precise;

		char letter;

		Boolean flagOrNull;

		Byte tinyOrNull;

		Short smallOrNull;

		Integer numberOrNull;

		Long bigOrNull;

		Float realOrNull;

		Double preciseOrNull;

		Character letterOrNull;

		BigInteger huge;

		BigDecimal amount;

		@Column(precision = 12, scale = 3)
		BigDecimal price;

		@Column(precision = 20)
		BigInteger count;

		@Column(precision = 10)
		float roughly;

		@JdbcTypeCode(SqlTypes.TINYINT)
		int tinyCode;

		@JdbcTypeCode(SqlTypes.NUMERIC)
		@Column(precision = 5, scale = 2)
		BigDecimal percent;

		@Convert(converter = YesNoConverter.class)
		boolean yesNo;

		@Convert(converter = TrueFalseConverter.class)
		Boolean trueFalse;

		@Convert(converter = NumericBooleanConverter.class)
		boolean zeroOne;

	}

	@Entity(name = "Texts")
	static class Texts {

		@Id
		@Column(length = 36)
		String id;

		String plain;

		@Column(length = 10, nullable = false)
		String shortText;

		@Column(length = Length.LONG)
		String longText;

		@Column(length = Length.LONG32)
		String longestText;

		@Lob
		String lob;

		@Nationalized
		String nationalized;

		@JdbcTypeCode(SqlTypes.CHAR)
		@Column(length = 3)
		String fixed;

		char[] characters;

		byte[] bytes;

		@Column(length = 16)
		byte[] digest;

		@Column(length = Length.LONG32)
		byte[] longBytes;

		@Lob
		byte[] lobBytes;

		UUID uuid;

		@JdbcTypeCode(SqlTypes.CHAR)
		UUID uuidText;

		Locale locale;

		Currency currency;

		TimeZone timeZone;

		ZoneId zone;

		ZoneOffset utcOffset;

		URL url;

		Class<?> type;

		InetAddress address;

	}

	@Entity(name = "Times")
	static class Times {

		@Id
		long id;

		LocalDate date;

		LocalTime time;

		LocalDateTime dateTime;

		Instant instant;

		OffsetDateTime offsetDateTime;

		ZonedDateTime zonedDateTime;

		OffsetTime offsetTime;

		Duration duration;

		Year inYear;

		@Temporal(TemporalType.DATE)
		Date oldDate;

		@Temporal(TemporalType.TIME)
		Date oldTime;

		@Temporal(TemporalType.TIMESTAMP)
		Date oldTimestamp;

		Calendar calendar;

		Timestamp sqlTimestamp;

		java.sql.Date sqlDate;

		java.sql.Time sqlTime;

		@Column(secondPrecision = 3)
		LocalDateTime millis;

		@Column(secondPrecision = 0)
		Instant seconds;

		@TimeZoneStorage(TimeZoneStorageType.NATIVE)
		OffsetDateTime zoneNative;

		@TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
		OffsetDateTime zoneNormalized;

		@TimeZoneStorage(TimeZoneStorageType.NORMALIZE_UTC)
		OffsetDateTime zoneUtc;

		@TimeZoneStorage(TimeZoneStorageType.COLUMN)
		@TimeZoneColumn(name = "zone_offset")
		OffsetDateTime zoneColumn;

	}

	@Entity(name = "Enums")
	static class Enums {

		@Id
		int id;

		Color ordinal;

		@Enumerated(EnumType.STRING)
		Color text;

		@Enumerated(EnumType.STRING)
		@Column(nullable = false, length = 20)
		Color shortText;

		@JdbcTypeCode(SqlTypes.VARCHAR)
		Color notNative;

		@Enumerated(EnumType.STRING)
		Level level;

	}

	@Entity(name = "Documents")
	static class Documents {

		@Id
		int id;

		@JdbcTypeCode(SqlTypes.JSON)
		Map<String, String> json;

		String[] texts;

		@Column(length = 20)
		String[] shortTexts;

		int[] ints;

		List<Long> longs;

		UUID[] uuids;

		LocalDate[] dates;

		Color[] colors;

	}

	enum Color {

		RED, GREEN, BLUE

	}

	enum Level {

		LOW("L"), HIGH("H");

		@EnumeratedValue
		private final String code;

		Level(String code) {
			this.code = code;
		}

	}

}
