package dev.migrate.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.migrate.schema.Check;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.UniqueKey;

/**
 * Assembles constraints from the rows of an information schema, which has their columns,
 * rules and tables in separate views.
 */
public final class InformationSchemaConstraints {

	private final Groups<QualifiedName, KeyColumn> keyColumns = new Groups<>();

	private final Map<QualifiedName, Reference> references = new HashMap<>();

	private final Map<QualifiedName, QualifiedName> tables = new HashMap<>();

	/**
	 * Add a column of a key.
	 * @param constraint the key
	 * @param column the column
	 * @return always {@code true}, for a {@link Rows.Mapper}
	 */
	public boolean add(QualifiedName constraint, KeyColumn column) {
		return this.keyColumns.add(constraint, column);
	}

	/**
	 * Add the reference of a foreign key.
	 * @param constraint the foreign key
	 * @param reference its reference
	 * @return always {@code true}, for a {@link Rows.Mapper}
	 */
	public boolean add(QualifiedName constraint, Reference reference) {
		this.references.put(constraint, reference);
		return true;
	}

	/**
	 * Return the columns of a key.
	 * @param constraint the key
	 * @return the columns, in order
	 */
	public List<KeyColumn> columns(QualifiedName constraint) {
		return this.keyColumns.get(constraint);
	}

	/**
	 * Replace the columns of a key.
	 * @param constraint the key
	 * @param columns the new columns
	 */
	public void replace(QualifiedName constraint, List<KeyColumn> columns) {
		this.keyColumns.replace(constraint, columns);
	}

	/**
	 * Add constraints to their tables.
	 * @param constraints all constraints
	 * @param condition returns the condition of a check
	 * @param target the tables
	 */
	public void addTo(TableAssembler<QualifiedName> target, List<Constraint> constraints,
			Function<Constraint, Expression> condition) {
		constraints.forEach((constraint) -> this.tables.put(constraint.name(), constraint.table()));
		for (Constraint constraint : constraints) {
			String name = constraint.name().name();
			List<String> columns = columns(constraint.name()).stream().map(KeyColumn::name).toList();
			switch (constraint.type()) {
				case "PRIMARY KEY" -> target.add(constraint.table(), new PrimaryKey(name, columns));
				case "UNIQUE" -> target.add(constraint.table(), new UniqueKey(name, columns));
				case "FOREIGN KEY" ->
					foreignKey(constraint.name()).ifPresent((key) -> target.add(constraint.table(), key));
				case "CHECK" -> target.add(constraint.table(), new Check(name, condition.apply(constraint)));
				default -> throw new IllegalStateException("Unknown constraint type " + constraint.type());
			}
		}
	}

	private Optional<ForeignKey> foreignKey(QualifiedName name) {
		Reference reference = this.references.get(name);
		QualifiedName table = (reference != null) ? this.tables.get(reference.uniqueConstraint()) : null;
		if (reference == null || table == null) {
			// Another session dropped it between two of the queries.
			return Optional.empty();
		}
		List<KeyColumn> columns = columns(name);
		List<KeyColumn> referenced = columns(reference.uniqueConstraint());
		List<String> referencedColumns = columns.stream()
			.map((column) -> referenced.get(column.position() - 1).name())
			.toList();
		return Optional.of(new ForeignKey(name.name(), columns.stream().map(KeyColumn::name).toList(), table,
				referencedColumns, reference.onDelete(), reference.onUpdate(), ForeignKey.Deferral.NOT_DEFERRABLE));
	}

	/**
	 * A constraint.
	 *
	 * @param name its name
	 * @param table its table
	 * @param type its type, as the information schema names it
	 */
	public record Constraint(QualifiedName name, QualifiedName table, String type) {

	}

	/**
	 * A column of a key.
	 *
	 * @param name its name
	 * @param position the position of the column that it refers to within the referenced
	 * key, from 1; 0 if the key refers to none
	 */
	public record KeyColumn(String name, int position) {

	}

	/**
	 * The reference of a foreign key.
	 *
	 * @param uniqueConstraint the referenced key
	 * @param onDelete the action on the deletion of a referenced row
	 * @param onUpdate the action on an update of a referenced key
	 */
	public record Reference(QualifiedName uniqueConstraint, ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {

	}

}
