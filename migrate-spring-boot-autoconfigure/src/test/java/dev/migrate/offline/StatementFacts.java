package dev.migrate.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.testing.Oracle;

/**
 * The facts about a schema in the statements of different writers, with the parts of a
 * table in one statement or several, and with or without names of constraints.
 */
final class StatementFacts {

	private static final Pattern CREATE_TABLE = Pattern.compile("create table (\\S+) \\((.*)\\)");

	private static final Pattern ADD = Pattern.compile("alter table (?:if exists )?(\\S+) add (constraint .*)");

	private static final Pattern INDEX = Pattern
		.compile("create (unique )?index (.+?) on (\\S+) \\((.*?)\\)( where .*)?");

	private static final Pattern CONSTRAINT = Pattern
		.compile("(?:constraint \\S+ )?((?:primary key|unique|check|foreign key)\\b.*)");

	private final List<String> facts = new ArrayList<>();

	private StatementFacts() {
	}

	/**
	 * Parse statements.
	 * @param statements the statements
	 * @return the facts, one a line
	 */
	static Set<String> of(List<String> statements) {
		StatementFacts facts = new StatementFacts();
		statements.forEach((statement) -> facts.add(normalized(statement)));
		facts.facts.replaceAll(facts::withoutRedundantConditions);
		return new TreeSet<>(facts.facts);
	}

	private String withoutRedundantConditions(String fact) {
		// The condition "is not null" of an index is redundant for a NOT NULL column.
		Matcher index = Pattern.compile("(table \\S+) unique index (\\(.*?\\)) (.+)").matcher(fact);
		if (!index.matches()) {
			return fact;
		}
		List<String> conditions = new ArrayList<>(List.of(index.group(3).split(" and ")));
		conditions.removeIf((condition) -> this.facts.stream()
			.anyMatch((other) -> other
				.startsWith(index.group(1) + " column " + condition.replace(" is not null", "") + " ")
					&& other.contains(" not null")));
		return index.group(1) + " unique index " + index.group(2) + " " + String.join(" and ", conditions);
	}

	private static String normalized(String statement) {
		return statement.replaceAll("[\"\\[\\]]", "")
			.replace(" nonclustered ", " ")
			.replaceAll("\\s+", " ")
			.replaceAll("\\s*([(),])\\s*", "$1")
			.replaceAll("\\)(?=[\\w'])", ") ")
			.replaceAll("(?<=\\w)\\(", " (")
			.toLowerCase(Locale.ROOT)
			.strip();
	}

	private void add(String statement) {
		Matcher table = CREATE_TABLE.matcher(statement);
		Matcher added = ADD.matcher(statement);
		Matcher index = INDEX.matcher(statement);
		if (table.matches()) {
			parts(table.group(2)).forEach((part) -> addPart("table " + table.group(1), part));
		}
		else if (added.matches()) {
			addPart("table " + added.group(1), added.group(2));
		}
		else if (index.matches()) {
			String where = (index.group(5) != null) ? withoutParentheses(index.group(5).substring(7)) : "";
			this.facts.add("table " + index.group(3) + " " + ((index.group(1) != null) ? "unique " : "") + "index ("
					+ index.group(4) + ") " + where);
		}
		else {
			this.facts.add(statement);
		}
	}

	private void addPart(String table, String part) {
		Matcher constraint = CONSTRAINT.matcher(part);
		if (constraint.matches()) {
			addConstraint(table, constraint.group(1));
			return;
		}
		// A check and a unique key may be inlined in their column.
		String column = part;
		int check = column.indexOf(" check (");
		if (check > 0) {
			int end = closing(column, column.indexOf('(', check));
			addConstraint(table, column.substring(check + 1, end + 1));
			column = column.substring(0, check).replaceFirst(" constraint \\S+$", "") + column.substring(end + 1);
		}
		if (column.endsWith(" unique")) {
			column = column.substring(0, column.length() - " unique".length());
			addConstraint(table, "unique (" + column.substring(0, column.indexOf(' ')) + ")");
		}
		this.facts.add(table + " column " + column.strip());
	}

	private void addConstraint(String table, String text) {
		String fact = text;
		if (text.startsWith("check ")) {
			fact = "check " + Oracle.withSortedTerms("(" + withoutParentheses(text.substring("check ".length())) + ")");
		}
		else if (text.startsWith("foreign key ")) {
			// A reference to the primary key may omit the columns.
			fact = text.replaceFirst("(references \\S+) \\([^)]*\\)", "$1");
		}
		this.facts.add(table + " " + fact);
	}

	private static String withoutParentheses(String text) {
		String inner = text.strip();
		while (inner.startsWith("(") && closing(inner, 0) == inner.length() - 1) {
			inner = inner.substring(1, inner.length() - 1);
		}
		return inner;
	}

	private static List<String> parts(String body) {
		List<String> parts = new ArrayList<>();
		int start = 0;
		int depth = 0;
		boolean quoted = false;
		for (int i = 0; i < body.length(); i++) {
			char c = body.charAt(i);
			quoted ^= c == '\'';
			depth += quoted ? 0 : (c == '(') ? 1 : (c == ')') ? -1 : 0;
			if (c == ',' && depth == 0 && !quoted) {
				parts.add(body.substring(start, i));
				start = i + 1;
			}
		}
		parts.add(body.substring(start));
		return parts;
	}

	private static int closing(String text, int open) {
		int depth = 0;
		boolean quoted = false;
		for (int i = open; i < text.length(); i++) {
			char c = text.charAt(i);
			quoted ^= c == '\'';
			depth += quoted ? 0 : (c == '(') ? 1 : (c == ')') ? -1 : 0;
			if (depth == 0) {
				return i;
			}
		}
		return text.length() - 1;
	}

}
