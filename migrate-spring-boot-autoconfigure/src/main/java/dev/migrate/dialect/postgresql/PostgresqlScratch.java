package dev.migrate.dialect.postgresql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * Creates scratch databases on a PostgreSQL server.
 */
final class PostgresqlScratch implements Scratch.OnServer {

	private static final Pattern URL = Pattern.compile("(jdbc:postgresql:)(//[^/?]*/?)?([^/?]*)(\\?.*)?");

	private static final int LOCALE_PROVIDERS = 15;

	private static final int ONE_LOCALE = 17;

	/**
	 * Counts the relations that a user created and that do not belong to an extension.
	 */
	private static final String USER_OBJECTS = """
			select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
			  and not exists (select from pg_depend d
			    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')""";

	@Override
	public boolean schemasAreDatabases() {
		return false;
	}

	@Override
	public int maxNameLength() {
		return 63;
	}

	@Override
	public Optional<String> url(String jdbcUrl, String database) {
		Matcher url = URL.matcher(jdbcUrl);
		if (!url.matches()) {
			return Optional.empty();
		}
		String server = (url.group(2) != null) ? url.group(2) : "";
		return Optional.of(url.group(1) + server + ((server.isEmpty() || server.endsWith("/")) ? "" : "/")
				+ URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20")
				+ ((url.group(4) != null) ? url.group(4) : ""));
	}

	@Override
	public boolean exists(Connection connection, String database) throws SQLException {
		return !Rows
			.read(connection, "select 1 from pg_database where datname = ?", List.of(database),
					(rows) -> rows.getInt(1))
			.isEmpty();
	}

	@Override
	public boolean isEmpty(Connection connection) throws SQLException {
		return Rows.read(connection, USER_OBJECTS, List.of(), (rows) -> rows.getInt(1)).equals(List.of(0));
	}

	@Override
	public String create(Connection connection, String database) throws SQLException {
		int version = connection.getMetaData().getDatabaseMajorVersion();
		String locale = (version < LOCALE_PROVIDERS) ? "'c', null"
				: "datlocprovider, " + ((version < ONE_LOCALE) ? "daticulocale" : "datlocale");
		return Rows
			.read(connection,
					"select pg_encoding_to_char(encoding), datcollate, datctype, " + locale
							+ " from pg_database where datname = current_database()",
					List.of(),
					(rows) -> "create database " + Identifiers.quoted(database) + " template template0 encoding "
							+ Identifiers.literal(rows.getString(1)) + " lc_collate "
							+ Identifiers.literal(rows.getString(2)) + " lc_ctype "
							+ Identifiers.literal(rows.getString(3)) + provider(rows.getString(4), rows.getString(5)))
			.get(0);
	}

	private static String provider(String provider, @Nullable String locale) {
		if (locale == null) {
			return "";
		}
		return switch (provider) {
			case "i" -> " locale_provider icu icu_locale " + Identifiers.literal(locale);
			case "b" -> " locale_provider builtin builtin_locale " + Identifiers.literal(locale);
			default -> "";
		};
	}

	@Override
	public String drop(String database) {
		return "drop database " + Identifiers.quoted(database);
	}

	@Override
	public List<String> empty(Connection connection) throws SQLException {
		List<String> statements = new ArrayList<>(Rows.read(connection,
				"select nspname from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema'",
				List.of(), (rows) -> "drop schema " + Identifiers.quoted(rows.getString(1)) + " cascade"));
		statements.add("create schema public");
		return statements;
	}

	@Override
	public Map<String, String> equipment(Connection connection) throws SQLException {
		Map<String, String> extensions = new LinkedHashMap<>();
		Rows.read(connection, """
				select e.extname, n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
				where e.extname <> 'plpgsql' order by e.oid""", List.of(),
				(rows) -> extensions.put(rows.getString(1), "create extension " + Identifiers.quoted(rows.getString(1))
						+ " schema " + Identifiers.quoted(rows.getString(2))));
		return extensions;
	}

	@Override
	public List<String> others(Connection connection) {
		return List.of();
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		long key = (long) Scratch.OnServer.MARK.hashCode() << Integer.SIZE | Integer.toUnsignedLong(name.hashCode());
		return Rows.read(connection, "select pg_try_advisory_lock(?)", List.of(key), (rows) -> rows.getBoolean(1))
			.get(0);
	}

	@Override
	public Optional<Scratch.Copying> copying() {
		return Optional.of(new Templates());
	}

	/**
	 * Copies a database by taking it as the template of the new one.
	 */
	private static final class Templates implements Scratch.Copying {

		@Override
		public String maintenanceDatabase() {
			return "postgres";
		}

		@Override
		public String copy(String original, String copy) {
			return "create database " + Identifiers.quoted(copy) + " template " + Identifiers.quoted(original);
		}

		@Override
		public List<String> databases(Connection connection, String prefix) throws SQLException {
			return Rows.read(connection, "select datname from pg_database where starts_with(datname, ?)",
					List.of(prefix), (rows) -> rows.getString(1));
		}

	}

}
