package dev.migrate.changelog.write;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import liquibase.resource.ResourceAccessor;

/**
 * Renders a changelog as Liquibase's formatted SQL.
 */
public final class SqlFormat {

	private static final Pattern DIRECTIVE = Pattern.compile("\\s*(-|/\\*).*");

	private static final Pattern MARK = Pattern
		.compile("--changeset (?:\"[^\"]*\"|[^:\"]*):(\\S+) .* logicalFilePath:\\S+ created:(.+)");

	private final StringBuilder text = new StringBuilder();

	private SqlFormat() {
	}

	static String write(ChangelogDocument document) {
		SqlFormat sql = new SqlFormat();
		sql.line("--liquibase formatted sql");
		if (!document.message().isEmpty()) {
			sql.line("-- " + document.message());
		}
		for (Map.Entry<String, String> property : document.properties().entrySet()) {
			sql.line(
					"--property name:" + property.getKey() + " value:" + quoted(property.getValue()) + " global:false");
		}
		for (ChangelogDocument.Entry entry : document.entries()) {
			sql.entry(entry, document);
		}
		return sql.text.toString();
	}

	public static Map<String, String> marks(ResourceAccessor resources, String file) {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(resources.get(file).openInputStream(), StandardCharsets.UTF_8))) {
			return marks(reader.lines());
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The changelog file " + file + " cannot be read: " + ex.getMessage() + ".", ex);
		}
	}

	/**
	 * Read the ownership marks of generated changesets, which Liquibase does not read
	 * here.
	 * @param lines the lines of a file
	 * @return the marks by the ids of the changesets
	 */
	public static Map<String, String> marks(Stream<String> lines) {
		return lines.map(MARK::matcher)
			.filter(Matcher::matches)
			.collect(Collectors.toMap((line) -> line.group(1), (line) -> line.group(2), (first, second) -> first));
	}

	// The name of an older changeset may contain a blank.
	private static String quoted(String value) {
		return (value.indexOf(' ') != -1 || Placeholder.isPlaceholder(value)) ? '"' + value + '"' : value;
	}

	private void entry(ChangelogDocument.Entry entry, ChangelogDocument document) {
		line("");
		line("--changeset " + author(entry) + ":" + entry.id()
				+ " splitStatements:false rollbackSplitStatements:false stripComments:false "
				+ (entry.inTransaction() ? "" : "runInTransaction:false ") + "logicalFilePath:"
				+ checked(entry.path(), Pattern.compile(".*\\s.*")) + (entry.created().isEmpty() ? ""
						: " created:" + checked(entry.created(), Pattern.compile(".*\\R.*"))));
		if (document.isForOneProduct() && entry == document.entries().get(0)) {
			// Formatted SQL does not support preconditions of a file.
			String message = entry.guard().isPresent() ? entry.guard().message() + " Or: " + document.otherProduct()
					: document.otherProduct();
			line("--preconditions onFail:HALT onError:HALT onFailMessage:\"" + message.replace('"', '\'') + "\"");
			line("--precondition-sql-check expectedResult:1 " + document.productCheck());
			entry.guard()
				.conditions()
				.forEach((condition) -> line("--precondition-sql-check expectedResult:0 " + condition.text()));
		}
		line("--comment: " + entry.comment());
		lines("", entry.statements());
		if (entry.rollbackStatements().isEmpty()) {
			line("--rollback empty");
		}
		else {
			lines("--rollback ", entry.rollbackStatements());
		}
	}

	private void lines(String prefix, List<String> statements) {
		for (String line : String.join(";\n", statements).concat(";").split("\n", -1)) {
			line(prefix + checked(line, prefix.isEmpty() ? DIRECTIVE : Pattern.compile("\\s*")));
		}
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

	private static String author(ChangelogDocument.Entry entry) {
		return entry.author().matches("[\\w.@-]+") ? entry.author() : '"' + entry.author().replace('"', '\'') + '"';
	}

	private static String checked(String text, Pattern unfit) {
		if (unfit.matcher(text).matches()) {
			throw new MigrationFailedException(ErrorCode.FORMAT_UNSUITABLE,
					"Formatted SQL cannot contain the line \"" + text.strip() + "\"; choose YAML.", null);
		}
		return text;
	}

}
