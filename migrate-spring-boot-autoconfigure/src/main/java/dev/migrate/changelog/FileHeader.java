package dev.migrate.changelog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * What a changelog file says before its first changeset that Liquibase does not hand on.
 *
 * @param message the first comment of its own; {@code null} for none
 * @param parent the parent as a file of formatted SQL records it; {@code null} for none
 */
record FileHeader(@Nullable String message, @Nullable String parent) {

	private static final int LINES = 20;

	private static final Pattern PARENT = Pattern.compile(
			"\\s*--\\s*property\\s+name:\"?migrate\\.parent\"?\\s+value:(?:\"([^\"]+)\"|(\\S+)).*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern CHANGESET = Pattern.compile("\\s*(?:-\\s+|<|\"|\\{\\s*\"|--\\s*)changeset\\b.*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern COMMENT = Pattern.compile("(?:#|--|<!--)\\s+(.*?)\\s*(?:-->)?");

	static FileHeader read(ResourceAccessor resources, String file) {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(resources.get(file).openInputStream(), StandardCharsets.UTF_8))) {
			String message = null;
			String parent = null;
			String line = reader.readLine();
			for (int i = 0; i < LINES && line != null && !CHANGESET.matcher(line).matches(); i++) {
				Matcher property = PARENT.matcher(line);
				Matcher comment = COMMENT.matcher(line);
				if (property.matches()) {
					parent = (property.group(1) != null) ? property.group(1) : property.group(2);
				}
				else if (message == null && comment.matches() && !comment.group(1).isBlank()) {
					message = comment.group(1);
				}
				line = reader.readLine();
			}
			return new FileHeader(message, parent);
		}
		catch (IOException ex) {
			throw new ChangelogException("The changelog file " + file + " cannot be read: " + ex.getMessage() + ".",
					ex);
		}
	}

}
