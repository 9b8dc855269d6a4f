package dev.migrate.changelog.revision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.migrate.change.Risk;
import dev.migrate.change.SchemaObject;
import org.jspecify.annotations.Nullable;

/**
 * A changeset of a changelog file.
 *
 * @param id its id within its file
 * @param author its author
 * @param path the file that Liquibase records
 * @param comment its comment
 * @param runAlways whether it is run by every run
 * @param runOnChange whether it is run again when its text has changed
 * @param created the value of its {@code created} attribute
 * @param products Liquibase's short names of the products that it is for; empty for all
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
	 * Return the kinds of risk of the changes.
	 * @return the kinds, the worst first; {@code null} if they are not known
	 */
	public @Nullable List<Risk.Kind> risks() {
		GeneratedMark mark = mark();
		if (mark.risks() != null) {
			return mark.risks();
		}
		List<Risk.Kind> risks = new LegacyComment(this.comment).risks();
		return (risks.isEmpty() && this.created == null) ? null : risks;
	}

	/**
	 * Return what this changeset dropped.
	 * @return a predicate that accepts the objects that did not exist after this
	 * changeset; empty if it dropped nothing
	 */
	public Optional<Predicate<SchemaObject>> dropped() {
		GeneratedMark mark = mark();
		if (mark.risks() != null) {
			return mark.dropped().isEmpty() ? Optional.empty()
					: Optional.of((object) -> mark.dropped().stream().anyMatch(object::isGoneWith));
		}
		List<String> dropped = new LegacyComment(this.comment).dropped();
		return dropped.isEmpty() ? Optional.empty() : Optional.of((object) -> dropped.contains(object.toString())
				|| (object.owner() != null && dropped.contains("table " + object.owner())));
	}

	/**
	 * Return whether this changeset is a step, which is applied once and can be undone.
	 * @return {@code false} for a repeatable changeset
	 */
	public boolean isStep() {
		return !this.runAlways && !this.runOnChange;
	}

	/**
	 * Return the unique name of this changeset in its changelog.
	 * @return path, id and author
	 */
	public String name() {
		return this.path + "::" + this.id + "::" + this.author;
	}

	/**
	 * Return the changeset in Liquibase's notation.
	 * @return its name, and the products that it is for
	 */
	@Override
	public String toString() {
		return name() + (this.products.isEmpty() ? "" : " " + new TreeSet<>(this.products));
	}

}
