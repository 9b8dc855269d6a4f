package dev.migrate.dialect;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.AlterSequence;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Conversion;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Effect;
import dev.migrate.change.Effects;
import dev.migrate.change.FillColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;

/**
 * The effects that were measured on a product, as facts about its operations.
 */
public class MeasuredEffects implements Effects, Change.Visitor<Map<QualifiedName, Effect>> {

	private final Dialect dialect;

	private final Map<Operation, Effect> facts;

	private final Schema current;

	/**
	 * Create the effects of a product.
	 * @param dialect the product
	 * @param facts the effect of each operation; one that is left out has none
	 * @param current the schema before the changes, with the new names if they rename
	 * objects
	 */
	protected MeasuredEffects(Dialect dialect, Map<Operation, Effect> facts, Schema current) {
		this.dialect = dialect;
		this.current = current;
		this.facts = new EnumMap<>(Operation.class);
		this.facts.putAll(facts);
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return this.dialect.between(from, to);
	}

	@Override
	public boolean accepts(SqlType from, SqlType to) {
		return this.dialect.accepts(from, to);
	}

	@Override
	public final Map<QualifiedName, Effect> of(Change change) {
		return change.accept(this);
	}

	/**
	 * Return the effect of a change of type.
	 * @param change the change
	 * @return the effect
	 */
	protected Effect ofType(AlterColumn change) {
		return of(Operation.ALTER_TYPE);
	}

	/**
	 * Return the effect of a change of collation.
	 * @param change the change
	 * @return the effect
	 */
	protected Effect ofCollation(AlterColumn change) {
		return of(isIndexed(change.table(), change.from().name()) ? Operation.ALTER_INDEXED_COLLATION
				: Operation.ALTER_COLLATION);
	}

	/**
	 * Return the effect of an operation.
	 * @param operation the operation
	 * @return the effect
	 */
	protected final Effect of(Operation operation) {
		return this.facts.getOrDefault(operation, Effect.NONE);
	}

	@Override
	public Map<QualifiedName, Effect> visit(Create change) {
		if (change.replacement() != null) {
			return visit(change.replacement());
		}
		TablePart part = change.part();
		if (part == null) {
			return Map.of();
		}
		Operation operation = (part instanceof Column column) ? ofNew(column) : PartOperation.ADD.on(part);
		Effect referenced = of(Operation.ADD_REFERENCE);
		return with(change.object(), of(operation), part, referenced);
	}

	@Override
	public Map<QualifiedName, Effect> visit(Drop change) {
		if (change.replacement() != null) {
			return visit(change.replacement());
		}
		TablePart part = change.part();
		if (part == null) {
			return (change.element() instanceof Table) ? Map.of(change.object(), of(Operation.DROP_TABLE)) : Map.of();
		}
		return Map.of(change.object(),
				of((part instanceof Column column)
						? (isVirtual(column) ? Operation.DROP_VIRTUAL_COLUMN : Operation.DROP_COLUMN)
						: PartOperation.DROP.on(part)));
	}

	@Override
	public Map<QualifiedName, Effect> visit(Replace change) {
		return with(change.table(), of(PartOperation.REPLACE.on(change.to())), change.to(),
				of(Operation.REPLACE_REFERENCE));
	}

	private static Map<QualifiedName, Effect> with(QualifiedName table, Effect effect, TablePart part,
			Effect referenced) {
		Map<QualifiedName, Effect> effects = new LinkedHashMap<>();
		effects.put(table, effect);
		if (part instanceof ForeignKey key) {
			effects.putIfAbsent(key.referencedTable(), referenced);
		}
		return effects;
	}

	private static Operation ofNew(Column column) {
		if (column.isGenerated()) {
			return isVirtual(column) ? Operation.ADD_VIRTUAL_COLUMN : Operation.ADD_STORED_COLUMN;
		}
		if (column.isNumbered()) {
			return Operation.ADD_NUMBERED_COLUMN;
		}
		if (!column.hasDefault()) {
			return Operation.ADD_COLUMN;
		}
		return column.defaultOrNone().isConstant() ? Operation.ADD_COLUMN_WITH_DEFAULT
				: Operation.ADD_COLUMN_WITH_COMPUTED_DEFAULT;
	}

	private static boolean isVirtual(Column column) {
		return column.storage() == Column.Storage.VIRTUAL;
	}

	@Override
	public Map<QualifiedName, Effect> visit(AlterColumn change) {
		return Map.of(change.table(), switch (change.aspect()) {
			case TYPE -> ofType(change);
			case NULLABILITY -> of(change.to().nullable() ? Operation.ALLOW_NULL : Operation.SET_NOT_NULL);
			case DEFAULT -> of(Operation.ALTER_DEFAULT);
			case IDENTITY -> of(change.to().isNumbered()
					? (change.from().isNumbered() ? Operation.ALTER_NUMBERING : Operation.START_NUMBERING)
					: Operation.STOP_NUMBERING);
			case FORMULA -> of(ofFormula(change.from(), change.to()));
			case COLLATION -> ofCollation(change);
			case COMMENT -> of(Operation.COMMENT_ON_COLUMN);
		});
	}

	private static Operation ofFormula(Column from, Column to) {
		if (!to.isGenerated()) {
			return isVirtual(from) ? Operation.STORE_VIRTUAL_COLUMN : Operation.STOP_COMPUTING;
		}
		if (isVirtual(to)) {
			return Operation.ADD_VIRTUAL_COLUMN;
		}
		return from.isGenerated() ? Operation.ALTER_FORMULA : Operation.START_COMPUTING;
	}

	/**
	 * Return whether a check is about a column.
	 * @param table the table
	 * @param column the column
	 * @return {@code true} if a check of the table depends on it
	 */
	protected final boolean isChecked(QualifiedName table, String column) {
		return this.current.table(table)
			.stream()
			.flatMap((known) -> known.checks().stream())
			.anyMatch((check) -> check.dependsOn(column));
	}

	private boolean isIndexed(QualifiedName table, String column) {
		return this.current.table(table)
			.stream()
			.flatMap((known) -> Stream.of(Stream.ofNullable(known.primaryKey()), known.uniqueKeys().stream(),
					known.indexes().stream()))
			.flatMap((parts) -> parts)
			.anyMatch((part) -> part.dependsOn(column));
	}

	@Override
	public Map<QualifiedName, Effect> visit(FillColumn change) {
		return Map.of(change.table(), of(Operation.FILL_COLUMN));
	}

	@Override
	public Map<QualifiedName, Effect> visit(AlterEnumType change) {
		Effect effect = of(change.isExtension() ? Operation.EXTEND_ENUM_TYPE : Operation.REDEFINE_ENUM_TYPE);
		Map<QualifiedName, Effect> effects = new LinkedHashMap<>();
		for (Table table : this.current.tables()) {
			if (table.columns().stream().anyMatch((column) -> column.type().mentions(change.from().name().name()))) {
				effects.put(table.name(), effect);
			}
		}
		return effects;
	}

	@Override
	public Map<QualifiedName, Effect> visit(AlterSequence change) {
		return Map.of();
	}

	@Override
	public Map<QualifiedName, Effect> visit(AlterTableComment change) {
		return Map.of(change.table(), of(Operation.COMMENT_ON_TABLE));
	}

	@Override
	public Map<QualifiedName, Effect> visit(RenameTable change) {
		return Map.of(change.from(), of(Operation.RENAME_TABLE));
	}

	@Override
	public Map<QualifiedName, Effect> visit(RenameColumn change) {
		return Map.of(change.table(), of(Operation.RENAME_COLUMN));
	}

	/**
	 * What can be asked of a table for a key, check or index of it.
	 */
	private enum PartOperation {

		ADD(Operation.ADD_PRIMARY_KEY, Operation.ADD_UNIQUE_KEY, Operation.ADD_FOREIGN_KEY, Operation.ADD_CHECK,
				Operation.ADD_INDEX),

		REPLACE(Operation.REPLACE_PRIMARY_KEY, Operation.REPLACE_UNIQUE_KEY, Operation.REPLACE_FOREIGN_KEY,
				Operation.REPLACE_CHECK, Operation.REPLACE_INDEX),

		DROP(Operation.DROP_PRIMARY_KEY, Operation.DROP_UNIQUE_KEY, Operation.DROP_FOREIGN_KEY, Operation.DROP_CHECK,
				Operation.DROP_INDEX);

		private final Operation primaryKey;

		private final Operation uniqueKey;

		private final Operation foreignKey;

		private final Operation check;

		private final Operation index;

		PartOperation(Operation primaryKey, Operation uniqueKey, Operation foreignKey, Operation check,
				Operation index) {
			this.primaryKey = primaryKey;
			this.uniqueKey = uniqueKey;
			this.foreignKey = foreignKey;
			this.check = check;
			this.index = index;
		}

		Operation on(TablePart part) {
			if (part instanceof PrimaryKey) {
				return this.primaryKey;
			}
			if (part instanceof UniqueKey) {
				return this.uniqueKey;
			}
			if (part instanceof ForeignKey) {
				return this.foreignKey;
			}
			return (part instanceof Check) ? this.check : this.index;
		}

	}

}
