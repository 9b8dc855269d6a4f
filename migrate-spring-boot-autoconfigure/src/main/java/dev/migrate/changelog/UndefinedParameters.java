package dev.migrate.changelog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.resource.ResourceAccessor;

/**
 * Finds changelog parameters without a value.
 */
final class UndefinedParameters {

	// A colon makes it a text, as Liquibase's ExpressionExpander has it.
	private static final Pattern PARAMETER = Pattern.compile("\\$\\{(?!:)([^{}\\s]+)}");

	private static final Pattern COMMENT = Pattern.compile("\\s*(?:#|--|<!--).*");

	private final ChangeLogParameters parameters;

	private final ResourceAccessor resources;

	UndefinedParameters(ChangeLogParameters parameters, ResourceAccessor resources) {
		this.parameters = parameters;
		this.resources = resources;
	}

	/**
	 * Find the parameters in the files of a changelog.
	 * @param changeLogs the changelogs that have been parsed, one for each file
	 * @return the parameters, each once a file
	 */
	List<UndefinedParameter> in(Iterable<DatabaseChangeLog> changeLogs) {
		List<UndefinedParameter> found = new ArrayList<>();
		for (DatabaseChangeLog changeLog : changeLogs) {
			found.addAll(in(changeLog));
		}
		return List.copyOf(found);
	}

	private List<UndefinedParameter> in(DatabaseChangeLog changeLog) {
		String path = changeLog.getPhysicalFilePath();
		Map<String, UndefinedParameter> found = new LinkedHashMap<>();
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.resources.get(path).openInputStream(), StandardCharsets.UTF_8))) {
			int number = 1;
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				Matcher matcher = PARAMETER.matcher(line);
				while (!COMMENT.matcher(line).matches() && matcher.find()) {
					String name = matcher.group(1);
					if (!this.parameters.hasValue(name, changeLog)) {
						found.putIfAbsent(name, new UndefinedParameter(path, number, name));
					}
				}
				number++;
			}
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The changelog file " + path + " cannot be read: " + ex.getMessage() + ".", ex);
		}
		return List.copyOf(found.values());
	}

}
