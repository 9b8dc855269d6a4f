package dev.migrate.changelog.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;

/**
 * The file names of new revisions: 14 digits that order them, an underscore, and a
 * template.
 *
 * @param template the text after the digits, with tokens in braces
 * @param slugLength the maximum length of the slug
 * @param timeZone the time zone of the date and time tokens; the digits are in UTC
 */
public record FileNames(String template, int slugLength, String timeZone) {

	/**
	 * The default file names.
	 */
	public static final FileNames DEFAULT = new FileNames("{slug}", Slug.LENGTH, "UTC");

	private static final int MAX_SLUG_LENGTH = 150;

	private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)\\}");

	private static final Pattern UNFIT = Pattern.compile("[^\\p{L}\\p{N}_.-]");

	/**
	 * Return the file name of a revision.
	 * @param prefix the 14 digits at the beginning
	 * @param id the revision's id
	 * @param message the revision's message
	 * @param now the time of creation
	 * @param format the file's format
	 * @return the name, for example {@code 20261122120000_add_price.yaml}
	 * @throws CannotProceedException if a setting is invalid
	 */
	public String name(String prefix, String id, String message, Instant now, ChangelogFormat format) {
		Map<String, String> values = values(id, message, now);
		Matcher token = TOKEN.matcher(this.template);
		StringBuilder rest = new StringBuilder();
		while (token.find()) {
			String value = values.get(token.group(1));
			if (value == null) {
				throw new CannotProceedException(ErrorCode.SETTING_INVALID, "migrate.file-template has " + token.group()
						+ ", which is no token; the tokens are " + tokens(values) + ".");
			}
			token.appendReplacement(rest, Matcher.quoteReplacement(value));
		}
		token.appendTail(rest);
		return prefix + "_" + checked(rest.toString(), values) + "." + format.extension();
	}

	private Map<String, String> values(String id, String message, Instant now) {
		if (this.slugLength < 1 || this.slugLength > MAX_SLUG_LENGTH) {
			throw new CannotProceedException(ErrorCode.SETTING_INVALID,
					"migrate.slug-length is " + this.slugLength + "; it must be from 1 to " + MAX_SLUG_LENGTH + ".");
		}
		ZonedDateTime time = now.atZone(zone());
		Map<String, String> values = new LinkedHashMap<>();
		values.put("rev", id);
		values.put("slug", Slug.of(message, this.slugLength));
		values.put("epoch", String.valueOf(now.getEpochSecond()));
		values.put("year", part(time, "yyyy"));
		values.put("month", part(time, "MM"));
		values.put("day", part(time, "dd"));
		values.put("hour", part(time, "HH"));
		values.put("minute", part(time, "mm"));
		values.put("second", part(time, "ss"));
		return values;
	}

	private static String part(ZonedDateTime time, String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
	}

	private ZoneId zone() {
		try {
			return ZoneId.of(this.timeZone);
		}
		catch (DateTimeException ex) {
			throw new CannotProceedException(ErrorCode.SETTING_INVALID, "migrate.time-zone is '" + this.timeZone
					+ "', which is no time zone; use one such as Europe/Berlin or UTC.");
		}
	}

	private String checked(String rest, Map<String, String> values) {
		if (rest.indexOf('/') != -1 || rest.indexOf('\\') != -1) {
			throw new CannotProceedException(ErrorCode.SETTING_INVALID, "migrate.file-template is '" + this.template
					+ "', but must not contain directories; set those with migrate.version-locations.");
		}
		Matcher unfit = UNFIT.matcher(rest);
		if (rest.isEmpty() || unfit.find()) {
			throw new CannotProceedException(ErrorCode.SETTING_INVALID, "migrate.file-template is '" + this.template
					+ "', but may contain only letters, digits, '_', '-', '.' and the tokens " + tokens(values) + ".");
		}
		return rest;
	}

	private static String tokens(Map<String, String> values) {
		return "{" + String.join("}, {", values.keySet()) + "}";
	}

}
