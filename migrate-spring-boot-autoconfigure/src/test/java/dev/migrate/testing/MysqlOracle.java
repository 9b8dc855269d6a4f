package dev.migrate.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An oracle based on {@code SHOW CREATE} on MySQL or MariaDB, with a checksum of the rows
 * of emulated sequences.
 */
final class MysqlOracle extends Oracle {

	private static final String NAMES = """
			select concat(table_type, ' `', table_schema, '`.`', table_name, '`') from information_schema.tables
			where table_schema in (database(), 'archive', concat(database(), '_archive'))""";

	private static final String DATABASES = """
			select concat('database ', schema_name, ' ', default_collation_name) from information_schema.schemata
			where schema_name in ('archive', concat(database(), '_archive'))""";

	private static final String ROUTINES = """
			select concat(routine_type, ' ', routine_name) from information_schema.routines
			where routine_schema = database()""";

	private static final String TRIGGERS = """
			select concat('trigger ', trigger_name, ' on ', event_object_table, ' ', action_statement)
			from information_schema.triggers where trigger_schema = database()""";

	// The place of each table on the servers of the tests, which MySQL prints for some.
	private static final String PLACE = " /*!50100 TABLESPACE `innodb_system` */";

	private static final Pattern CHARSET = Pattern.compile("CHARSET=(\\w+) COLLATE=(\\w+)");

	@Override
	List<String> lines(Connection connection, Set<Ignore> ignored) throws SQLException {
		String database = connection.getCatalog();
		List<String> lines = new ArrayList<>(query(connection, DATABASES));
		lines.addAll(query(connection, ROUTINES));
		lines.addAll(query(connection, TRIGGERS));
		for (String entry : query(connection, NAMES)) {
			if (isLiquibase(entry)) {
				continue;
			}
			String name = entry.substring(entry.indexOf('`'));
			String printed = name.replace("`" + database + "`.", "");
			if (entry.startsWith("VIEW")) {
				lines.add("view " + printed + " "
						+ second(connection, "show create view " + name).replaceFirst("DEFINER=\\S+", "")
							.replace("`" + database + "`.", ""));
			}
			else if (entry.startsWith("SEQUENCE")) {
				String text = second(connection, "show create sequence " + name);
				lines.add(ignored.contains(Ignore.SEQUENCE_POSITIONS) ? text.replaceFirst("start with -?\\d+ ", "")
						: text);
			}
			else {
				lines.addAll(table("table " + printed, second(connection, "show create table " + name), ignored));
				if (name.matches(".*(_seq|sequences|_ranges)`")) {
					lines.add("rows of " + printed + " " + rows(connection, name));
				}
			}
		}
		return lines.stream().map((line) -> line.replace(database + "_archive", "archive")).toList();
	}

	private static List<String> table(String table, String sql, Set<Ignore> ignored) {
		List<String> lines = new ArrayList<>();
		String[] parts = sql.split("\n");
		String options = parts[parts.length - 1];
		lines.add(table + " " + options.replaceFirst(" AUTO_INCREMENT=\\d+", "").replace(PLACE, ""));
		Matcher charset = CHARSET.matcher(options);
		String explicit = charset.find() ? " CHARACTER SET " + charset.group(1) + " COLLATE " + charset.group(2) : "";
		int place = 0;
		for (int i = 1; i < parts.length - 1; i++) {
			// "No action" and "restrict" are equivalent here.
			String part = parts[i].strip()
				// The same as that of the table, which is printed for some columns only.
				.replace(explicit, "")
				.replaceFirst(",$", "")
				.replaceAll(" ON (DELETE|UPDATE) (RESTRICT|NO ACTION)", "");
			if (!part.startsWith("`")) {
				lines.add(table + " " + (ignored.contains(Ignore.CONSTRAINT_NAMES) ? withoutName(part) : part));
				continue;
			}
			int check = part.lastIndexOf(" CHECK (");
			if (check > 0 && ignored.contains(Ignore.CONSTRAINT_NAMES)) {
				// MariaDB keeps the place of a check's declaration, inline or not, which
				// has no effect.
				lines.add(table + part.substring(check));
				part = part.substring(0, check);
			}
			place++;
			lines.add(table + " " + (ignored.contains(Ignore.COLUMN_ORDER) ? "" : "#" + place + " ") + part);
		}
		return lines;
	}

	private static String withoutName(String part) {
		return part.replaceFirst("^CONSTRAINT `(?:[^`]|``)+` ", "").replaceFirst("KEY `(?:[^`]|``)+` \\(", "KEY (");
	}

	private static String second(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(2);
		}
	}

	// A checksum of the table depends on the order of its columns.
	private static List<String> rows(Connection connection, String name) throws SQLException {
		List<String> found = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select * from " + name)) {
			while (rows.next()) {
				Map<String, String> row = new TreeMap<>();
				for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
					row.put(rows.getMetaData().getColumnLabel(i), rows.getString(i));
				}
				found.add(row.toString());
			}
		}
		return found.stream().sorted().toList();
	}

}
