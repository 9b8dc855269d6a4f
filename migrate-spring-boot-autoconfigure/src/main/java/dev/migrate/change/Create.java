package dev.migrate.change;

import dev.migrate.schema.Element;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.TablePart;
import org.jspecify.annotations.Nullable;

/**
 * Creates an element. A table is created without its foreign keys and indexes.
 *
 * @param element the element
 * @param replacement the replacement that this is half of; {@code null} if the element is
 * created for its own sake
 */
public record Create(Element element, @Nullable Replace replacement) implements ElementChange {

	/**
	 * Create a change for the sake of the element itself.
	 * @param element the element
	 * @return the change
	 */
	public static Create of(Element element) {
		return new Create(element, null);
	}

	/**
	 * Create a change for the sake of a part of a table.
	 * @param table the table
	 * @param part the part
	 * @return the change
	 */
	public static Create of(QualifiedName table, TablePart part) {
		return of(new PartOfTable(table, part));
	}

	@Override
	public Drop reverse() {
		return new Drop(this.element, (this.replacement != null) ? this.replacement.reverse() : null);
	}

	@Override
	public Phase phase() {
		return Phase.ofCreate(this.element);
	}

	@Override
	public @Nullable PartOfTable createdPart() {
		return (this.element instanceof PartOfTable part) ? part : null;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
