package dev.migrate.change;

import java.util.List;

import dev.migrate.schema.PartOfTable;
import org.jspecify.annotations.Nullable;

/**
 * A difference between two schemas, from the current one to the desired one.
 * <p>
 * A change carries the whole element that it creates or drops, so that it can be reversed
 * without another comparison. Changes that must not be carried out by halves, and those
 * that have to be out of each other's way, form a {@link Unit unit}.
 */
public sealed interface Change permits ElementChange, Replace, AlterColumn, FillColumn, AlterEnumType, AlterSequence,
		AlterTableComment, Rename {

	/**
	 * Return the change that undoes this one.
	 * @return the reverse, whose own reverse equals this change
	 */
	Change reverse();

	/**
	 * Return the phase in which this change is applied.
	 * @return the phase
	 */
	Phase phase();

	/**
	 * Return the part of a table that no longer exists after this change, or not at all
	 * times.
	 * @return the part that is dropped or replaced; {@code null} if there is none
	 */
	default @Nullable PartOfTable removedPart() {
		return null;
	}

	/**
	 * Return the part of a table that exists because of this change.
	 * @return the part that is created, or replaces another one; {@code null} if there is
	 * none
	 */
	default @Nullable PartOfTable createdPart() {
		return null;
	}

	/**
	 * Call the visitor's method for this kind of change.
	 * @param visitor the visitor
	 * @param <R> what the visitor returns
	 * @return what the visitor returned
	 */
	<R> R accept(Visitor<R> visitor);

	/**
	 * Describe this change.
	 * @return for example {@code add column product.price}
	 */
	default String description() {
		return accept(Description.VISITOR);
	}

	/**
	 * Return what both schemas have of the thing that this change is about.
	 * @return the difference, which identifies the change beyond the comparison
	 */
	default Difference difference() {
		return accept(Differences.VISITOR);
	}

	/**
	 * Return the risks of applying this change alone to a table with rows.
	 * @param effects what the product does
	 * @return the risks; empty if the change is safe
	 */
	default List<Risk> risks(Effects effects) {
		return RiskAssessment.of(this, List.of(this), effects);
	}

	/**
	 * Return the objects that this change creates.
	 * @return the objects, containers before their parts; empty if the change is half of
	 * a replacement
	 */
	default List<SchemaObject> creates() {
		return accept(CreatedObjects.VISITOR);
	}

	/**
	 * Return the objects that this change drops.
	 * @return the objects, containers before their parts; empty if the change is half of
	 * a replacement
	 */
	default List<SchemaObject> drops() {
		return reverse().creates();
	}

	/**
	 * Handles each kind of change, so that a new kind does not compile until every
	 * visitor handles it.
	 *
	 * @param <R> what it returns
	 */
	interface Visitor<R> {

		R visit(Create change);

		R visit(Drop change);

		R visit(Replace change);

		R visit(AlterColumn change);

		R visit(FillColumn change);

		R visit(AlterEnumType change);

		R visit(AlterSequence change);

		R visit(AlterTableComment change);

		R visit(RenameTable change);

		R visit(RenameColumn change);

	}

}
