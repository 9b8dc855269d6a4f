package dev.migrate.changelog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The part of a changelog file before its first changeset that Liquibase does not return.
 *
 * @param message the first comment of the file; {@code null} for none
 * @param properties the revision properties of a formatted SQL file, by name
 */
record FileHeader(@Nullable String message, Map<String, String> properties) {

	private static final int LINES = 20;

	private static final Pattern PROPERTY = Pattern.compile(
			"\\s*--\\s*property\\s+name:\"?(migrate\\.[a-z-]+)\"?\\s+value:(?:\"([^\"]+)\"|(\\S+)).*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern CHANGESET = Pattern.compile("\\s*(?:-\\s+|<|\"|\\{\\s*\"|--\\s*)changeset\\b.*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern COMMENT = Pattern
		.compile("(?i)(?:#|--|<!--)\\s+(?!liquibase\\s+formatted\\s+sql)(.*?)\\s*(?:-->)?");

	static FileHeader read(ResourceAccessor resources, String file) {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(resources.get(file).openInputStream(), StandardCharsets.UTF_8))) {
			String message = null;
			Map<String, String> properties = new HashMap<>();
			String line = reader.readLine();
			for (int i = 0; i < LINES && line != null && !CHANGESET.matcher(line).matches(); i++) {
				Matcher property = PROPERTY.matcher(line);
				Matcher comment = COMMENT.matcher(line);
				if (property.matches()) {
					properties.put(property.group(1).toLowerCase(Locale.ROOT),
							(property.group(2) != null) ? property.group(2) : property.group(3));
				}
				else if (message == null && comment.matches() && !comment.group(1).isBlank()) {
					message = comment.group(1);
				}
				line = reader.readLine();
			}
			return new FileHeader(message, properties);
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The changelog file " + file + " cannot be read: " + ex.getMessage() + ".", ex);
		}
	}

}
