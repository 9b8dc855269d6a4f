package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request to compare the entities, the changelog and the database.
 *
 * @param accept whether to accept all differences
 * @param forget the accepted differences to forget: a thing, a table or a column with
 * everything that belongs to it
 * @param dryRun whether to write nothing and return what would be written
 * @param against the branch, tag or commit of the git repository to compare the changelog
 * with; {@code null} for none
 */
public record CheckRequest(boolean accept, List<String> forget, boolean dryRun, @Nullable String against) {

	/**
	 * A request that only compares.
	 */
	public static final CheckRequest DEFAULT = new CheckRequest(false, List.of(), false, null);

	public CheckRequest {
		forget = List.copyOf(forget);
	}

	/**
	 * Create a request that accepts all differences.
	 * @return the request
	 */
	public static CheckRequest accepting() {
		return new CheckRequest(true, List.of(), false, null);
	}

	/**
	 * Create a request that forgets accepted differences.
	 * @param names the things, tables or columns
	 * @return the request
	 */
	public static CheckRequest forgetting(String... names) {
		return new CheckRequest(false, List.of(names), false, null);
	}

	/**
	 * Return this request with a branch to compare with.
	 * @param name the branch, tag or commit
	 * @return the changed copy
	 */
	public CheckRequest against(String name) {
		return new CheckRequest(this.accept, this.forget, this.dryRun, name);
	}

}
