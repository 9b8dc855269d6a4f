package dev.migrate.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows that are written at a revision, or at another release, and have to be there after
 * an upgrade.
 */
public final class Rows {

	private final Start start;

	private final List<String> statements;

	private final List<String> lost;

	private Rows(Start start, List<String> statements, List<String> lost) {
		this.start = start;
		this.statements = List.copyOf(statements);
		this.lost = List.copyOf(lost);
	}

	/**
	 * Begin with a revision.
	 * @param revision the revision reference
	 * @return rows, none yet
	 */
	public static Rows at(String revision) {
		return new Rows((migrations) -> migrations.at(revision), List.of(), List.of());
	}

	/**
	 * Begin with the newest revision of another release.
	 * @param release the release
	 * @return rows, none yet
	 */
	public static Rows at(Release release) {
		return new Rows((migrations) -> migrations.at(release), List.of(), List.of());
	}

	/**
	 * Add rows.
	 * @param statements the statements that insert them, in order
	 * @return the rows, with the new ones
	 */
	public Rows insert(String... statements) {
		return new Rows(this.start, join(this.statements, statements), this.lost);
	}

	/**
	 * Name what the upgrade is meant to lose.
	 * @param names tables, or columns as {@code table.column}, in any case of letters
	 * @return the rows, of which these values may be lost
	 */
	public Rows losing(String... names) {
		return new Rows(this.start, this.statements, join(this.lost, names));
	}

	private static List<String> join(List<String> before, String... more) {
		List<String> all = new ArrayList<>(before);
		all.addAll(List.of(more));
		return all;
	}

	MigratedDatabase open(TestMigrations migrations) {
		return this.start.open(migrations);
	}

	void write(MigratedDatabase database) {
		database.execute(this.statements.toArray(String[]::new));
	}

	boolean isLost(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return this.lost.stream().map((lost) -> lost.toLowerCase(Locale.ROOT)).anyMatch(lowerCase::equals);
	}

	/**
	 * Opens the database in which the rows are written.
	 */
	private interface Start {

		MigratedDatabase open(TestMigrations migrations);

	}

}
