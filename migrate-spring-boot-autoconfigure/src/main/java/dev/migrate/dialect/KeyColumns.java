package dev.migrate.dialect;

import java.util.HashSet;
import java.util.Set;

import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;

/**
 * Determines the columns whose values a part of a table keeps unique.
 */
public final class KeyColumns {

	private KeyColumns() {
	}

	/**
	 * Return the columns of a key.
	 * @param part the part of a table
	 * @return the columns; none if the part is no key, or one of expressions or of some
	 * of the rows
	 */
	public static Set<String> of(TablePart part) {
		if (part instanceof PrimaryKey key) {
			return Set.copyOf(key.columns());
		}
		if (part instanceof UniqueKey key) {
			return Set.copyOf(key.columns());
		}
		Set<String> columns = new HashSet<>();
		if (part instanceof Index index && index.unique() && index.isPlain()) {
			index.parts().forEach((each) -> columns.add(String.valueOf(each.column())));
		}
		return columns;
	}

}
