package dev.migrate.change;

import java.util.List;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.Element;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * Determines the risks of creating an element in a database with rows. What stops the
 * rows that are there also stops the rows that a running version writes afterwards.
 */
final class CreationRisks implements Element.Visitor<List<Risk>> {

	static final CreationRisks VISITOR = new CreationRisks();

	@Override
	public List<Risk> visit(Namespace schema) {
		return List.of();
	}

	@Override
	public List<Risk> visit(EnumType type) {
		return List.of();
	}

	@Override
	public List<Risk> visit(Sequence sequence) {
		return List.of();
	}

	@Override
	public List<Risk> visit(Table table) {
		return List.of();
	}

	@Override
	public List<Risk> visit(QualifiedName table, Column column) {
		return (column.nullable() || column.isFilled()) ? List.of() : List
			.of(new Risk(Risk.Kind.MAY_FAIL, "existing rows have no value for " + column.name()), withoutValue(column));
	}

	@Override
	public List<Risk> visit(QualifiedName table, PrimaryKey key) {
		return ofRows("duplicates or nulls in " + key.columns());
	}

	@Override
	public List<Risk> visit(QualifiedName table, UniqueKey key) {
		return ofRows("duplicates in " + key.columns());
	}

	@Override
	public List<Risk> visit(QualifiedName table, ForeignKey key) {
		return ofRows("rows without a match in " + key.referencedTable());
	}

	@Override
	public List<Risk> visit(QualifiedName table, Check check) {
		return ofRows("rows that violate " + check.condition());
	}

	@Override
	public List<Risk> visit(QualifiedName table, Index index) {
		return index.unique() ? ofRows("duplicates in " + index.parts()) : List.of();
	}

	@Override
	public List<Risk> visit(DependentObjects objects) {
		return List.of();
	}

	/**
	 * Return the risk of a column that requires a value.
	 * @param column the column
	 * @return the risk
	 */
	static Risk withoutValue(Column column) {
		return new Risk(Risk.Kind.BREAKS_RUNNING_VERSION,
				"a version that writes no value to " + column.name() + " fails");
	}

	/**
	 * Return the risks of a condition that rows may not meet.
	 * @param rows the rows that do not
	 * @return the risks
	 */
	static List<Risk> ofRows(String rows) {
		return List.of(new Risk(Risk.Kind.MAY_FAIL, rows + " stop it"),
				new Risk(Risk.Kind.BREAKS_RUNNING_VERSION, "a version that writes " + rows + " fails"));
	}

}
