package dev.migrate.laws.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.migrate.laws.random.Vocabulary.Feature;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * A filter that removes invalid objects from a schema, such as those whose columns are
 * missing.
 */
final class Validity {

	private final Vocabulary vocabulary;

	Validity(Vocabulary vocabulary) {
		this.vocabulary = vocabulary;
	}

	Schema of(Schema schema) {
		Set<String> schemas = has(Feature.SCHEMAS) ? schema.schemas() : Set.of();
		List<Sequence> sequences = has(Feature.SEQUENCES) ? schema.sequences() : List.of();
		Schema possible = new Schema(schemas, schema.tables(), sequences,
				has(Feature.ENUM_TYPES) ? schema.enumTypes() : List.of());
		List<Table> tables = possible.tables()
			.stream()
			.filter((table) -> !table.columns().isEmpty())
			.filter((table) -> table.name().schema() == null || schemas.contains(table.name().schema()))
			.map((table) -> withoutForeignKeys(possible, table))
			.toList();
		Schema settled = possible.withTables(tables);
		return settled.mapTables((table) -> withForeignKeys(settled, table));
	}

	private Table withoutForeignKeys(Schema schema, Table table) {
		List<Column> typed = table.columns().stream().map((column) -> typed(schema, column)).toList();
		Table plain = table.withColumns(typed);
		List<Column> columns = new ArrayList<>();
		boolean numbered = false;
		for (Column column : typed) {
			Column valid = withGenerationExpression(plain, column);
			if (valid.identity() != null && valid.identity().isPresent()) {
				boolean inKey = table.primaryKey() != null && table.primaryKey().columns().contains(valid.name());
				if (numbered || !(inKey || has(Feature.FREE_IDENTITIES))) {
					valid = valid.withIdentity(Identity.NONE);
				}
				numbered = true;
			}
			columns.add(valid);
		}
		Table valid = plain.withColumns(columns);
		PrimaryKey key = (table.primaryKey() != null && areKeyColumns(valid, table.primaryKey().columns()))
				? table.primaryKey() : null;
		return new Table(table.name(), columns, key,
				distinct(table.uniqueKeys().stream().filter((unique) -> isPossible(valid, key, unique)).toList(),
						(unique) -> Set.copyOf(unique.columns())),
				table.foreignKeys(),
				distinct(table.indexes()
					.stream()
					.filter((index) -> isPossible(valid, index) && !isKey(valid, index))
					.toList(), Index::parts),
				distinct(table.checks().stream().filter((check) -> isPossible(valid, check)).toList(),
						Check::condition),
				has(Feature.COMMENTS) ? table.comment() : null);
	}

	private Column typed(Schema schema, Column column) {
		Optional<Kind> kind = Kind.of(column.type());
		boolean exists = kind.isPresent() || schema.enumTypes()
			.stream()
			.anyMatch((type) -> column.type().text().equals(this.vocabulary.sql(type.name().name())));
		if (!exists) {
			return typed(schema, column.withType(new SqlType("integer")));
		}
		Column valid = has(Feature.COMMENTS) ? column : column.withComment(null);
		Expression defaultValue = column.defaultValue();
		if (defaultValue != null && defaultValue.isPresent()
				&& (kind.isEmpty() || !isKnown(kind.get(), defaultValue))) {
			valid = valid.withDefaultValue(Expression.NONE);
		}
		if (valid.identity() != null && valid.identity().isPresent()) {
			boolean fits = kind.isPresent() && kind.get() == Kind.WHOLE;
			valid = fits ? valid.withDefaultValue(null).withGeneratedAs(Expression.NONE)
					: valid.withIdentity(Identity.NONE);
		}
		return valid;
	}

	private boolean isKnown(Kind kind, Expression defaultValue) {
		boolean moment = kind == Kind.DAY || kind == Kind.INSTANT;
		return kind.defaults().contains(defaultValue.sql()) && (!moment || has(Feature.MOMENTS));
	}

	private boolean isPossible(Table table, PrimaryKey primaryKey, UniqueKey unique) {
		boolean same = primaryKey != null && Set.copyOf(primaryKey.columns()).equals(Set.copyOf(unique.columns()));
		return exist(table, unique.columns()) && (!same || has(Feature.SAME_KEYS));
	}

	private Column withGenerationExpression(Table table, Column column) {
		if (!column.isGenerated()) {
			return column;
		}
		boolean possible = has(Feature.FORMULAS) && table.columns()
			.stream()
			.filter((base) -> !base.isGenerated() && !base.name().equals(column.name())
					&& base.type().equals(column.type()))
			.anyMatch((base) -> Kind.of(base.type())
				.filter((kind) -> kind.generationExpressions(this.vocabulary.sql(base.name()))
					.contains(String.valueOf(column.generatedAs())))
				.isPresent());
		return possible ? column.withDefaultValue(Expression.NONE).withIdentity(Identity.NONE)
				: column.withGeneratedAs(Expression.NONE);
	}

	private Table withForeignKeys(Schema schema, Table table) {
		List<ForeignKey> keys = table.foreignKeys()
			.stream()
			.filter((key) -> has(Feature.FOREIGN_KEYS) && isPossible(schema, table, key))
			.map((key) -> new ForeignKey(key.name(), key.columns(), key.referencedTable(), key.referencedColumns(),
					(key.onDelete() != ForeignKey.Action.SET_NULL || areNullable(table, key.columns())) ? key.onDelete()
							: ForeignKey.Action.NO_ACTION,
					key.onUpdate(), key.deferral()))
			.toList();
		return RandomSchemas.withForeignKeys(table, distinct(keys, (key) -> Set.copyOf(key.columns())));
	}

	private static boolean areNullable(Table table, List<String> names) {
		PrimaryKey key = table.primaryKey();
		return names.stream()
			.allMatch((name) -> table.column(name).orElseThrow().nullable()
					&& (key == null || !key.columns().contains(name)));
	}

	private static boolean isPossible(Schema schema, Table table, ForeignKey key) {
		Table referenced = schema.table(key.referencedTable()).orElse(null);
		if (referenced == null || !areKeyColumns(table, key.columns())
				|| !areKeyColumns(referenced, key.referencedColumns())) {
			return false;
		}
		boolean isKey = (referenced.primaryKey() != null
				&& referenced.primaryKey().columns().equals(key.referencedColumns()))
				|| referenced.uniqueKeys().stream().map(UniqueKey::columns).anyMatch(key.referencedColumns()::equals);
		// Foreign keys do not survive when a type is recreated.
		boolean isPlain = types(table, key.columns()).stream().allMatch((type) -> Kind.of(type).isPresent());
		return isKey && isPlain && types(table, key.columns()).equals(types(referenced, key.referencedColumns()));
	}

	private boolean isPossible(Table table, Index index) {
		return !index.parts().isEmpty()
				&& index.parts()
					.stream()
					.allMatch((part) -> (part.column() != null) ? table.column(part.column()).isPresent()
							: isKnown(table, part.expression(), true))
				&& (!index.where().isPresent() || isKnown(table, index.where(), false));
	}

	private static boolean isKey(Table table, Index index) {
		// On one product the key uses the index, which then cannot be dropped alone.
		Set<String> columns = new HashSet<>();
		index.parts().forEach((part) -> columns.add(part.column()));
		return index.unique()
				&& ((table.primaryKey() != null && columns.equals(Set.copyOf(table.primaryKey().columns())))
						|| table.uniqueKeys().stream().anyMatch((key) -> columns.equals(Set.copyOf(key.columns()))));
	}

	private boolean isPossible(Table table, Check check) {
		return has(Feature.CHECKS) && (isKnown(table, check.condition(), false) || table.columns()
			.stream()
			.anyMatch((column) -> Kind.of(column.type()).isEmpty()
					&& check.condition().sql().equals(this.vocabulary.sql(column.name()) + " is not null")));
	}

	private boolean isKnown(Table table, Expression expression, boolean generated) {
		return table.columns().stream().filter((column) -> !column.isGenerated()).anyMatch((column) -> {
			String name = this.vocabulary.sql(column.name());
			return Kind.of(column.type())
				.filter((kind) -> (generated ? kind.generationExpressions(name) : kind.checks(name))
					.contains(expression.sql()))
				.isPresent();
		});
	}

	private static boolean exist(Table table, List<String> columns) {
		return !columns.isEmpty() && columns.stream().allMatch((column) -> table.column(column).isPresent());
	}

	private static boolean areKeyColumns(Table table, List<String> columns) {
		return !columns.isEmpty() && columns.stream()
			.allMatch((column) -> table.column(column).filter((found) -> !found.isGenerated()).isPresent());
	}

	private static List<SqlType> types(Table table, List<String> columns) {
		return columns.stream().map((column) -> table.column(column).orElseThrow().type()).toList();
	}

	private static <T> List<T> distinct(List<T> items, Function<T, Object> key) {
		Set<Object> seen = new HashSet<>();
		return items.stream().filter((item) -> seen.add(key.apply(item))).toList();
	}

	private boolean has(Feature feature) {
		return this.vocabulary.has(feature);
	}

}
