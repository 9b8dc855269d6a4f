package dev.migrate.laws.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.AlterSequence;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.FillColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.change.Unit;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dialect;
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
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * An interpreter that applies changes to records, as strictly as the strictest product:
 * required objects must exist, and dropped objects must be unused.
 */
final class Interpreter implements Change.Visitor<Schema> {

	private final Dialect dialect;

	private Schema schema;

	private Interpreter(Dialect dialect, Schema schema) {
		this.dialect = dialect;
		this.schema = schema;
	}

	static Schema apply(Dialect dialect, Changes changes, Schema schema) {
		Interpreter interpreter = new Interpreter(dialect, schema);
		for (Unit unit : changes.units(dialect.obstacles(CatalogSchema.of(schema)))) {
			for (Change change : unit.changes()) {
				interpreter.schema = change.accept(interpreter);
			}
		}
		return interpreter.schema;
	}

	@Override
	public Schema visit(Create change) {
		return change.element().accept(new Creation(change));
	}

	@Override
	public Schema visit(Drop change) {
		return change.element().accept(new Removal(change));
	}

	@Override
	public Schema visit(Replace change) {
		this.schema = visit(change.drop());
		return visit(change.create());
	}

	@Override
	public Schema visit(AlterEnumType change) {
		return withTypes(replaced(this.schema.enumTypes(), change.from(), change.to(), change));
	}

	@Override
	public Schema visit(AlterSequence change) {
		return withSequences(replaced(this.schema.sequences(), change.from(), change.to(), change));
	}

	@Override
	public Schema visit(RenameTable change) {
		throw notFromTheDiffer(change);
	}

	@Override
	public Schema visit(RenameColumn change) {
		throw notFromTheDiffer(change);
	}

	@Override
	public Schema visit(FillColumn change) {
		throw notFromTheDiffer(change);
	}

	private static IllegalArgumentException notFromTheDiffer(Change change) {
		return new IllegalArgumentException("The differ does not make " + change);
	}

	@Override
	public Schema visit(AlterTableComment change) {
		return in(change, change.table(), (table) -> {
			require(Objects.requireNonNullElse(table.comment(), "").equals(change.from()), change);
			return new Table(table.name(), table.columns(), table.primaryKey(), table.uniqueKeys(), table.foreignKeys(),
					table.indexes(), table.checks(), change.to());
		});
	}

	@Override
	public Schema visit(AlterColumn change) {
		return in(change, change.table(), (table) -> {
			String name = change.from().name();
			if (change.aspect() == AlterColumn.Aspect.TYPE) {
				requireType(change.to(), change);
				require(table.foreignKeys().stream().noneMatch((key) -> key.columns().contains(name)), change);
				require(referring(table.name(), Set.of(name)).isEmpty(), change);
				requireNoGenerationExpression(table, name, change);
			}
			if (change.aspect() == AlterColumn.Aspect.FORMULA && change.to().isGenerated()) {
				requireUnused(table, name, change);
				requireBase(table, change.to(), change);
			}
			if (change.aspect() == AlterColumn.Aspect.NULLABILITY && change.to().nullable()) {
				require(table.primaryKey() == null || !table.primaryKey().columns().contains(name), change);
			}
			return table.withColumns(replaced(table.columns(), change.from(), change.to(), change));
		});
	}

	private Schema in(Change change, QualifiedName name, UnaryOperator<Table> function) {
		require(this.schema.table(name).isPresent(), change);
		return this.schema.mapTables((table) -> table.name().equals(name) ? function.apply(table) : table);
	}

	private void requireType(Column column, Change change) {
		require(Kind.of(column.type()).isPresent() || !column.type().text().startsWith("\"")
				|| this.schema.enumTypes()
					.stream()
					.anyMatch((type) -> sql(type.name().name()).equals(column.type().text())),
				change);
	}

	private void requireUnused(Table table, String column, Change change) {
		require(table.primaryKey() == null || !table.primaryKey().columns().contains(column), change);
		require(table.uniqueKeys().stream().noneMatch((key) -> key.columns().contains(column)), change);
		require(table.foreignKeys().stream().noneMatch((key) -> key.columns().contains(column)), change);
		require(referring(table.name(), Set.of(column)).isEmpty(), change);
		require(table.indexes()
			.stream()
			.flatMap((index) -> index.parts().stream())
			.noneMatch((part) -> column.equals(part.column()) || mentions(part.expression().sql(), column)), change);
		require(table.indexes().stream().noneMatch((index) -> mentions(index.where().sql(), column)), change);
		require(table.checks().stream().noneMatch((check) -> mentions(check.condition().sql(), column)), change);
		requireNoGenerationExpression(table, column, change);
	}

	private void requireNoGenerationExpression(Table table, String column, Change change) {
		require(table.columns()
			.stream()
			.noneMatch((other) -> other.isGenerated() && !other.name().equals(column)
					&& mentions(other.generatedAs().sql(), column)),
				change);
	}

	private void requireBase(Table table, Column generated, Change change) {
		require(!generated.isGenerated() || table.columns()
			.stream()
			.anyMatch((column) -> !column.name().equals(generated.name())
					&& mentions(generated.generatedAs().sql(), column.name())),
				change);
	}

	private void requireUnreferenced(Table table, List<String> columns, Change change) {
		long same = keys(table).stream().filter(Set.copyOf(columns)::equals).count();
		require(same > 1 || referring(table.name(), Set.of()).stream()
			.noneMatch((key) -> Set.copyOf(key.referencedColumns()).equals(Set.copyOf(columns))), change);
	}

	private void requireNameIsFree(String name, Table table, Change change) {
		if (name.equals("PRIMARY") && table.primaryKey() == null) {
			// One product uses the same name for the primary keys of all tables.
			return;
		}
		require(this.schema.tables()
			.stream()
			.filter((other) -> Objects.equals(other.name().schema(), table.name().schema()))
			.flatMap((other) -> names(other).stream())
			.noneMatch(name::equals), change);
	}

	private static List<String> names(Table table) {
		List<String> names = new ArrayList<>(List.of(table.name().name()));
		if (table.primaryKey() != null) {
			names.add(table.primaryKey().name());
		}
		table.uniqueKeys().forEach((key) -> names.add(key.name()));
		table.indexes().forEach((index) -> names.add(index.name()));
		return names;
	}

	private static List<Set<String>> keys(Table table) {
		List<Set<String>> keys = new ArrayList<>();
		PrimaryKey primaryKey = table.primaryKey();
		if (primaryKey != null) {
			keys.add(Set.copyOf(primaryKey.columns()));
		}
		for (UniqueKey key : table.uniqueKeys()) {
			keys.add(Set.copyOf(key.columns()));
		}
		table.indexes()
			.stream()
			.filter((index) -> index.unique() && index.isPlain())
			.forEach((index) -> keys
				.add(Set.copyOf(index.parts().stream().map(Index.Part::column).filter(Objects::nonNull).toList())));
		return keys;
	}

	private List<ForeignKey> referring(QualifiedName table, Set<String> columns) {
		return this.schema.tables()
			.stream()
			.filter((other) -> !columns.isEmpty() || !other.name().equals(table))
			.flatMap((other) -> other.foreignKeys().stream())
			.filter((key) -> key.referencedTable().equals(table)
					&& (columns.isEmpty() || key.referencedColumns().stream().anyMatch(columns::contains)))
			.toList();
	}

	private static void requireColumns(Table table, List<String> columns, Change change) {
		columns.forEach((column) -> require(table.column(column).isPresent(), change));
	}

	private boolean mentions(String sql, String column) {
		String name = sql(column);
		if (column.length() > 50) {
			// Long names are truncated, but not within expressions.
			return sql.contains(column);
		}
		return sql.startsWith(name + " ") || sql.contains("(" + name + ")");
	}

	private String sql(String name) {
		return this.dialect.ddl().identifiers().of(name);
	}

	private Schema withTypes(List<EnumType> types) {
		return new Schema(this.schema.schemas(), this.schema.tables(), this.schema.sequences(), types);
	}

	private Schema withSequences(List<Sequence> sequences) {
		return new Schema(this.schema.schemas(), this.schema.tables(), sequences, this.schema.enumTypes());
	}

	private static <T> List<T> with(List<T> items, T item) {
		List<T> more = new ArrayList<>(items);
		more.add(item);
		return more;
	}

	private static <T> List<T> without(List<T> items, T item, Change change) {
		List<T> fewer = new ArrayList<>(items);
		require(fewer.remove(item), change);
		return fewer;
	}

	private static <T> List<T> replaced(List<T> items, T from, T to, Change change) {
		require(items.contains(from), change);
		return items.stream().map((item) -> item.equals(from) ? to : item).toList();
	}

	private static void require(boolean condition, Change change) {
		if (!condition) {
			throw failure(change);
		}
	}

	private static AssertionError failure(Change change) {
		return new AssertionError("cannot " + change.description() + " at its place: " + change);
	}

	/**
	 * Creates an element.
	 */
	private final class Creation implements Element.Visitor<Schema> {

		private final Change change;

		Creation(Change change) {
			this.change = change;
		}

		@Override
		public Schema visit(Namespace namespace) {
			Set<String> schemas = new HashSet<>(Interpreter.this.schema.schemas());
			require(schemas.add(namespace.name()), this.change);
			return new Schema(schemas, Interpreter.this.schema.tables(), Interpreter.this.schema.sequences(),
					Interpreter.this.schema.enumTypes());
		}

		@Override
		public Schema visit(EnumType type) {
			require(Interpreter.this.schema.enumTypes().stream().noneMatch((other) -> other.name().equals(type.name())),
					this.change);
			return withTypes(with(Interpreter.this.schema.enumTypes(), type));
		}

		@Override
		public Schema visit(Sequence sequence) {
			require(Interpreter.this.schema.sequences()
				.stream()
				.noneMatch((other) -> other.name().equals(sequence.name())), this.change);
			return withSequences(with(Interpreter.this.schema.sequences(), sequence));
		}

		@Override
		public Schema visit(Table table) {
			require(Interpreter.this.schema.table(table.name()).isEmpty(), this.change);
			require(table.name().schema() == null || Interpreter.this.schema.schemas().contains(table.name().schema()),
					this.change);
			table.columns().forEach((column) -> requireType(column, this.change));
			return Interpreter.this.schema.withTables(with(Interpreter.this.schema.tables(), table));
		}

		@Override
		public Schema visit(QualifiedName owner, Column column) {
			return in(this.change, owner, (table) -> {
				require(table.column(column.name()).isEmpty(), this.change);
				requireType(column, this.change);
				requireBase(table, column, this.change);
				return table.withColumns(with(table.columns(), column));
			});
		}

		@Override
		public Schema visit(QualifiedName owner, PrimaryKey key) {
			return in(this.change, owner, (table) -> {
				require(table.primaryKey() == null, this.change);
				key.columns()
					.forEach((name) -> require(table.column(name).filter((column) -> !column.nullable()).isPresent(),
							this.change));
				requireNameIsFree(key.name(), table, this.change);
				return RandomSchemas.withPrimaryKey(table, key);
			});
		}

		@Override
		public Schema visit(QualifiedName owner, UniqueKey key) {
			return in(this.change, owner, (table) -> {
				requireColumns(table, key.columns(), this.change);
				requireNameIsFree(key.name(), table, this.change);
				return RandomSchemas.withUniqueKeys(table, with(table.uniqueKeys(), key));
			});
		}

		@Override
		public Schema visit(QualifiedName owner, ForeignKey key) {
			return in(this.change, owner, (table) -> {
				requireColumns(table, key.columns(), this.change);
				Table referenced = Interpreter.this.schema.table(key.referencedTable())
					.orElseThrow(() -> failure(this.change));
				require(keys(referenced).contains(Set.copyOf(key.referencedColumns())), this.change);
				for (int i = 0; i < key.columns().size(); i++) {
					require(table.column(key.columns().get(i))
						.orElseThrow()
						.type()
						.equals(referenced.column(key.referencedColumns().get(i)).orElseThrow().type()), this.change);
				}
				require(table.foreignKeys().stream().noneMatch((other) -> other.name().equals(key.name())),
						this.change);
				return RandomSchemas.withForeignKeys(table, with(table.foreignKeys(), key));
			});
		}

		@Override
		public Schema visit(QualifiedName owner, Check check) {
			return in(this.change, owner, (table) -> {
				require(table.columns().stream().anyMatch((column) -> mentions(check.condition().sql(), column.name())),
						this.change);
				require(table.checks().stream().noneMatch((other) -> other.name().equals(check.name())), this.change);
				return table.withChecks(with(table.checks(), check));
			});
		}

		@Override
		public Schema visit(QualifiedName owner, Index index) {
			return in(this.change, owner, (table) -> {
				requireColumns(table, index.parts().stream().map(Index.Part::column).filter(Objects::nonNull).toList(),
						this.change);
				requireNameIsFree(index.name(), table, this.change);
				return table.withIndexes(with(table.indexes(), index));
			});
		}

		@Override
		public Schema visit(DependentObjects objects) {
			return Interpreter.this.schema;
		}

	}

	/**
	 * Drops an element.
	 */
	private final class Removal implements Element.Visitor<Schema> {

		private final Change change;

		Removal(Change change) {
			this.change = change;
		}

		@Override
		public Schema visit(Namespace namespace) {
			Set<String> schemas = new HashSet<>(Interpreter.this.schema.schemas());
			require(schemas.remove(namespace.name()), this.change);
			require(Interpreter.this.schema.tables()
				.stream()
				.noneMatch((table) -> namespace.name().equals(table.name().schema())), this.change);
			return new Schema(schemas, Interpreter.this.schema.tables(), Interpreter.this.schema.sequences(),
					Interpreter.this.schema.enumTypes());
		}

		@Override
		public Schema visit(EnumType type) {
			require(Interpreter.this.schema.tables()
				.stream()
				.flatMap((table) -> table.columns().stream())
				.noneMatch((column) -> column.type().text().equals(sql(type.name().name()))), this.change);
			return withTypes(without(Interpreter.this.schema.enumTypes(), type, this.change));
		}

		@Override
		public Schema visit(Sequence sequence) {
			return withSequences(without(Interpreter.this.schema.sequences(), sequence, this.change));
		}

		@Override
		public Schema visit(Table table) {
			require(referring(table.name(), Set.of()).isEmpty(), this.change);
			return Interpreter.this.schema.withTables(without(Interpreter.this.schema.tables(), table, this.change));
		}

		@Override
		public Schema visit(QualifiedName owner, Column column) {
			return in(this.change, owner, (table) -> {
				requireUnused(table, column.name(), this.change);
				return table.withColumns(without(table.columns(), column, this.change));
			});
		}

		@Override
		public Schema visit(QualifiedName owner, PrimaryKey key) {
			return in(this.change, owner, (table) -> {
				require(key.equals(table.primaryKey()), this.change);
				requireUnreferenced(table, key.columns(), this.change);
				return RandomSchemas.withPrimaryKey(table, null);
			});
		}

		@Override
		public Schema visit(QualifiedName owner, UniqueKey key) {
			return in(this.change, owner, (table) -> {
				requireUnreferenced(table, key.columns(), this.change);
				return RandomSchemas.withUniqueKeys(table, without(table.uniqueKeys(), key, this.change));
			});
		}

		@Override
		public Schema visit(QualifiedName owner, ForeignKey key) {
			return in(this.change, owner,
					(table) -> RandomSchemas.withForeignKeys(table, without(table.foreignKeys(), key, this.change)));
		}

		@Override
		public Schema visit(QualifiedName owner, Check check) {
			return in(this.change, owner, (table) -> table.withChecks(without(table.checks(), check, this.change)));
		}

		@Override
		public Schema visit(QualifiedName owner, Index index) {
			return in(this.change, owner, (table) -> table.withIndexes(without(table.indexes(), index, this.change)));
		}

		@Override
		public Schema visit(DependentObjects objects) {
			return Interpreter.this.schema;
		}

	}

}
