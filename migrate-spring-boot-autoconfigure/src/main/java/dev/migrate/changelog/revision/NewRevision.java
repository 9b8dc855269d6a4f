package dev.migrate.changelog.revision;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A revision to be written.
 *
 * @param id its id
 * @param message its message
 * @param author its author
 * @param parents its parents, as {@link Revision#reference()} returns them; empty for the
 * first revision
 * @param dependencies the revisions of other branches that it depends on, as
 * {@link Revision#reference()} returns them
 * @param labels the labels that it gives to its branch
 * @param path the file that Liquibase records
 * @param replacement what it replaces; {@code null} for nothing
 */
public record NewRevision(String id, String message, String author, List<String> parents, List<String> dependencies,
		List<String> labels, String path, @Nullable Replacement replacement) {

	private static final String BASE = "base";

	private static final DateTimeFormatter PREFIX = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

	private static final Pattern PREFIXED = Pattern.compile("(?:.*/)?(\\d{14})(?:_[^/]*)?(?:\\.[^/.]*)?");

	public NewRevision {
		parents = List.copyOf(parents);
		dependencies = List.copyOf(dependencies);
		labels = List.copyOf(labels);
	}

	/**
	 * Create a revision that replaces nothing.
	 * @param id its id
	 * @param message its message
	 * @param author its author
	 * @param parents its parents; empty for the first revision
	 * @param dependencies the revisions of other branches that it depends on
	 * @param labels the labels that it gives to its branch
	 * @param path the file that Liquibase records
	 */
	public NewRevision(String id, String message, String author, List<String> parents, List<String> dependencies,
			List<String> labels, String path) {
		this(id, message, author, parents, dependencies, labels, path, null);
	}

	/**
	 * Create a revision without dependencies and labels.
	 * @param id its id
	 * @param message its message
	 * @param author its author
	 * @param parents its parents; empty for the first revision
	 * @param path the file that Liquibase records
	 */
	public NewRevision(String id, String message, String author, List<String> parents, String path) {
		this(id, message, author, parents, List.of(), List.of(), path);
	}

	/**
	 * Return this revision with revisions that it replaces.
	 * @param replaced the revisions
	 * @return the changed copy
	 */
	public NewRevision replacing(Replacement replaced) {
		return new NewRevision(this.id, this.message, this.author, this.parents, this.dependencies, this.labels,
				this.path, replaced);
	}

	/**
	 * Return the prefix of a new revision's file name.
	 * @param clock the clock
	 * @param before the revisions that have to run before it
	 * @param taken the existing prefixes and ids
	 * @return the time in UTC, or a second after the latest revision before it if that is
	 * later
	 */
	public static String nextPrefix(Clock clock, Collection<Revision> before, Set<String> taken) {
		LocalDateTime next = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).withNano(0);
		for (Revision revision : before) {
			LocalDateTime after = timeOf(revision).plusSeconds(1);
			next = after.isAfter(next) ? after : next;
		}
		while (taken.contains(PREFIX.format(next))) {
			next = next.plusSeconds(1);
		}
		return PREFIX.format(next);
	}

	/**
	 * Return the prefix of a revision's file name.
	 * @param path the file
	 * @return 14 digits; empty if the name does not begin with them
	 */
	public static Optional<String> prefixOf(String path) {
		Matcher matcher = PREFIXED.matcher(path);
		return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

	/**
	 * Return the changelog properties that describe the revision.
	 * @return the values by name, in the order in which they are written
	 */
	public Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("migrate.parent", this.parents.isEmpty() ? BASE : String.join(",", this.parents));
		if (!this.dependencies.isEmpty()) {
			properties.put("migrate.depends-on", String.join(",", this.dependencies));
		}
		if (!this.labels.isEmpty()) {
			properties.put("migrate.branch-labels", String.join(",", this.labels));
		}
		if (prefixOf(this.path).filter((prefix) -> !prefix.equals(this.id)).isPresent()) {
			properties.put("migrate.revision", this.id);
		}
		if (this.replacement != null) {
			properties.put("migrate.replaces", String.join(",", this.replacement.paths()));
		}
		return properties;
	}

	private static LocalDateTime timeOf(Revision revision) {
		try {
			return LocalDateTime.parse(prefixOf(revision.path()).orElse(revision.id()), PREFIX);
		}
		catch (DateTimeParseException ex) {
			// The id of a changeset in an older changelog is no time, and sorts before
			// all times.
			return LocalDateTime.of(1970, 1, 1, 0, 0);
		}
	}

}
