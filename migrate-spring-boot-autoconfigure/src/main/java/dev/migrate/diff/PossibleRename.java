package dev.migrate.diff;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.schema.Column;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * A column or table that goes while one like it comes, so that the two may be one that
 * got another name.
 *
 * @param gone the thing that goes, in words
 * @param come the thing that comes, in words
 */
public record PossibleRename(String gone, String come) {

	/**
	 * Find what may be renamed.
	 * @param changes the changes
	 * @return the pairs; a column has the type of its counterpart and the same table, a
	 * table has columns of the same types in the same order
	 */
	public static List<PossibleRename> in(Changes changes) {
		List<PossibleRename> found = new ArrayList<>();
		for (Change gone : changes) {
			for (Change come : changes) {
				if (gone instanceof Change.DropColumn drop && come instanceof Change.AddColumn add
						&& drop.table().equals(add.table()) && drop.column().type().equals(add.column().type())) {
					found.add(new PossibleRename("column " + drop.table() + "." + drop.column().name(),
							"column " + add.table() + "." + add.column().name()));
				}
				if (gone instanceof Change.DropTable drop && come instanceof Change.CreateTable create
						&& types(drop.table()).equals(types(create.table()))) {
					found.add(new PossibleRename("table " + drop.table().name(), "table " + create.table().name()));
				}
			}
		}
		return List.copyOf(found);
	}

	private static List<SqlType> types(Table table) {
		return table.columns().stream().map(Column::type).toList();
	}

	/**
	 * Return the pair as a person reads it.
	 * @return for example {@code column product.cost for column product.price}
	 */
	@Override
	public String toString() {
		return this.come + " for " + this.gone;
	}

}
