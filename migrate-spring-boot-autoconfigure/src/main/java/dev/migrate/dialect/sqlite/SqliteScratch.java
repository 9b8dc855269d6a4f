package dev.migrate.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.dialect.Scratch;

/**
 * Creates SQLite databases in memory that interpret statements as the live one does.
 */
final class SqliteScratch implements Scratch.InProcess {

	/**
	 * The settings of the file.
	 */
	private static final Set<String> OF_FILE = Set.of("mode", "cache", "immutable", "vfs", "open_mode", "journal_mode",
			"synchronous", "password", "key", "hexkey", "cipher");

	@Override
	public Scratch.InMemory like(Connection connection, String name) throws SQLException {
		String url = connection.getMetaData().getURL();
		int start = url.indexOf('?');
		String settings = (start < 0) ? ""
				: Arrays.stream(url.substring(start + 1).split("&"))
					.filter((setting) -> !OF_FILE.contains(setting.replaceFirst("=.*", "").toLowerCase(Locale.ROOT)))
					.collect(Collectors.joining("&"));
		return new Scratch.InMemory("jdbc:sqlite::memory:" + (settings.isEmpty() ? "" : "?" + settings), "", List.of(),
				"");
	}

}
