package dev.migrate;

import java.util.List;

/**
 * The accepted differences for which a revision is generated all the same.
 *
 * @param all whether it is all of them
 * @param names the things, tables or columns, if it is not all of them
 */
public record IncludeAccepted(boolean all, List<String> names) {

	/**
	 * No accepted differences.
	 */
	public static final IncludeAccepted NONE = new IncludeAccepted(false, List.of());

	/**
	 * All accepted differences.
	 */
	public static final IncludeAccepted ALL = new IncludeAccepted(true, List.of());

	public IncludeAccepted {
		names = List.copyOf(names);
	}

	/**
	 * Select the accepted differences of some things.
	 * @param names the things, tables or columns
	 * @return the selection
	 */
	public static IncludeAccepted of(List<String> names) {
		return new IncludeAccepted(false, names);
	}

}
