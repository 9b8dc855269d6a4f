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
 * Determines the risks of creating an element in a database with rows.
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
		return (column.nullable() || column.isFilled()) ? List.of()
				: List.of(new Risk(Risk.Level.MAY_FAIL, "existing rows have no value for " + column.name()),
						new Risk(Risk.Level.BREAKS_RUNNING_VERSION,
								"a version that writes no value to " + column.name() + " fails"));
	}

	@Override
	public List<Risk> visit(QualifiedName table, PrimaryKey key) {
		return List.of(new Risk(Risk.Level.MAY_FAIL, "duplicates or nulls in " + key.columns() + " stop it"));
	}

	@Override
	public List<Risk> visit(QualifiedName table, UniqueKey key) {
		return List.of(new Risk(Risk.Level.MAY_FAIL, "duplicates in " + key.columns() + " stop it"));
	}

	@Override
	public List<Risk> visit(QualifiedName table, ForeignKey key) {
		return List.of(new Risk(Risk.Level.MAY_FAIL, "rows without a match in " + key.referencedTable() + " stop it"));
	}

	@Override
	public List<Risk> visit(QualifiedName table, Check check) {
		return List.of(new Risk(Risk.Level.MAY_FAIL, "rows that violate " + check.condition() + " stop it"));
	}

	@Override
	public List<Risk> visit(QualifiedName table, Index index) {
		return index.unique() ? List.of(new Risk(Risk.Level.MAY_FAIL, "duplicates in " + index.parts() + " stop it"))
				: List.of();
	}

	@Override
	public List<Risk> visit(DependentObjects objects) {
		return List.of();
	}

}
