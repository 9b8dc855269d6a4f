package dev.migrate.changelog;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Liquibase's unit of work, as a changelog file has it.
 *
 * @param id its id within its file
 * @param author who wrote it
 * @param path the file that it is in, as Liquibase records it
 * @param comment what it says about itself
 * @param runAlways whether every run repeats it
 * @param runOnChange whether a run repeats it when its text has changed
 * @param created what its {@code created} attribute says
 * @param products the products that it is for, by Liquibase's short names; empty for all
 */
public record Changeset(String id, String author, String path, @Nullable String comment, boolean runAlways,
		boolean runOnChange, @Nullable String created, Set<String> products) {

	public Changeset {
		products = Set.copyOf(products);
	}

	/**
	 * Return whether this is a step that is taken once and can be taken back.
	 * @return {@code false} for what is run again and again
	 */
	public boolean isStep() {
		return !this.runAlways && !this.runOnChange;
	}

	/**
	 * Return the name that no other changeset of a changelog has.
	 * @return path, id and author
	 */
	public String name() {
		return this.path + "::" + this.id + "::" + this.author;
	}

	/**
	 * Return the changeset as Liquibase names it.
	 * @return its name, and the products that it is for
	 */
	@Override
	public String toString() {
		return name() + (this.products.isEmpty() ? "" : " " + new TreeSet<>(this.products));
	}

}
