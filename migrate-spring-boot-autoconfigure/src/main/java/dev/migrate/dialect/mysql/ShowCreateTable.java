package dev.migrate.dialect.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * A table as {@code SHOW CREATE TABLE} prints it, since a temporary one is not in the
 * catalog.
 */
final class ShowCreateTable {

	private static final Pattern NAME = Pattern.compile("`((?:[^`]|``)+)`\\s*");

	private static final Pattern CHECK = Pattern.compile("CONSTRAINT `((?:[^`]|``)+)` CHECK \\((.*)\\)",
			Pattern.DOTALL);

	private static final Set<String> CLAUSES = Set.of("CHARACTER", "COLLATE", "GENERATED", "VIRTUAL", "STORED",
			"PERSISTENT", "NOT", "NULL", "DEFAULT", "ON", "AUTO_INCREMENT", "COMMENT", "CHECK", "INVISIBLE",
			"COMPRESSED", "REF_SYSTEM_ID", "WITHOUT");

	private final List<Column> columns = new ArrayList<>();

	private final List<Check> checks = new ArrayList<>();

	private final Map<String, String> collations;

	/**
	 * Parse the statement.
	 * @param statement the statement that creates the table
	 * @param collations the collations of its columns, if they are not that of the
	 * database
	 */
	ShowCreateTable(String statement, Map<String, String> collations) {
		this.collations = collations;
		String body = statement.substring(statement.indexOf('(') + 1, statement.lastIndexOf(')'));
		for (String part : MysqlText.split(body.replace("\n", " "), ',')) {
			read(part);
		}
	}

	/**
	 * Return the table.
	 * @param name its name
	 * @param indexes its indexes
	 * @return the table
	 */
	Table table(QualifiedName name, List<Index> indexes) {
		return Table.of(name, this.columns).withIndexes(indexes).withChecks(this.checks).withComment("");
	}

	private void read(String part) {
		Matcher name = NAME.matcher(part);
		Matcher check = CHECK.matcher(part);
		if (name.lookingAt()) {
			this.columns
				.add(column(name.group(1).replace("``", "`"), MysqlText.split(part.substring(name.end()), ' ')));
		}
		else if (check.matches()) {
			this.checks.add(new Check(check.group(1).replace("``", "`"), new Expression(check.group(2).strip())));
		}
	}

	private Column column(String name, List<String> tokens) {
		Tokens rest = new Tokens(tokens);
		SqlType type = MysqlTypes.canonical(new SqlType(rest.untilNextClause()));
		Expression defaultValue = Expression.NONE;
		Expression formula = Expression.NONE;
		String extra = "";
		Column.Storage storage = null;
		while (rest.hasNext()) {
			String clause = rest.next();
			switch (clause) {
				case "DEFAULT" -> defaultValue = defaultValue(type, rest.value());
				case "GENERATED" -> {
					String sql = rest.untilNextClause();
					formula = new Expression(sql.substring(sql.indexOf('(') + 1, sql.lastIndexOf(')')).strip());
				}
				case "VIRTUAL" -> storage = Column.Storage.VIRTUAL;
				case "STORED" -> storage = Column.Storage.STORED;
				case "ON" -> extra = "on " + rest.untilNextClause();
				case "CHECK" -> {
					String sql = rest.untilNextClause();
					this.checks.add(new Check(name, new Expression(sql.substring(1, sql.length() - 1).strip())));
				}
				default -> rest.untilNextClause();
			}
		}
		return Column.of(name, type, true)
			.withDefaultValue(OnUpdateClause.withUpdate(defaultValue, extra.toLowerCase(Locale.ROOT)))
			.withIdentity(Identity.NONE)
			.withGeneratedAs(formula)
			.withCollation(this.collations.getOrDefault(name, ""))
			.withComment("")
			.withStorage(storage);
	}

	private static Expression defaultValue(SqlType type, String value) {
		if (value.equals("NULL")) {
			return Expression.NONE;
		}
		boolean quotedNumber = MysqlTypes.isNumber(type) && value.matches("'[-+.\\deE]+'");
		return new Expression(quotedNumber ? value.substring(1, value.length() - 1) : value);
	}

	/**
	 * The tokens of a column's definition, from left to right.
	 */
	private static final class Tokens {

		private final List<String> tokens;

		private int position;

		Tokens(List<String> tokens) {
			this.tokens = tokens;
		}

		boolean hasNext() {
			return this.position < this.tokens.size();
		}

		String next() {
			return this.tokens.get(this.position++);
		}

		String value() {
			String first = hasNext() ? next() : "";
			String rest = untilNextClause();
			return rest.isEmpty() ? first : first + " " + rest;
		}

		String untilNextClause() {
			int start = this.position;
			while (hasNext() && !CLAUSES.contains(this.tokens.get(this.position))) {
				this.position++;
			}
			return String.join(" ", this.tokens.subList(start, this.position));
		}

	}

}
