package dev.migrate.change;

import java.util.List;

/**
 * A difference between two schemas, from the current one to the desired one.
 * <p>
 * A change carries the whole object that it creates or drops, so that it can be reversed
 * without another comparison. A constraint or index that differs is dropped and recreated
 * by two changes, each of which is half of a {@link Role#REPLACEMENT replacement}.
 */
public sealed interface Change
		permits SchemaChange, EnumTypeChange, SequenceChange, TableChange, ColumnChange, ConstraintChange, IndexChange {

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
	 * Return the risks of applying this change to a table with rows.
	 * @param conversions the conversions of the product
	 * @return the risks; empty if the change is safe
	 */
	default List<Risk> risks(Conversions conversions) {
		return accept(new RiskAssessment(conversions));
	}

	/**
	 * Return whether this change is half of a replacement, which drops an object in order
	 * to recreate it.
	 * @return {@code true} for a drop that another change compensates, and for that other
	 * change
	 */
	default boolean isReplacement() {
		return false;
	}

	/**
	 * Return the objects that this change creates.
	 * @return the objects, containers before their parts; empty if the change is half of
	 * a replacement
	 */
	default List<SchemaObject> creates() {
		return accept(Creation.VISITOR);
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

		R visit(SchemaChange.CreateSchema change);

		R visit(SchemaChange.DropSchema change);

		R visit(EnumTypeChange.CreateEnumType change);

		R visit(EnumTypeChange.DropEnumType change);

		R visit(EnumTypeChange.AlterEnumType change);

		R visit(SequenceChange.CreateSequence change);

		R visit(SequenceChange.DropSequence change);

		R visit(SequenceChange.AlterSequence change);

		R visit(TableChange.CreateTable change);

		R visit(TableChange.DropTable change);

		R visit(TableChange.AlterTableComment change);

		R visit(ColumnChange.AddColumn change);

		R visit(ColumnChange.DropColumn change);

		R visit(ColumnChange.AlterColumn change);

		R visit(ColumnChange.FillColumn change);

		R visit(TableChange.RenameTable change);

		R visit(ColumnChange.RenameColumn change);

		R visit(ConstraintChange.AddPrimaryKey change);

		R visit(ConstraintChange.DropPrimaryKey change);

		R visit(ConstraintChange.AddUniqueKey change);

		R visit(ConstraintChange.DropUniqueKey change);

		R visit(ConstraintChange.AddForeignKey change);

		R visit(ConstraintChange.DropForeignKey change);

		R visit(ConstraintChange.AddCheck change);

		R visit(ConstraintChange.DropCheck change);

		R visit(IndexChange.CreateIndex change);

		R visit(IndexChange.DropIndex change);

		R visit(TableChange.RebuildTable change);

	}

}
