package dev.migrate.changelog.revision;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.change.Risk;
import dev.migrate.change.SchemaObject;
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
	 * Return what this changeset records about itself.
	 * @return the mark; {@link GeneratedMark#NONE} if it was not generated
	 */
	public GeneratedMark mark() {
		return GeneratedMark.parse(this.created);
	}

	/**
	 * Return the worst risk of the changes.
	 * @return the risk; {@code null} if it is not known
	 */
	public Risk.@Nullable Level risk() {
		GeneratedMark mark = mark();
		if (mark.risk() != null) {
			return mark.risk();
		}
		Risk.Level risk = new LegacyComment(this.comment).risk();
		return (risk == null && this.created != null) ? Risk.Level.SAFE : risk;
	}

	/**
	 * Return whether this changeset dropped an object, by itself or with its table.
	 * @param object the object
	 * @return {@code true} if the object did not exist after this changeset
	 */
	public boolean drops(SchemaObject object) {
		GeneratedMark mark = mark();
		if (mark.risk() != null) {
			return mark.dropped().stream().anyMatch(object::isGoneWith);
		}
		List<String> dropped = new LegacyComment(this.comment).dropped();
		return dropped.contains(object.toString())
				|| (object.owner() != null && dropped.contains("table " + object.owner()));
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
