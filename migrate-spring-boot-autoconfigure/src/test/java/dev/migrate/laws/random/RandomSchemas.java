package dev.migrate.laws.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.laws.random.Vocabulary.Feature;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ForeignKey.Action;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * A source of random schemas, as entities might define them, and of random mutations.
 */
public final class RandomSchemas {

	private final Random random;

	private final Vocabulary vocabulary;

	private final Set<String> usedNames = new HashSet<>();

	private final Map<String, UnaryOperator<Schema>> mutations = new LinkedHashMap<>();

	/**
	 * Create a source of schemas.
	 * @param seed the seed, which determines the schemas
	 * @param vocabulary the vocabulary of the schemas
	 */
	public RandomSchemas(long seed, Vocabulary vocabulary) {
		this.random = new Random(seed);
		this.vocabulary = vocabulary;
		this.mutations.put("add table", (schema) -> withTable(schema, table(schema)));
		this.mutations.put("drop table", (schema) -> schema.withTables(without(schema.tables())));
		this.mutations.put("add sequence", this::withSequence);
		this.mutations.put("drop sequence", (schema) -> new Schema(schema.schemas(), schema.tables(),
				without(schema.sequences()), schema.enumTypes()));
		this.mutations.put("alter sequence", this::withOtherStep);
		this.mutations.put("add type", this::withEnumType);
		this.mutations.put("drop type", (schema) -> new Schema(schema.schemas(), schema.tables(), schema.sequences(),
				without(schema.enumTypes())));
		this.mutations.put("alter type", this::withOtherValues);
		this.mutations.put("add schema", this::withSchema);
		this.mutations.put("add column", (schema) -> inTable(schema,
				(table) -> table.withColumns(with(table.columns(), column(schema, table)))));
		this.mutations.put("drop column",
				(schema) -> inTable(schema, (table) -> table.withColumns(without(table.columns()))));
		this.mutations.put("alter column",
				(schema) -> inTable(schema, (table) -> inColumn(table, (column) -> altered(schema, table, column))));
		this.mutations.put("alter another column", this.mutations.get("alter column"));
		this.mutations.put("comment on table", (schema) -> inTable(schema, (table) -> commented(table, comment())));
		this.mutations.put("other primary key",
				(schema) -> inTable(schema, (table) -> withPrimaryKey(table, chance(4) ? null : primaryKey(table))));
		this.mutations.put("add unique key", (schema) -> inTable(schema,
				(table) -> withUniqueKeys(table, with(table.uniqueKeys(), uniqueKey(table)))));
		this.mutations.put("drop unique key",
				(schema) -> inTable(schema, (table) -> withUniqueKeys(table, without(table.uniqueKeys()))));
		this.mutations.put("add index",
				(schema) -> inTable(schema, (table) -> table.withIndexes(with(table.indexes(), index(table)))));
		this.mutations.put("drop index",
				(schema) -> inTable(schema, (table) -> table.withIndexes(without(table.indexes()))));
		this.mutations.put("add check",
				(schema) -> inTable(schema, (table) -> table.withChecks(with(table.checks(), check(table)))));
		this.mutations.put("drop check",
				(schema) -> inTable(schema, (table) -> table.withChecks(without(table.checks()))));
		this.mutations.put("add foreign key", this::withForeignKey);
		this.mutations.put("drop foreign key",
				(schema) -> inTable(schema, (table) -> withForeignKeys(table, without(table.foreignKeys()))));
		this.mutations.put("alter foreign key", this::withOtherAction);
	}

	/**
	 * Create a schema.
	 * @return a schema that the product supports
	 */
	public Schema schema() {
		Schema schema = Schema.EMPTY;
		if (chance(3)) {
			schema = withSchema(schema);
		}
		if (chance(2)) {
			schema = withEnumType(schema);
		}
		for (int i = this.random.nextInt(3); i > 0; i--) {
			schema = withSequence(schema);
		}
		for (int i = 1 + this.random.nextInt(4); i > 0; i--) {
			schema = withTable(schema, table(schema));
		}
		for (int i = this.random.nextInt(6); i > 0; i--) {
			schema = withForeignKey(schema);
		}
		return new Validity(this.vocabulary).of(schema);
	}

	/**
	 * Mutate a schema.
	 * @param schema the schema
	 * @return the schema after one to five mutations
	 */
	public Schema mutated(Schema schema) {
		Schema mutated = schema;
		List<String> names = List.copyOf(this.mutations.keySet());
		for (int i = 1 + this.random.nextInt(5); i > 0; i--) {
			mutated = new Validity(this.vocabulary).of(this.mutations.get(pick(names)).apply(mutated));
		}
		return mutated;
	}

	private Table table(Schema schema) {
		String other = (!schema.schemas().isEmpty() && chance(4)) ? schema.schemas().iterator().next() : null;
		Table table = Table.of(new QualifiedName(other, name()), List.of());
		for (int i = 1 + this.random.nextInt(5); i > 0; i--) {
			table = table.withColumns(with(table.columns(), column(schema, table)));
		}
		if (!chance(5)) {
			table = withPrimaryKey(table, primaryKey(table));
		}
		for (int i = this.random.nextInt(3); i > 0; i--) {
			table = withUniqueKeys(table, with(table.uniqueKeys(), uniqueKey(table)));
		}
		for (int i = this.random.nextInt(3); i > 0; i--) {
			table = table.withIndexes(with(table.indexes(), index(table)));
		}
		for (int i = this.random.nextInt(3); i > 0; i--) {
			table = table.withChecks(with(table.checks(), check(table)));
		}
		return commented(table, comment());
	}

	private Column column(Schema schema, Table table) {
		Column column = Column.of(name(table), "integer", this.random.nextBoolean());
		column = column.withType(type(schema));
		for (int i = this.random.nextInt(3); i > 0; i--) {
			column = altered(schema, table, column);
		}
		return column;
	}

	private Column altered(Schema schema, Table table, Column column) {
		Optional<Kind> kind = Kind.of(column.type());
		return switch (this.random.nextInt(8)) {
			case 0 -> column.withNullable(!column.nullable());
			case 1 -> column.withType(convertible(schema, column.type()));
			case 2 -> column.withComment(comment());
			case 3 -> withIdentity(column);
			case 4 -> withGenerationExpression(table, column);
			case 5 -> column.withDefaultValue(chance(3) ? null : Expression.NONE);
			default -> column
				.withDefaultValue(kind.map((any) -> new Expression(pick(any.defaults()))).orElse(Expression.NONE));
		};
	}

	private Column withIdentity(Column column) {
		if (column.identity() != null && column.identity().isPresent()) {
			return column.withIdentity(Identity.NONE);
		}
		Identity identity = switch (this.random.nextInt(3)) {
			case 0 -> Identity.BY_DEFAULT;
			case 1 -> new Identity(Identity.Mode.ALWAYS, 1L);
			default -> new Identity(Identity.Mode.BY_DEFAULT, 5L);
		};
		return column.withDefaultValue(null)
			.withGeneratedAs(Expression.NONE)
			.withNullable(false)
			.withIdentity(identity);
	}

	private Column withGenerationExpression(Table table, Column column) {
		if (column.isGenerated()) {
			return column.withGeneratedAs(Expression.NONE);
		}
		for (Column base : shuffled(table.columns())) {
			Optional<Kind> kind = Kind.of(base.type());
			if (kind.isPresent() && !base.name().equals(column.name()) && !base.isGenerated()
					&& !kind.get().generationExpressions("").isEmpty()) {
				String expression = pick(kind.get().generationExpressions(this.vocabulary.sql(base.name())));
				return new Column(column.name(), base.type(), true, null, null, new Expression(expression), null,
						column.comment(), this.vocabulary.storage());
			}
		}
		return column;
	}

	private SqlType type(Schema schema) {
		if (!schema.enumTypes().isEmpty() && chance(6)) {
			QualifiedName name = pick(schema.enumTypes()).name();
			return new SqlType(this.vocabulary.sql(name.name()));
		}
		return new SqlType(pick(pick(List.of(Kind.values())).types()));
	}

	private SqlType convertible(Schema schema, SqlType type) {
		Kind kind = Kind.of(type).orElse(Kind.TEXT);
		if (chance(3) && kind != Kind.INSTANT && kind != Kind.DAY && kind != Kind.LOGICAL) {
			return new SqlType(pick(pick(List.of(Kind.WHOLE, Kind.EXACT, Kind.TEXT)).types()));
		}
		return new SqlType(pick(kind.types()));
	}

	private PrimaryKey primaryKey(Table table) {
		List<String> columns = columns(table, 2);
		return columns.isEmpty() ? null : new PrimaryKey(constraintName(), columns);
	}

	private UniqueKey uniqueKey(Table table) {
		return new UniqueKey(constraintName(), columns(table, 3));
	}

	private Index index(Table table) {
		List<Index.Part> parts = new ArrayList<>();
		columns(table, 3).forEach((column) -> parts.add(new Index.Part(column, Expression.NONE, chance(4))));
		Expression where = Expression.NONE;
		for (Column column : shuffled(table.columns())) {
			Optional<Kind> kind = Kind.of(column.type());
			String name = this.vocabulary.sql(column.name());
			if (kind.isPresent() && this.vocabulary.has(Feature.CONDITIONS) && chance(5)) {
				where = new Expression(pick(kind.get().checks(name)));
			}
			else if (kind.isPresent() && !kind.get().generationExpressions("").isEmpty() && !column.isGenerated()
					&& this.vocabulary.has(Feature.INDEXED_EXPRESSIONS) && chance(6)) {
				parts.add(new Index.Part(null, new Expression(pick(kind.get().generationExpressions(name))), false));
			}
		}
		return new Index(constraintName(), parts, chance(3), where, null, null);
	}

	private Check check(Table table) {
		Column column = pick(table.columns());
		String name = this.vocabulary.sql(column.name());
		return new Check(constraintName(), new Expression(
				Kind.of(column.type()).map((kind) -> pick(kind.checks(name))).orElse(name + " is not null")));
	}

	private Schema withForeignKey(Schema schema) {
		for (Table referenced : shuffled(schema.tables())) {
			List<List<String>> keys = new ArrayList<>();
			if (referenced.primaryKey() != null) {
				keys.add(referenced.primaryKey().columns());
			}
			referenced.uniqueKeys().forEach((key) -> keys.add(key.columns()));
			if (keys.isEmpty()) {
				continue;
			}
			List<String> key = pick(keys);
			Table from = pick(schema.tables());
			List<Column> columns = new ArrayList<>(from.columns());
			List<String> names = new ArrayList<>();
			for (String column : key) {
				String name = name(from.withColumns(columns));
				names.add(name);
				columns.add(new Column(name, referenced.column(column).orElseThrow().type(), true, null, null, null,
						null, null));
			}
			Action onDelete = pick(List.of(Action.NO_ACTION, Action.CASCADE, Action.SET_NULL));
			ForeignKey foreignKey = new ForeignKey(constraintName(), names, referenced.name(), key, onDelete,
					Action.NO_ACTION, ForeignKey.Deferral.NOT_DEFERRABLE);
			return schema.mapTables((table) -> table.name().equals(from.name())
					? withForeignKeys(table.withColumns(columns), with(table.foreignKeys(), foreignKey)) : table);
		}
		return schema;
	}

	private Schema withOtherAction(Schema schema) {
		return inTable(schema, (table) -> withForeignKeys(table, table.foreignKeys()
			.stream()
			.map((key) -> new ForeignKey(key.name(), key.columns(), key.referencedTable(), key.referencedColumns(),
					pick(List.of(Action.NO_ACTION, Action.CASCADE, Action.SET_NULL)), key.onUpdate(), key.deferral()))
			.toList()));
	}

	private Schema withTable(Schema schema, Table table) {
		return schema.withTables(with(schema.tables(), table));
	}

	private Schema withSequence(Schema schema) {
		Sequence sequence = new Sequence(QualifiedName.of(name()), 1 + this.random.nextInt(3),
				pick(List.of(1L, 50L, 7L)));
		return new Schema(schema.schemas(), schema.tables(), with(schema.sequences(), sequence), schema.enumTypes());
	}

	private Schema withOtherStep(Schema schema) {
		List<Sequence> sequences = schema.sequences()
			.stream()
			.map((sequence) -> chance(2) ? new Sequence(sequence.name(), sequence.start(), pick(List.of(1L, 50L, 20L)))
					: sequence)
			.toList();
		return new Schema(schema.schemas(), schema.tables(), sequences, schema.enumTypes());
	}

	private Schema withEnumType(Schema schema) {
		EnumType type = new EnumType(QualifiedName.of(name()), values());
		return new Schema(schema.schemas(), schema.tables(), schema.sequences(), with(schema.enumTypes(), type));
	}

	private Schema withOtherValues(Schema schema) {
		return new Schema(schema.schemas(), schema.tables(), schema.sequences(),
				schema.enumTypes().stream().map((type) -> new EnumType(type.name(), values())).toList());
	}

	private List<String> values() {
		List<String> values = shuffled(List.of("NEW", "it's", "a;b", "${x}", "with \"quotes\"", "--", "zwei"));
		return values.subList(0, 1 + this.random.nextInt(values.size()));
	}

	private Schema withSchema(Schema schema) {
		Set<String> schemas = new HashSet<>(schema.schemas());
		schemas.add(name());
		return new Schema(schemas, schema.tables(), schema.sequences(), schema.enumTypes());
	}

	private Schema inTable(Schema schema, UnaryOperator<Table> function) {
		if (schema.tables().isEmpty()) {
			return schema;
		}
		Table chosen = pick(schema.tables());
		if (chosen.columns().isEmpty()) {
			return schema;
		}
		return schema.mapTables((table) -> table.name().equals(chosen.name()) ? function.apply(table) : table);
	}

	private Table inColumn(Table table, UnaryOperator<Column> function) {
		Column chosen = pick(table.columns());
		return table.withColumns(table.columns()
			.stream()
			.map((column) -> column.name().equals(chosen.name()) ? function.apply(column) : column)
			.toList());
	}

	private List<String> columns(Table table, int most) {
		List<String> names = shuffled(table.columns().stream().map(Column::name).toList());
		return names.subList(0, Math.min(names.size(), 1 + this.random.nextInt(most)));
	}

	private String comment() {
		if (chance(2)) {
			return chance(2) ? null : "";
		}
		return pick(List.of("a comment", "it's", "two\nlines", "${user.name}", "; drop table x; --", "/* */ -- \\ $$",
				"\uD83D\uDE00 & <b>", "go\n/\ngo"));
	}

	private String constraintName() {
		return chance(2) ? "" : name();
	}

	private String name(Table table) {
		// Another table may have a column of the same name.
		List<String> free = this.vocabulary.plainNames()
			.stream()
			.filter((name) -> table.column(name).isEmpty())
			.toList();
		String name = (free.isEmpty() || chance(3)) ? name() : pick(free);
		return table.column(name).isEmpty() ? name : name(table);
	}

	private String name() {
		String name = pick(chance(2) ? this.vocabulary.hostileNames() : this.vocabulary.plainNames());
		while (!this.usedNames.add(start(name))) {
			name = this.vocabulary.folded("n" + this.usedNames.size()) + "_" + name;
		}
		return name;
	}

	private static String start(String name) {
		// Two names must differ in more than the truncated part or, on some products,
		// case.
		String lower = name.toLowerCase(Locale.ROOT);
		return lower.substring(0, Math.min(lower.length(), 20));
	}

	private boolean chance(int of) {
		return this.random.nextInt(of) == 0;
	}

	private <T> T pick(List<T> items) {
		return items.get(this.random.nextInt(items.size()));
	}

	private <T> List<T> shuffled(List<T> items) {
		List<T> shuffled = new ArrayList<>(items);
		Collections.shuffle(shuffled, this.random);
		return shuffled;
	}

	private <T> List<T> without(List<T> items) {
		List<T> fewer = new ArrayList<>(items);
		if (!fewer.isEmpty()) {
			fewer.remove(this.random.nextInt(fewer.size()));
		}
		return fewer;
	}

	private static <T> List<T> with(List<T> items, T item) {
		List<T> more = new ArrayList<>(items);
		more.add(item);
		return more;
	}

	private static Table commented(Table table, String comment) {
		return new Table(table.name(), table.columns(), table.primaryKey(), table.uniqueKeys(), table.foreignKeys(),
				table.indexes(), table.checks(), comment);
	}

	static Table withPrimaryKey(Table table, PrimaryKey key) {
		return new Table(table.name(), table.columns(), key, table.uniqueKeys(), table.foreignKeys(), table.indexes(),
				table.checks(), table.comment());
	}

	static Table withUniqueKeys(Table table, List<UniqueKey> keys) {
		return new Table(table.name(), table.columns(), table.primaryKey(), keys, table.foreignKeys(), table.indexes(),
				table.checks(), table.comment());
	}

	static Table withForeignKeys(Table table, List<ForeignKey> keys) {
		return new Table(table.name(), table.columns(), table.primaryKey(), table.uniqueKeys(), keys, table.indexes(),
				table.checks(), table.comment());
	}

}
