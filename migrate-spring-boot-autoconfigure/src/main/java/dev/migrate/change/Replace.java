package dev.migrate.change;

import java.util.List;

import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.TablePart;

/**
 * Replaces a key, check, index or foreign key of a table by another one of the same kind,
 * or recreates it as it is because what it depends on changes.
 *
 * @param table the table
 * @param from the part now
 * @param to the part afterwards
 */
public record Replace(QualifiedName table, TablePart from, TablePart to) implements Change {

	/**
	 * Create a change that recreates a part as it is.
	 * @param table the table
	 * @param part the part
	 * @return the change
	 */
	public static Replace recreate(QualifiedName table, TablePart part) {
		return new Replace(table, part, part);
	}

	/**
	 * Return whether the part is recreated as it is.
	 * @return {@code true} if at most its name differs
	 */
	public boolean isRecreation() {
		return this.from.withName("").equals(this.to.withName(""));
	}

	/**
	 * Return whether a foreign key loses an action, or its deferral, for which the one
	 * that replaces it defines none.
	 * @return {@code false} also for all other parts
	 */
	public boolean losesAction() {
		return this.from instanceof ForeignKey before && this.to instanceof ForeignKey after
				&& !after.withActionsOf(before).equals(after);
	}

	/**
	 * Return the two halves of this change, for a product or a unit that carries out
	 * other changes between them.
	 * @return the drop and the creation
	 */
	public List<ElementChange> halves() {
		return List.of(drop(), create());
	}

	/**
	 * Return the half that drops the part.
	 * @return the drop
	 */
	public Drop drop() {
		return new Drop(removedPart(), this);
	}

	/**
	 * Return the half that creates the part.
	 * @return the creation
	 */
	public Create create() {
		return new Create(createdPart(), this);
	}

	@Override
	public Replace reverse() {
		return new Replace(this.table, this.to, this.from);
	}

	@Override
	public Phase phase() {
		return (this.to instanceof ForeignKey) ? Phase.ADD_FOREIGN_KEYS : Phase.ADD_KEYS_AND_INDEXES;
	}

	@Override
	public PartOfTable removedPart() {
		return new PartOfTable(this.table, this.from);
	}

	@Override
	public PartOfTable createdPart() {
		return new PartOfTable(this.table, this.to);
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
