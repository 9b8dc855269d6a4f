package dev.migrate;

import java.util.List;

/**
 * What a person says about a comparison that cannot be known from it.
 *
 * @param renames what has got another name: {@code table.old:new} for a column,
 * {@code old:new} for a table; names as in SQL, quoted where need be
 * @param noRename whether everything else that goes while something like it comes is
 * really dropped
 * @param defaults the values of rows that have none for a column that takes no null:
 * {@code table.column=expression}
 * @param drops what is dropped although no generated changeset created it, by its name
 */
public record Answers(List<String> renames, boolean noRename, List<String> defaults, List<String> drops) {

	/**
	 * No answer to anything.
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
	 * Return these answers, where nothing but what is named is renamed.
	 * @return the changed copy
	 */
	public Answers withoutOtherRenames() {
		return new Answers(this.renames, true, this.defaults, this.drops);
	}

	/**
	 * Return these answers with other values for rows that have none.
	 * @param defaults the values
	 * @return the changed copy
	 */
	public Answers withDefaults(List<String> defaults) {
		return new Answers(this.renames, this.noRename, defaults, this.drops);
	}

	/**
	 * Return these answers with other things to drop.
	 * @param drops the things
	 * @return the changed copy
	 */
	public Answers withDrops(List<String> drops) {
		return new Answers(this.renames, this.noRename, this.defaults, drops);
	}

}
