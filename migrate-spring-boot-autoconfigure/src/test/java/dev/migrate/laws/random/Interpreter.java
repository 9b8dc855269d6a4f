package dev.migrate.laws.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.SchemaChange;
import dev.migrate.change.SequenceChange;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.Dialect;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
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
		for (Change change : changes) {
			interpreter.schema = change.accept(interpreter);
		}
		return interpreter.schema;
	}

	@Override
	public Schema visit(SchemaChange.CreateSchema change) {
		Set<String> schemas = new HashSet<>(this.schema.schemas());
		require(schemas.add(change.name()), change);
		return new Schema(schemas, this.schema.tables(), this.schema.sequences(), this.schema.enumTypes());
	}

	@Override
	public Schema visit(SchemaChange.DropSchema change) {
		Set<String> schemas = new HashSet<>(this.schema.schemas());
		require(schemas.remove(change.name()), change);
		require(this.schema.tables().stream().noneMatch((table) -> change.name().equals(table.name().schema())),
				change);
		return new Schema(schemas, this.schema.tables(), this.schema.sequences(), this.schema.enumTypes());
	}

	@Override
	public Schema visit(EnumTypeChange.CreateEnumType change) {
		require(this.schema.enumTypes().stream().noneMatch((type) -> type.name().equals(change.type().name())), change);
		return withTypes(with(this.schema.enumTypes(), change.type()));
	}

	@Override
	public Schema visit(EnumTypeChange.DropEnumType change) {
		require(this.schema.tables()
			.stream()
			.flatMap((table) -> table.columns().stream())
			.noneMatch((column) -> column.type().text().equals(sql(change.type().name().name()))), change);
		return withTypes(without(this.schema.enumTypes(), change.type(), change));
	}

	@Override
	public Schema visit(EnumTypeChange.AlterEnumType change) {
		return withTypes(replaced(this.schema.enumTypes(), change.from(), change.to(), change));
	}

	@Override
	public Schema visit(SequenceChange.CreateSequence change) {
		require(this.schema.sequences()
			.stream()
			.noneMatch((sequence) -> sequence.name().equals(change.sequence().name())), change);
		return withSequences(with(this.schema.sequences(), change.sequence()));
	}

	@Override
	public Schema visit(SequenceChange.DropSequence change) {
		return withSequences(without(this.schema.sequences(), change.sequence(), change));
	}

	@Override
	public Schema visit(SequenceChange.AlterSequence change) {
		return withSequences(replaced(this.schema.sequences(), change.from(), change.to(), change));
	}

	@Override
	public Schema visit(TableChange.RenameTable change) {
		throw notFromTheDiffer(change);
	}

	@Override
	public Schema visit(ColumnChange.RenameColumn change) {
		throw notFromTheDiffer(change);
	}

	@Override
	public Schema visit(ColumnChange.FillColumn change) {
		throw notFromTheDiffer(change);
	}

	@Override
	public Schema visit(TableChange.RebuildTable change) {
		throw notFromTheDiffer(change);
	}

	private static IllegalArgumentException notFromTheDiffer(Change change) {
		return new IllegalArgumentException("The differ does not make " + change);
	}

	@Override
	public Schema visit(TableChange.CreateTable change) {
		Table table = change.table();
		require(this.schema.table(table.name()).isEmpty(), change);
		require(table.name().schema() == null || this.schema.schemas().contains(table.name().schema()), change);
		table.columns().forEach((column) -> requireType(column, change));
		return this.schema.withTables(with(this.schema.tables(), table));
	}

	@Override
	public Schema visit(TableChange.DropTable change) {
		require(referring(change.table().name(), Set.of()).isEmpty(), change);
		return this.schema.withTables(without(this.schema.tables(), change.table(), change));
	}

	@Override
	public Schema visit(TableChange.AlterTableComment change) {
		return in(change, change.table(), (table) -> {
			require(Objects.requireNonNullElse(table.comment(), "").equals(change.from()), change);
			return new Table(table.name(), table.columns(), table.primaryKey(), table.uniqueKeys(), table.foreignKeys(),
					table.indexes(), table.checks(), change.to());
		});
	}

	@Override
	public Schema visit(ColumnChange.AddColumn change) {
		return in(change, change.table(), (table) -> {
			require(table.column(change.column().name()).isEmpty(), change);
			requireType(change.column(), change);
			requireBase(table, change.column(), change);
			return table.withColumns(with(table.columns(), change.column()));
		});
	}

	@Override
	public Schema visit(ColumnChange.DropColumn change) {
		return in(change, change.table(), (table) -> {
			requireUnused(table, change.column().name(), change);
			return table.withColumns(without(table.columns(), change.column(), change));
		});
	}

	@Override
	public Schema visit(ColumnChange.AlterColumn change) {
		return in(change, change.table(), (table) -> {
			String name = change.from().name();
			if (change.aspect() == ColumnChange.Aspect.TYPE) {
				requireType(change.to(), change);
				require(table.foreignKeys().stream().noneMatch((key) -> key.columns().contains(name)), change);
				require(referring(table.name(), Set.of(name)).isEmpty(), change);
				requireNoGenerationExpression(table, name, change);
			}
			if (change.aspect() == ColumnChange.Aspect.FORMULA && change.to().isGenerated()) {
				requireUnused(table, name, change);
				requireBase(table, change.to(), change);
			}
			if (change.aspect() == ColumnChange.Aspect.NULLABILITY && change.to().nullable()) {
				require(table.primaryKey() == null || !table.primaryKey().columns().contains(name), change);
			}
			return table.withColumns(replaced(table.columns(), change.from(), change.to(), change));
		});
	}

	@Override
	public Schema visit(ConstraintChange.AddPrimaryKey change) {
		return in(change, change.table(), (table) -> {
			require(table.primaryKey() == null, change);
			change.key()
				.columns()
				.forEach((name) -> require(table.column(name).filter((column) -> !column.nullable()).isPresent(),
						change));
			requireNameIsFree(change.key().name(), table, change);
			return RandomSchemas.withPrimaryKey(table, change.key());
		});
	}

	@Override
	public Schema visit(ConstraintChange.DropPrimaryKey change) {
		return in(change, change.table(), (table) -> {
			require(change.key().equals(table.primaryKey()), change);
			requireUnreferenced(table, change.key().columns(), change);
			return RandomSchemas.withPrimaryKey(table, null);
		});
	}

	@Override
	public Schema visit(ConstraintChange.AddUniqueKey change) {
		return in(change, change.table(), (table) -> {
			requireColumns(table, change.key().columns(), change);
			requireNameIsFree(change.key().name(), table, change);
			return RandomSchemas.withUniqueKeys(table, with(table.uniqueKeys(), change.key()));
		});
	}

	@Override
	public Schema visit(ConstraintChange.DropUniqueKey change) {
		return in(change, change.table(), (table) -> {
			requireUnreferenced(table, change.key().columns(), change);
			return RandomSchemas.withUniqueKeys(table, without(table.uniqueKeys(), change.key(), change));
		});
	}

	@Override
	public Schema visit(ConstraintChange.AddForeignKey change) {
		return in(change, change.table(), (table) -> {
			ForeignKey key = change.key();
			requireColumns(table, key.columns(), change);
			Table referenced = this.schema.table(key.referencedTable()).orElseThrow(() -> failure(change));
			require(keys(referenced).contains(Set.copyOf(key.referencedColumns())), change);
			for (int i = 0; i < key.columns().size(); i++) {
				require(table.column(key.columns().get(i))
					.orElseThrow()
					.type()
					.equals(referenced.column(key.referencedColumns().get(i)).orElseThrow().type()), change);
			}
			require(table.foreignKeys().stream().noneMatch((other) -> other.name().equals(key.name())), change);
			return RandomSchemas.withForeignKeys(table, with(table.foreignKeys(), key));
		});
	}

	@Override
	public Schema visit(ConstraintChange.DropForeignKey change) {
		return in(change, change.table(),
				(table) -> RandomSchemas.withForeignKeys(table, without(table.foreignKeys(), change.key(), change)));
	}

	@Override
	public Schema visit(ConstraintChange.AddCheck change) {
		return in(change, change.table(), (table) -> {
			require(table.columns()
				.stream()
				.anyMatch((column) -> mentions(change.check().condition().sql(), column.name())), change);
			require(table.checks().stream().noneMatch((other) -> other.name().equals(change.check().name())), change);
			return table.withChecks(with(table.checks(), change.check()));
		});
	}

	@Override
	public Schema visit(ConstraintChange.DropCheck change) {
		return in(change, change.table(), (table) -> table.withChecks(without(table.checks(), change.check(), change)));
	}

	@Override
	public Schema visit(IndexChange.CreateIndex change) {
		return in(change, change.table(), (table) -> {
			requireColumns(table,
					change.index().parts().stream().map(Index.Part::column).filter(Objects::nonNull).toList(), change);
			requireNameIsFree(change.index().name(), table, change);
			return table.withIndexes(with(table.indexes(), change.index()));
		});
	}

	@Override
	public Schema visit(IndexChange.DropIndex change) {
		return in(change, change.table(),
				(table) -> table.withIndexes(without(table.indexes(), change.index(), change)));
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

}
