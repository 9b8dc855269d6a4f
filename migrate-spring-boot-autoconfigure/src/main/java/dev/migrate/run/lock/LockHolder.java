package dev.migrate.run.lock;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Who holds the lock of a database, by the lock table.
 *
 * @param lockedBy the text of the lock table; {@code null} if it has none
 * @param since when the lock was taken, by the clock of the database; {@code null} if it
 * is unknown
 * @param age how long ago that was, by the same clock; {@code null} if it is unknown
 */
public record LockHolder(@Nullable String lockedBy, @Nullable Timestamp since, @Nullable Duration age) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
		.withZone(ZoneId.systemDefault());

	private static final long SECONDS_OF_MINUTE = 60;

	private static final long MINUTES_OF_HOUR = 60;

	private static final long HOURS_OF_DAY = 24;

	/**
	 * Return what the holder has written about itself.
	 * @return the mark; empty if another program, or another version, holds the lock
	 */
	Optional<LockMark> mark() {
		return Optional.ofNullable(this.lockedBy).flatMap(LockMark::parse);
	}

	/**
	 * Return the machine of the holder.
	 * @return its name and address; {@code null} if the lock table names none
	 */
	public @Nullable String host() {
		return mark().map(LockMark::host).orElse(this.lockedBy);
	}

	/**
	 * Return the process of the holder.
	 * @return its number on its machine; {@code null} if it is unknown
	 */
	public @Nullable Long pid() {
		return mark().map(LockMark::pid).orElse(null);
	}

	/**
	 * Return when the lock was taken.
	 * @return the time, by the clock of the database; {@code null} if it is unknown
	 */
	public @Nullable Instant instant() {
		return (this.since != null) ? this.since.toInstant() : null;
	}

	/**
	 * Describe the process of the holder.
	 * @return for example "process 4711 on node-7 (10.0.0.7)"
	 */
	String process() {
		Long pid = pid();
		String host = host();
		return ((pid != null) ? "process " + pid + " on " : "") + ((host != null) ? host : "an unknown machine");
	}

	/**
	 * Describe the holder.
	 * @return for example "process 4711 on node-7 (10.0.0.7), for 12 s (since 2026-11-30
	 * 14:01:58)"
	 */
	@Override
	public String toString() {
		String how = (this.age != null) ? ", for " + text(this.age) : "";
		return process() + how + ((this.since != null) ? " (since " + TIME.format(this.since.toInstant()) + ")" : "");
	}

	public static String text(Duration duration) {
		long seconds = Math.max(duration.toSeconds(), 0);
		if (seconds < 2 * SECONDS_OF_MINUTE) {
			return seconds + " s";
		}
		long minutes = seconds / SECONDS_OF_MINUTE;
		if (minutes < 2 * MINUTES_OF_HOUR) {
			return minutes + " min";
		}
		long hours = minutes / MINUTES_OF_HOUR;
		return (hours < 2 * HOURS_OF_DAY) ? hours + " h" : hours / HOURS_OF_DAY + " days";
	}

}
