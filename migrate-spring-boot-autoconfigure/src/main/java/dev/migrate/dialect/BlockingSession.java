package dev.migrate.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A session that holds a lock which another one waits for.
 *
 * @param id the number of the session, as the product shows and ends it
 * @param user the user; empty if it is not shown
 * @param application the name that the client has given; empty if there is none
 * @param age how long the session has been in its transaction; {@code null} if it is not
 * shown
 * @param statement its last statement without values; empty if it is not shown
 * @param proven whether the product says that the session holds the lock; otherwise it
 * only has an open transaction
 */
public record BlockingSession(String id, String user, String application, @Nullable Duration age, String statement,
		boolean proven) {

	private static final int LONGEST = 200;

	// A product may have cut a statement off.
	private static final Pattern VALUES = Pattern
		.compile("(?s)'(?:[^']++|'')*+(?:'|\\z)|\\$(\\w*+)\\$.*?(?:\\$\\1\\$|\\z)|\\b\\d[\\w.]*+\\b|\\b0x\\w++");

	// Whether a backslash escapes a quote depends on the product and its settings.
	private static final Pattern ESCAPED = Pattern.compile("(?s)['\"$].*");

	/**
	 * Create an instance.
	 * @param id the number of the session
	 * @param user the user; empty if it is not shown
	 * @param application the name that the client has given; empty if there is none
	 * @param age how long the session has been in its transaction; {@code null} if it is
	 * not shown
	 * @param statement its last statement, whose values are masked here
	 * @param proven whether the product says that the session holds the lock
	 */
	public BlockingSession {
		statement = masked(statement);
	}

	private static String masked(String statement) {
		String plain = statement.contains("\\") ? ESCAPED.matcher(statement).replaceFirst("?") : statement;
		String line = VALUES.matcher(plain).replaceAll("?").strip().replaceAll("\\s+", " ");
		return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "…" : line;
	}

	/**
	 * Return the age of a transaction.
	 * @param rows the rows, whose column {@code age} is in seconds
	 * @return the age; {@code null} if it is not shown
	 * @throws SQLException if the database cannot be accessed
	 */
	public static @Nullable Duration age(ResultSet rows) throws SQLException {
		return (rows.getObject("age") instanceof Number seconds) ? Duration.ofSeconds(seconds.longValue()) : null;
	}

	/**
	 * Describe the session.
	 * @return for example "session 4711 (user shop, application psql, in a transaction
	 * for 62 s, last statement: update product set price = ?)"
	 */
	@Override
	public String toString() {
		List<String> facts = new ArrayList<>();
		if (!this.user.isEmpty()) {
			facts.add("user " + this.user);
		}
		if (!this.application.isEmpty()) {
			facts.add("application " + this.application);
		}
		if (this.age != null) {
			facts.add("in a transaction for " + this.age.toSeconds() + " s");
		}
		if (!this.statement.isEmpty()) {
			facts.add("last statement: " + this.statement);
		}
		return "session " + this.id + (facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")");
	}

}
