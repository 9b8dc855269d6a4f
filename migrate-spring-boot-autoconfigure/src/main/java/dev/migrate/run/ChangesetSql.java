package dev.migrate.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;

/**
 * The SQL of a changeset, as far as it is known before it runs.
 *
 * @param text the statements, each with a semicolon at its end
 */
record ChangesetSql(String text) {

	private static final Pattern CREATED = Pattern.compile("\\bcreate\\s+(?:or\\s+(?:replace|alter)\\s+)?"
			+ "(?:(?:force|materialized|recursive|temporary|temp|unique|algorithm\\s*=\\s*\\w+)\\s+)*"
			+ "(view|table|function|procedure|trigger|index|sequence|type|domain|package|synonym|event|policy|rule)\\s+"
			+ "(?:if\\s+not\\s+exists\\s+)?([^\\s(;]+)", Pattern.CASE_INSENSITIVE);

	/**
	 * Generate the SQL of a changeset.
	 * @param changeSet the changeset
	 * @param database the database
	 * @return the SQL
	 */
	static ChangesetSql of(ChangeSet changeSet, Database database) {
		return of(changeSet.getChanges(), database);
	}

	/**
	 * Generate the SQL of changes.
	 * @param changes the changes
	 * @param database the database
	 * @return the SQL
	 */
	static ChangesetSql of(List<Change> changes, Database database) {
		StringBuilder text = new StringBuilder();
		for (Change change : changes) {
			if (Programs.isProgram(change)) {
				text.append(change.getConfirmationMessage()).append(";\n");
				continue;
			}
			try {
				for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(change, database)) {
					text.append(sql.toSql()).append(";\n");
				}
			}
			catch (RuntimeException ex) {
				// Some changes read rows or tables that do not exist yet.
				text.append(change.getConfirmationMessage()).append(";\n");
			}
		}
		return new ChangesetSql(text.toString());
	}

	/**
	 * Return what the statements create.
	 * @return the kind and the name of each object
	 */
	Set<String> created() {
		Set<String> created = new LinkedHashSet<>();
		Matcher matcher = CREATED.matcher(this.text);
		while (matcher.find()) {
			created.add(matcher.group(1).toLowerCase(Locale.ROOT) + " " + matcher.group(2));
		}
		return created;
	}

	/**
	 * Return whether the statements mention all names.
	 * @param names the names, without schema and quotes
	 * @return {@code true} if they mention each of them
	 */
	boolean mentions(List<String> names) {
		return names.stream()
			.allMatch((name) -> Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
				.matcher(this.text)
				.find());
	}

}
