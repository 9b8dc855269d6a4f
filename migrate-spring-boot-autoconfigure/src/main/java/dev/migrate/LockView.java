package dev.migrate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The lock that lets one process at a time migrate a database.
 *
 * @param database the name of the database in this application
 * @param state the state of the lock, before it was released
 * @param host the machine of the holder; {@code null} if it is unknown
 * @param pid the process of the holder on its machine; {@code null} if it is unknown
 * @param since when the lock was taken, by the clock of the database; {@code null} if it
 * is unknown
 * @param description who holds the lock, and for how long; {@code null} if it is free
 * @param released whether the lock was released
 */
public record LockView(String database, LockState state, @Nullable String host, @Nullable Long pid,
		@Nullable Instant since, @Nullable String description, boolean released) {

}
