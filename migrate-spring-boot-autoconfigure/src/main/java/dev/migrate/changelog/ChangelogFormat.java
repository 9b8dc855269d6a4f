package dev.migrate.changelog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The formats of changelog files.
 */
public enum ChangelogFormat {

	/**
	 * YAML, the default.
	 */
	YAML(YamlFormat::write, "yaml", "yml"),

	/**
	 * XML.
	 */
	XML(XmlFormat::write, "xml"),

	/**
	 * JSON.
	 */
	JSON(JsonFormat::write, "json"),

	/**
	 * Liquibase's formatted SQL.
	 */
	SQL(SqlFormat::write, "sql");

	private final Function<ChangelogDocument, String> writer;

	private final List<String> extensions;

	ChangelogFormat(Function<ChangelogDocument, String> writer, String... extensions) {
		this.writer = writer;
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
	 * Find the format of a file by its name.
	 * @param fileName the name
	 * @return the format, or empty where the extension is none of Liquibase's
	 */
	public static Optional<ChangelogFormat> of(String fileName) {
		String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		return Arrays.stream(values()).filter((format) -> format.extensions.contains(extension)).findFirst();
	}

	String write(ChangelogDocument document) {
		return this.writer.apply(document);
	}

}
