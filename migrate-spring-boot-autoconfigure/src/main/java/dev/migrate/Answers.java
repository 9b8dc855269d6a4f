package dev.migrate;

import java.util.List;

/**
 * The answers of the user to what a comparison cannot determine.
 *
 * @param renames the renames: {@code table.old:new} for a column, {@code old:new} for a
 * table, with names quoted as in SQL
 * @param noRename whether all other possible renames are a drop and a creation
 * @param defaults the values of existing rows for columns that become NOT NULL:
 * {@code table.column=expression}
 * @param drops the names of unmanaged objects to drop
 */
public record Answers(List<String> renames, boolean noRename, List<String> defaults, List<String> drops) {

	/**
	 * No answers.
	 */
	public static final Answers NONE = new Answers(List.of(), false, List.of(), List.of());

	public Answers {
		renames = List.copyOf(renames);
		defaults = List.copyOf(defaults);
		drops = List.copyOf(drops);
	}

	/**
	 * Return these answers with other renames.
	 * @param renames the renames
	 * @return the changed copy
	 */
	public Answers withRenames(List<String> renames) {
		return new Answers(renames, this.noRename, this.defaults, this.drops);
	}

	/**
	 * Return these answers without any other renames.
	 * @return the changed copy
	 */
	public Answers withoutOtherRenames() {
		return new Answers(this.renames, true, this.defaults, this.drops);
	}

	/**
	 * Return these answers with other values of existing rows.
	 * @param defaults the values
	 * @return the changed copy
	 */
	public Answers withDefaults(List<String> defaults) {
		return new Answers(this.renames, this.noRename, defaults, this.drops);
	}

	/**
	 * Return these answers with other objects to drop.
	 * @param drops the names of the objects
	 * @return the changed copy
	 */
	public Answers withDrops(List<String> drops) {
		return new Answers(this.renames, this.noRename, this.defaults, drops);
	}

}
