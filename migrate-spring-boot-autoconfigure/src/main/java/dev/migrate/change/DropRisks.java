package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.Element;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ForeignKey.Action;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * Determines the risks of dropping an element.
 * <p>
 * A running version may rely on a key: only the database can tell that a value is unique,
 * or that no other row refers to one, while others write. A check concerns a row alone,
 * which its writer can judge, so that nothing relies on it.
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
		return List.of(stillUsed(sequence.name().toString()));
	}

	@Override
	public List<Risk> visit(Table table) {
		return List.of(new Risk(Risk.Kind.LOSES_DATA, "the rows of " + table.name() + " are gone"),
				stillUsed(table.name().toString()));
	}

	@Override
	public List<Risk> visit(QualifiedName table, Column column) {
		String name = table + "." + column.name();
		return column.isGenerated() ? List.of(stillUsed(name))
				: List.of(new Risk(Risk.Kind.LOSES_DATA, "the values of " + name + " are gone"), stillUsed(name));
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
		List<Risk> risks = new ArrayList<>();
		risks.add(new Risk(Risk.Kind.BREAKS_RUNNING_VERSION,
				"a version that relies on it can leave rows without a match in " + key.referencedTable()));
		risks.addAll(lostAction(key));
		return List.copyOf(risks);
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

	/**
	 * Return the risk of something that no longer exists under its name.
	 * @param name the name
	 * @return the risk
	 */
	static Risk stillUsed(String name) {
		return new Risk(Risk.Kind.BREAKS_RUNNING_VERSION, "a version that still uses " + name + " fails");
	}

	/**
	 * Return the risk of a uniqueness that no longer holds.
	 * @param columns the columns
	 * @return the risk
	 */
	static Risk duplicates(List<?> columns) {
		return new Risk(Risk.Kind.BREAKS_RUNNING_VERSION,
				"a version that relies on the uniqueness of " + columns + " can store duplicates");
	}

	/**
	 * Return the risk of a foreign key that no longer has its action.
	 * @param key the key before
	 * @return the risk; none if it rejected the deletion
	 */
	static List<Risk> lostAction(ForeignKey key) {
		return isRejecting(key) ? List.of()
				: List.of(new Risk(Risk.Kind.BREAKS_RUNNING_VERSION, "a version that deletes rows of "
						+ key.referencedTable() + " and relies on \"" + action(key) + "\" fails"));
	}

	/**
	 * Return the risk of a foreign key that no longer rejects the deletion of a row.
	 * @param key the key afterwards
	 * @return the risk; none if it does
	 */
	static List<Risk> gainedAction(ForeignKey key) {
		return isRejecting(key) ? List.of()
				: List.of(new Risk(Risk.Kind.BREAKS_RUNNING_VERSION,
						"a version that relies on the rejection of a delete in " + key.referencedTable()
								+ " triggers \"" + action(key) + "\""));
	}

	private static boolean isRejecting(ForeignKey key) {
		return key.onDelete() == Action.NO_ACTION || key.onDelete() == Action.RESTRICT;
	}

	private static String action(ForeignKey key) {
		return "on delete " + key.onDelete().name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
