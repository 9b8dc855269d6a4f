package dev.migrate.changelog;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * A revision that is about to be written.
 *
 * @param id its id
 * @param message what it is for
 * @param author who writes it
 * @param parents the revisions that it builds on, as {@link Revision#reference()} names
 * them; empty for the first
 * @param path the file that Liquibase is to record
 */
public record NewRevision(String id, String message, String author, List<String> parents, String path) {

	private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

	public NewRevision {
		parents = List.copyOf(parents);
	}

	/**
	 * Return the id of a revision that is made now.
	 * @param clock what says when now is
	 * @param parents the ids of its parents
	 * @return the time in UTC, or a second after the latest parent where that is later
	 */
	public static String nextId(Clock clock, List<String> parents) {
		LocalDateTime next = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).withNano(0);
		for (String parent : parents) {
			LocalDateTime after = timeOf(parent).plusSeconds(1);
			next = after.isAfter(next) ? after : next;
		}
		return ID.format(next);
	}

	private static LocalDateTime timeOf(String id) {
		try {
			return LocalDateTime.parse(id, ID);
		}
		catch (DateTimeParseException ex) {
			// A changeset of an older changelog is no time, and before all that are.
			return LocalDateTime.of(1970, 1, 1, 0, 0);
		}
	}

}
