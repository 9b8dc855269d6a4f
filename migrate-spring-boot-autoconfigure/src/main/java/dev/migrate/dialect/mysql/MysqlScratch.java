package dev.migrate.dialect.mysql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.Scratch;

/**
 * Creates scratch databases on a server of MySQL or MariaDB.
 */
final class MysqlScratch implements Scratch.OnServer {

	private static final Pattern URL = Pattern
		.compile("(jdbc:[a-z]+(?::[a-z]+)*:(?:[a-z]+:)?//[^/?]*)(/[^/?]*)?(\\?.*)?");

	@Override
	public boolean schemasAreDatabases() {
		return true;
	}

	@Override
	public int maxNameLength() {
		return 64;
	}

	@Override
	public Optional<String> url(String jdbcUrl, String database) {
		Matcher url = URL.matcher(jdbcUrl);
		if (!url.matches()) {
			return Optional.empty();
		}
		return Optional.of(url.group(1) + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20")
				+ ((url.group(3) != null) ? url.group(3) : ""));
	}

	@Override
	public boolean exists(Connection connection, String database) throws SQLException {
		return !Rows
			.read(connection, "select 1 from information_schema.schemata where schema_name = ?", List.of(database),
					(rows) -> rows.getInt(1))
			.isEmpty();
	}

	@Override
	public boolean isEmpty(Connection connection) throws SQLException {
		return Rows
			.read(connection, """
					select (select count(*) from information_schema.tables where table_schema = database())
					  + (select count(*) from information_schema.routines where routine_schema = database())""",
					List.of(), (rows) -> rows.getInt(1))
			.equals(List.of(0));
	}

	@Override
	public String create(Connection connection, String database) throws SQLException {
		return Rows
			.read(connection, """
					select default_character_set_name, default_collation_name from information_schema.schemata
					where schema_name = database()""", List.of(),
					(rows) -> "create database " + quoted(database) + " character set " + rows.getString(1)
							+ " collate " + rows.getString(2))
			.get(0);
	}

	@Override
	public String drop(String database) {
		return "drop database " + quoted(database);
	}

	@Override
	public List<String> empty(Connection connection) throws SQLException {
		String database = connection.getCatalog();
		return List.of(drop(database), create(connection, database), "use " + quoted(database));
	}

	@Override
	public Map<String, String> equipment(Connection connection) {
		return Map.of();
	}

	@Override
	public List<String> others(Connection connection) throws SQLException {
		return Rows.read(connection, """
				select schema_name from information_schema.schemata
				where schema_name not in ('information_schema', 'performance_schema') and schema_name <> database()""",
				List.of(), (rows) -> rows.getString(1));
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		return Rows.read(connection, "select get_lock(?, 0)",
				List.of(Scratch.OnServer.MARK + "_" + Integer.toHexString(name.hashCode())), (rows) -> rows.getInt(1))
			.equals(List.of(1));
	}

	private static String quoted(String name) {
		return "`" + name.replace("`", "``") + "`";
	}

}
