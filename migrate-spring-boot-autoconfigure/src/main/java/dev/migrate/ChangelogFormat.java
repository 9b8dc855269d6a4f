package dev.migrate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The formats of changelog files that Liquibase reads.
 */
public enum ChangelogFormat {

	/**
	 * YAML, the default.
	 */
	YAML("yaml", "yml"),

	/**
	 * XML.
	 */
	XML("xml"),

	/**
	 * JSON.
	 */
	JSON("json"),

	/**
	 * Liquibase's formatted SQL.
	 */
	SQL("sql");

	private final List<String> extensions;

	ChangelogFormat(String... extensions) {
		this.extensions = List.of(extensions);
	}

	/**
	 * Return the extension of files in this format.
	 * @return the extension, without a dot
	 */
	public String extension() {
		return this.extensions.get(0);
	}

	/**
	 * Return the extensions of files in this format.
	 * @return the extensions, without a dot, the usual one first
	 */
	public List<String> extensions() {
		return this.extensions;
	}

	/**
	 * Find the format of a file by its name.
	 * @param fileName the name of the file
	 * @return the format, or empty if Liquibase does not know the extension
	 */
	public static Optional<ChangelogFormat> of(String fileName) {
		String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		return Arrays.stream(values()).filter((format) -> format.extensions.contains(extension)).findFirst();
	}

	/**
	 * Return the format as an option value.
	 * @return the name in lower case
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
