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
 * Determines the risks of dropping an element.
 */
final class DropRisks implements Element.Visitor<List<Risk>> {

	static final DropRisks VISITOR = new DropRisks();

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
		return List.of(new Risk(Risk.Level.BREAKS_RUNNING_VERSION, "a version that still uses it fails"));
	}

	@Override
	public List<Risk> visit(Table table) {
		return List.of(new Risk(Risk.Level.LOSES_DATA, "the rows of " + table.name() + " are gone"));
	}

	@Override
	public List<Risk> visit(QualifiedName table, Column column) {
		if (column.isGenerated()) {
			return List.of();
		}
		return List.of(new Risk(Risk.Level.LOSES_DATA, "the values of " + table + "." + column.name() + " are gone"));
	}

	@Override
	public List<Risk> visit(QualifiedName table, PrimaryKey key) {
		return List.of(duplicates(key.columns()));
	}

	@Override
	public List<Risk> visit(QualifiedName table, UniqueKey key) {
		return List.of(duplicates(key.columns()));
	}

	@Override
	public List<Risk> visit(QualifiedName table, ForeignKey key) {
		return List.of();
	}

	@Override
	public List<Risk> visit(QualifiedName table, Check check) {
		return List.of();
	}

	@Override
	public List<Risk> visit(QualifiedName table, Index index) {
		return index.unique() ? List.of(duplicates(index.parts())) : List.of();
	}

	@Override
	public List<Risk> visit(DependentObjects objects) {
		return List.of();
	}

	private static Risk duplicates(List<?> columns) {
		return new Risk(Risk.Level.BREAKS_RUNNING_VERSION,
				"a version that relies on the uniqueness of " + columns + " can store duplicates");
	}

}
