package dev.migrate;

import java.util.List;

/**
 * A request to compare the entities, the changelog and the database.
 *
 * @param accept whether to accept all differences
 * @param forget the accepted differences to forget: a thing, a table or a column with
 * everything that belongs to it
 * @param dryRun whether to write nothing and return what would be written
 */
public record CheckRequest(boolean accept, List<String> forget, boolean dryRun) {

	/**
	 * A request that only compares.
	 */
	public static final CheckRequest DEFAULT = new CheckRequest(false, List.of(), false);

	public CheckRequest {
		forget = List.copyOf(forget);
	}

	/**
	 * Create a request that accepts all differences.
	 * @return the request
	 */
	public static CheckRequest accepting() {
		return new CheckRequest(true, List.of(), false);
	}

	/**
	 * Create a request that forgets accepted differences.
	 * @param names the things, tables or columns
	 * @return the request
	 */
	public static CheckRequest forgetting(String... names) {
		return new CheckRequest(false, List.of(names), false);
	}

}
