package dev.migrate.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An oracle based on SQLite's pragmas for each table, and on the rest of
 * {@code sqlite_master}.
 */
final class SqliteOracle extends Oracle {

	private static final Pattern CHECK = Pattern.compile("(constraint\\s+\\S+\\s+)?\\bcheck\\s*(?=\\()");

	private static final Pattern GENERATION_EXPRESSION = Pattern.compile("\\balways\\s+as\\s*(?=\\()");

	private static final Pattern TOKENS = Pattern
		.compile("collate\\s+\\S+?(?=[\\s,)])|autoincrement|on conflict \\w+|(not )?deferrable( initially \\w+)?");

	private static final Pattern PIECE = Pattern.compile("'[^']*'|[^']+");

	@Override
	List<String> lines(Connection connection, Set<Ignore> ignored) throws SQLException {
		List<String> lines = new ArrayList<>();
		for (String name : query(connection, """
				select name from sqlite_master where type = 'table' and name not like 'sqlite%'""")) {
			if (!isLiquibase(name)) {
				table(connection, name, ignored, lines);
			}
		}
		for (String sql : query(connection,
				"select type || ' ' || name || ' ' || sql from sqlite_master " + "where type in ('view', 'trigger')")) {
			lines.add(normal(sql));
		}
		return lines;
	}

	private void table(Connection connection, String name, Set<Ignore> ignored, List<String> lines)
			throws SQLException {
		String table = name.toLowerCase(Locale.ROOT);
		String literal = "'" + name.replace("'", "''") + "'";
		boolean named = !ignored.contains(Ignore.CONSTRAINT_NAMES);
		String position = ignored.contains(Ignore.COLUMN_ORDER) ? "''" : "' #' || cid";
		String sql = query(connection, "select sql from sqlite_master where type = 'table' and name = " + literal)
			.get(0);
		String lowered = lowered(sql);
		lines.add("table " + table + " " + normal(lowered.substring(lowered.lastIndexOf(')') + 1)));
		for (String line : query(connection, "select lower(name) || " + position
		// The rowid is never null, regardless of its declaration.
				+ " || ' ' || lower(type) || case when \"notnull\" = 1 and not (lower(type) = 'integer' and pk = 1"
				+ " and sum(pk > 0) over () = 1) then ' not null' else '' end"
				+ " || coalesce(' default ' || dflt_value, '') || case pk when 0 then '' else ' key ' || pk end"
				+ " || case hidden when 0 then '' else ' hidden ' || hidden end from pragma_table_xinfo(" + literal
				+ ")")) {
			lines.add("column " + table + "." + type(line));
		}
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select i.name, i.origin, i.\"unique\" as u, i.partial, "
						+ "(select group_concat(lower(coalesce(x.name, '?')) || case x.\"desc\" when 1 then ' desc' else '' end"
						+ " || ' ' || lower(x.coll), ', ') from pragma_index_xinfo(i.name) x where x.key = 1) as parts,"
						+ "(select sql from sqlite_master m where m.type = 'index' and m.name = i.name) as sql"
						+ " from pragma_index_list(" + literal + ") i")) {
			while (rows.next()) {
				String made = rows.getString("sql");
				boolean plain = made == null || (rows.getInt("partial") == 0 && !rows.getString("parts").contains("?"));
				lines.add("index of " + table + " "
						+ ((named && made != null) ? rows.getString("name").toLowerCase(Locale.ROOT) + " " : "")
						+ rows.getString("origin") + rows.getString("u") + " (" + rows.getString("parts") + ")"
						+ (plain ? "" : " " + normal(made.substring(made.indexOf('(')))));
			}
		}
		for (String line : query(connection,
				"select lower(\"from\" || ' to ' || \"table\" || '.' || coalesce(\"to\", 'key') || ' update ' || on_update || "
						+ "' delete ' || on_delete) from pragma_foreign_key_list(" + literal + ")")) {
			lines.add("foreign key of " + table + " " + line);
		}
		Set<String> checks = new TreeSet<>();
		Matcher check = CHECK.matcher(lowered);
		while (check.find()) {
			checks.add(((named && check.group(1) != null) ? normal(check.group(1)) : "") + group(sql, check.end()));
		}
		for (String condition : checks) {
			lines.add("check of " + table + " " + withSortedParts(condition));
		}
		Matcher formula = GENERATION_EXPRESSION.matcher(lowered);
		while (formula.find()) {
			lines.add("formula of " + table + " " + group(sql, formula.end()));
		}
		Map<String, Integer> tokens = new TreeMap<>();
		Matcher token = TOKENS.matcher(lowered);
		while (token.find()) {
			tokens.merge(normal(token.group()), 1, Integer::sum);
		}
		tokens.forEach((text, count) -> lines.add("word of " + table + " " + text + " " + count));
		if (!ignored.contains(Ignore.SEQUENCE_POSITIONS) && lowered.contains("autoincrement")) {
			query(connection, "select seq from sqlite_sequence where name = " + literal)
				.forEach((seq) -> lines.add("position of " + table + " " + seq));
		}
	}

	/**
	 * Replace the type name from the DDL by an equivalent one.
	 * @param line the line of a column
	 * @return the line
	 */
	private static String type(String line) {
		return line.replace("double precision", "double")
			.replace("decimal", "numeric")
			.replace("character varying", "varchar")
			.replaceAll("\\s*,\\s*(?=\\d+\\))", ",");
	}

	private static String group(String sql, int start) {
		int depth = 0;
		char quote = 0;
		for (int i = start; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (quote != 0) {
				quote = (c == quote) ? 0 : quote;
			}
			else if (c == '\'' || c == '"') {
				quote = c;
			}
			else if (c == '(') {
				depth++;
			}
			else if (c == ')' && --depth == 0) {
				return unwrapped(normal(sql.substring(start, i + 1)));
			}
		}
		throw new IllegalStateException("No end in " + sql);
	}

	private static String unwrapped(String group) {
		String text = group;
		while (text.startsWith("(") && text.endsWith(")") && isWhole(text)) {
			text = text.substring(1, text.length() - 1);
		}
		return text;
	}

	private static boolean isWhole(String text) {
		int depth = 0;
		for (int i = 0; i < text.length() - 1; i++) {
			depth += (text.charAt(i) == '(') ? 1 : ((text.charAt(i) == ')') ? -1 : 0);
			if (depth == 0) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Remove blanks, quotes of names and case, except within string literals.
	 * @param sql the SQL
	 * @return the normalized SQL
	 */
	private static String normal(String sql) {
		return PIECE.matcher(sql)
			.replaceAll((piece) -> Matcher.quoteReplacement(piece.group().startsWith("'") ? piece.group()
					: piece.group().toLowerCase(Locale.ROOT).replaceAll("[\\s\"`]+", "")));
	}

	private static String lowered(String sql) {
		return sql.toLowerCase(Locale.ROOT);
	}

	// The text has no blanks, unlike that of other products.
	private static String withSortedParts(String condition) {
		String lists = Pattern.compile("(?<=in\\()[^()]+(?=\\))")
			.matcher(condition)
			.replaceAll((list) -> Matcher.quoteReplacement(joined(list.group(), ",")));
		return lists.matches("\\([^()]+\\)(and\\([^()]+\\))+") ? joined(lists, "and") : lists;
	}

	private static String joined(String text, String separator) {
		return Arrays.stream(text.split(separator)).sorted().collect(Collectors.joining(separator));
	}

}
