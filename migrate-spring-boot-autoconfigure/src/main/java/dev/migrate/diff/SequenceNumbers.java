package dev.migrate.diff;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.schema.NumberedColumn;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * The columns whose values are taken from the sequences of a database. A database does
 * not record them; by default, Hibernate names a sequence after its table.
 */
final class SequenceNumbers {

	private SequenceNumbers() {
	}

	/**
	 * Find the columns of a sequence by its name.
	 * @param schema the schema of the database
	 * @param sequence the name of the sequence
	 * @return the columns; empty if no table has such a name
	 */
	static List<NumberedColumn> byName(Schema schema, QualifiedName sequence) {
		return schema.tables()
			.stream()
			.filter((table) -> Objects.equals(table.name().schema(), sequence.schema())
					&& sequence.name().equalsIgnoreCase(table.name().name() + "_seq"))
			.map(SequenceNumbers::key)
			.flatMap(Optional::stream)
			.toList();
	}

	private static Optional<NumberedColumn> key(Table table) {
		PrimaryKey key = table.primaryKey();
		return (key != null && key.columns().size() == 1)
				? Optional.of(new NumberedColumn(table.name(), key.columns().get(0))) : Optional.empty();
	}

}
