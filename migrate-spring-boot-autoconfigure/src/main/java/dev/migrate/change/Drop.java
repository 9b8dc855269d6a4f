package dev.migrate.change;

import dev.migrate.schema.Element;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.TablePart;
import org.jspecify.annotations.Nullable;

/**
 * Drops an element. The change carries the whole element, so that it can be undone.
 *
 * @param element the element
 * @param replacement the replacement that this is half of; {@code null} if the element is
 * dropped for its own sake
 */
public record Drop(Element element, @Nullable Replace replacement) implements ElementChange {

	/**
	 * Create a change for the sake of the element itself.
	 * @param element the element
	 * @return the change
	 */
	public static Drop of(Element element) {
		return new Drop(element, null);
	}

	/**
	 * Create a change for the sake of a part of a table.
	 * @param table the table
	 * @param part the part
	 * @return the change
	 */
	public static Drop of(QualifiedName table, TablePart part) {
		return of(new PartOfTable(table, part));
	}

	@Override
	public Create reverse() {
		return new Create(this.element, (this.replacement != null) ? this.replacement.reverse() : null);
	}

	@Override
	public Phase phase() {
		return Phase.ofDrop(this.element);
	}

	@Override
	public @Nullable PartOfTable removedPart() {
		return (this.element instanceof PartOfTable part) ? part : null;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
