package dev.migrate.dialect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.NumberedColumn;
import dev.migrate.schema.Omission;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Brings every part of a schema into canonical form.
 */
public final class Canonicalizer {

	private static final Pattern NAME_OR_LITERAL = Pattern
		.compile("'(?:[^']|'')*'|[\"`]((?:[^\"`]|\"\"|``)*)[\"`]|([\\p{L}_][\\p{L}\\p{N}_$]*)");

	private final SchemaScope scope;

	private final Naming naming;

	private final UnaryOperator<Column> types;

	private final Map<String, Set<String>> names = new HashMap<>();

	/**
	 * Create a canonicalizer, to be used once.
	 * @param scope the schemas to read
	 * @param naming the naming rules of the product
	 * @param types brings the type of a column into canonical form
	 */
	public Canonicalizer(SchemaScope scope, Naming naming, UnaryOperator<Column> types) {
		this.scope = scope;
		this.naming = naming;
		this.types = types;
	}

	/**
	 * Bring a schema into canonical form.
	 * @param schema the schema
	 * @return the canonical form
	 */
	public Schema canonical(Schema schema) {
		Set<String> schemas = new TreeSet<>();
		schema.schemas().stream().map(this.naming::clip).forEach(schemas::add);
		schemas.remove(this.scope.defaultSchema());
		List<Sequence> sequences = schema.sequences()
			.stream()
			.map((sequence) -> sequence.withNames(name(sequence.name()),
					(sequence.owner() != null) ? name(sequence.owner()) : null))
			.map((sequence) -> sequence.withNumbers(sequence.numbers()
				.stream()
				.map((number) -> new NumberedColumn(name(number.table()), this.naming.clip(number.column())))
				.toList()))
			.toList();
		sequences.forEach((sequence) -> names(sequence.name()).add(sequence.name().name()));
		List<EnumType> enumTypes = schema.enumTypes()
			.stream()
			.map((type) -> new EnumType(name(type.name()), type.values(), type.columns()
				.stream()
				.map((column) -> new EnumType.TypedColumn(name(column.table()), this.naming.clip(column.column())))
				.toList()))
			.toList();
		schema.tables().forEach(this::take);
		List<Omission> omissions = schema.omissions()
			.stream()
			.map((omission) -> omission.withNames(name(omission.object()),
					(omission.column() != null) ? this.naming.clip(omission.column()) : null))
			.toList();
		return new Schema(schemas, schema.tables().stream().map(this::table).toList(), sequences, enumTypes, omissions);
	}

	private void take(Table table) {
		QualifiedName name = name(table.name());
		Set<String> taken = names(name);
		taken.add(name.name());
		if (table.primaryKey() != null) {
			taken.add(this.naming.clip(table.primaryKey().name()));
		}
		table.uniqueKeys().forEach((key) -> taken.add(this.naming.clip(key.name())));
		table.foreignKeys().forEach((key) -> taken.add(this.naming.clip(key.name())));
		table.checks().forEach((check) -> taken.add(this.naming.clip(check.name())));
		table.indexes().forEach((index) -> taken.add(this.naming.clip(index.name())));
	}

	private Table table(Table table) {
		QualifiedName name = name(table.name());
		PrimaryKey primaryKey = primaryKey(name, table.primaryKey());
		List<String> key = (primaryKey != null) ? primaryKey.columns() : List.of();
		List<Column> columns = table.columns().stream().map((column) -> column(column, key)).toList();
		List<UniqueKey> uniqueKeys = uniqueKeys(name, table.uniqueKeys(), key);
		List<ForeignKey> foreignKeys = table.foreignKeys()
			.stream()
			.map((foreign) -> foreignKey(name, foreign))
			.toList();
		List<Check> checks = table.checks().stream().map((check) -> check(name, check, columns)).toList();
		List<Index> indexes = table.indexes().stream().map((index) -> index(name, index)).toList();
		return table.withName(name)
			.withColumns(columns)
			.withPrimaryKey(primaryKey)
			.withUniqueKeys(uniqueKeys)
			.withForeignKeys(foreignKeys)
			.withIndexes(indexes)
			.withChecks(checks);
	}

	private Column column(Column column, List<String> primaryKey) {
		Column named = column.withName(this.naming.clip(column.name()));
		Column typed = this.types.apply(named);
		boolean required = primaryKey.contains(typed.name()) || typed.isNumbered();
		return required ? typed.withNullable(false) : typed;
	}

	private @Nullable PrimaryKey primaryKey(QualifiedName table, @Nullable PrimaryKey key) {
		if (key == null) {
			return null;
		}
		List<String> columns = clip(key.columns());
		return key.withNames(name(Naming.Kind.PRIMARY_KEY, table, key.name(), columns), columns);
	}

	private List<UniqueKey> uniqueKeys(QualifiedName table, List<UniqueKey> keys, List<String> primaryKey) {
		// Some products keep one of several equal keys, others all of them.
		Set<List<String>> columns = new HashSet<>();
		columns.add(primaryKey);
		return keys.stream()
			.filter((key) -> columns.add(clip(key.columns())))
			.map((key) -> uniqueKey(table, key))
			.toList();
	}

	private UniqueKey uniqueKey(QualifiedName table, UniqueKey key) {
		List<String> columns = clip(key.columns());
		return new UniqueKey(name(Naming.Kind.UNIQUE_KEY, table, key.name(), columns), columns, key.definition());
	}

	private ForeignKey foreignKey(QualifiedName table, ForeignKey key) {
		List<String> columns = clip(key.columns());
		return key.withName(name(Naming.Kind.FOREIGN_KEY, table, key.name(), columns))
			.withColumns(columns)
			.withReferencedTable(name(key.referencedTable()))
			.withReferencedColumns(clip(key.referencedColumns()));
	}

	private Check check(QualifiedName table, Check check, List<Column> columns) {
		if (!check.name().isEmpty()) {
			return check.withName(this.naming.clip(check.name()));
		}
		List<String> mentioned = mentioned(check.condition(), columns);
		return check.withName(name(Naming.Kind.CHECK, table, "", (mentioned.size() == 1) ? mentioned : List.of()));
	}

	private Index index(QualifiedName table, Index index) {
		List<Index.Part> parts = index.parts().stream().map(this::part).toList();
		List<String> columns = parts.stream().map((part) -> (part.column() != null) ? part.column() : "expr").toList();
		return index.withName(name(Naming.Kind.INDEX, table, index.name(), columns)).withParts(parts);
	}

	private Index.Part part(Index.Part part) {
		return (part.column() == null) ? part : part.with(this.naming.clip(part.column()), part.expression());
	}

	private String name(Naming.Kind kind, QualifiedName table, String name, List<String> columns) {
		if (!name.isEmpty()) {
			return this.naming.clip(name);
		}
		Set<String> taken = names(table);
		String chosen = this.naming.choose(kind, table.name(), columns, taken::contains);
		taken.add(chosen);
		return chosen;
	}

	private QualifiedName name(QualifiedName name) {
		String schema = (name.schema() != null) ? this.naming.clip(name.schema()) : null;
		return new QualifiedName(this.scope.defaultSchema().equals(schema) ? null : schema,
				this.naming.clip(name.name()));
	}

	private Set<String> names(QualifiedName name) {
		String schema = (name.schema() != null) ? name.schema() : this.scope.defaultSchema();
		return this.names.computeIfAbsent(schema, (key) -> new HashSet<>());
	}

	private List<String> clip(List<String> names) {
		return names.stream().map(this.naming::clip).toList();
	}

	private static List<String> mentioned(Expression condition, List<Column> columns) {
		Set<String> mentioned = new LinkedHashSet<>();
		Matcher matcher = NAME_OR_LITERAL.matcher(condition.sql());
		while (matcher.find()) {
			String quoted = matcher.group(1);
			String plain = matcher.group(2);
			columns.stream()
				.map(Column::name)
				.filter((name) -> name.equals(quoted) || name.equalsIgnoreCase(plain))
				.forEach(mentioned::add);
		}
		return List.copyOf(mentioned);
	}

}
