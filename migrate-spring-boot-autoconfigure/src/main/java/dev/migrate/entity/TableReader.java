package dev.migrate.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Omission;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.unique.AlterTableUniqueIndexDelegate;
import org.hibernate.dialect.unique.SkipNullableUniqueDelegate;
import org.hibernate.dialect.unique.UniqueDelegate;
import org.hibernate.mapping.Selectable;
import org.hibernate.sql.ast.spi.StringBuilderSqlAppender;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of the mapping as Hibernate would create it, with the omissions and
 * differences of Hibernate's dialect.
 */
final class TableReader {

	private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

	private final Metadata metadata;

	private final Dialect dialect;

	private final CatalogNames names;

	private final SqlStringGenerationContext context;

	private final CheckReader checkReader;

	private final ImplicitNames implicitNames;

	private final ColumnOrder order;

	private final Omissions omissions;

	TableReader(Metadata metadata, CatalogNames names, SqlStringGenerationContext context, Omissions omissions) {
		this.omissions = omissions;
		this.metadata = metadata;
		this.dialect = metadata.getDatabase().getDialect();
		this.names = names;
		this.context = context;
		this.checkReader = new CheckReader(metadata, names, omissions);
		this.implicitNames = new ImplicitNames(metadata);
		this.order = new ColumnOrder(metadata);
	}

	Table read(org.hibernate.mapping.Table table) {
		List<Column> columns = new ArrayList<>();
		List<Check> checks = new ArrayList<>(this.checkReader.read(table));
		Map<List<String>, UniqueKey> uniqueKeys = new LinkedHashMap<>();
		List<Index> indexes = new ArrayList<>();
		PrimaryKey primaryKey = primaryKey(table);
		for (org.hibernate.mapping.Column column : this.order.of(table)) {
			ColumnDefinition definition = ColumnDefinition.parse(column.getSqlType(this.metadata));
			columns.add(column(table, column, definition));
			omit(table, column, definition);
			if (this.dialect.supportsColumnCheck()) {
				definition.checks()
					.forEach((check) -> checks.add(new Check(this.names.of(check.name()), check.condition())));
			}
			if (definition.unique()) {
				addUnique(uniqueKeys, "", List.of(this.names.of(column)));
			}
		}
		this.omissions.add(Omission.Kind.TABLE_OPTIONS, table, table.getOptions());
		this.omissions.add(Omission.Kind.TABLE_OPTIONS, table, table.getExtraDeclarations());
		readUniqueKeys(table, uniqueKeys, indexes);
		table.getIndexes().values().forEach((index) -> indexes.add(index(index)));
		return Table.of(this.names.of(table), columns)
			.withPrimaryKey(primaryKey)
			.withUniqueKeys(List.copyOf(uniqueKeys.values()))
			.withForeignKeys(foreignKeys(table))
			.withIndexes(indexes)
			.withChecks(checks)
			.withComment(comment(table.getComment()))
			.withInserts(inserts(table));
	}

	private void omit(org.hibernate.mapping.Table table, org.hibernate.mapping.Column column,
			ColumnDefinition definition) {
		this.omissions.add(Omission.Kind.COLUMN_CLAUSES, table, column, column.getOptions());
		definition.others()
			.forEach((clause) -> this.omissions.add(Omission.Kind.COLUMN_CLAUSES, table, column, clause));
		boolean primary = definition.primaryKey() && !table.isPrimaryKey(column);
		this.omissions.add(Omission.Kind.COLUMN_CLAUSES, table, column, primary ? "primary key" : null);
	}

	private List<String> inserts(org.hibernate.mapping.Table table) {
		return table.getInitCommands(this.context)
			.stream()
			.flatMap((command) -> Stream.of(command.initCommands()))
			.toList();
	}

	private Column column(org.hibernate.mapping.Table table, org.hibernate.mapping.Column column,
			ColumnDefinition definition) {
		boolean identity = column.isIdentity();
		Expression defaultValue = (column.getDefaultValue() != null && !identity)
				? new Expression(this.dialect.getColumnDefaultString(column.getDefaultValue()))
				: definition.defaultValue();
		Expression generatedAs = (column.getGeneratedAs() != null && !identity)
				? new Expression(column.getGeneratedAs()) : definition.generatedAs();
		boolean required = table.isPrimaryKey(column) || identity || definition.notNull()
				|| (!column.isNullable() && printsNotNull(column));
		return Column.of(this.names.of(column), new SqlType(definition.type()), !required)
			.withDefaultValue(defaultValue)
			.withIdentity((identity && definition.identity() == null) ? Identity.BY_DEFAULT
					: (definition.identity() != null) ? definition.identity() : Identity.NONE)
			.withGeneratedAs(generatedAs)
			.withCollation(collation(column, definition))
			.withComment(comment(column, definition))
			.withStorage(storage(column, definition));
	}

	private Column.@Nullable Storage storage(org.hibernate.mapping.Column column, ColumnDefinition definition) {
		if (column.getGeneratedAs() != null) {
			return storage(column.getGeneratedAs());
		}
		Expression formula = definition.generatedAs();
		if (formula == null || definition.storage() != null) {
			return definition.storage();
		}
		// If Hibernate has to specify that values are stored, they are virtual by
		// default.
		return (storage(formula.sql()) == Column.Storage.STORED) ? Column.Storage.VIRTUAL : null;
	}

	private Column.@Nullable Storage storage(String formula) {
		String clause = this.dialect.generatedAs(formula);
		if (clause.endsWith(" stored") || clause.endsWith(" persisted")) {
			return Column.Storage.STORED;
		}
		return clause.endsWith(" virtual") ? Column.Storage.VIRTUAL : null;
	}

	private boolean printsNotNull(org.hibernate.mapping.Column column) {
		return column.getGeneratedAs() == null || this.dialect.supportsNotNullAfterGeneratedAs()
				|| this.dialect.requiresNotNullBeforeDefault();
	}

	private static @Nullable String collation(org.hibernate.mapping.Column column, ColumnDefinition definition) {
		return (column.getCollation() != null) ? column.getCollation() : definition.collation();
	}

	private @Nullable String comment(org.hibernate.mapping.Column column, ColumnDefinition definition) {
		return (column.getComment() != null) ? comment(column.getComment()) : definition.comment();
	}

	/**
	 * Return the comment as the database will store it. Hibernate puts comments between
	 * quotes unescaped, so quotes and other special characters are already escaped in the
	 * mapping.
	 * @param comment the comment in the mapping
	 * @return the comment in the database, {@code null} if it is not defined
	 */
	private @Nullable String comment(@Nullable String comment) {
		if (comment == null) {
			return null;
		}
		StringBuilder backslash = new StringBuilder();
		this.dialect.appendLiteral(new StringBuilderSqlAppender(backslash), "\\");
		String text = comment.replace("''", "'");
		return (backslash.length() > 3) ? ESCAPE.matcher(text).replaceAll("$1") : text;
	}

	private @Nullable PrimaryKey primaryKey(org.hibernate.mapping.Table table) {
		if (!table.hasPrimaryKey()) {
			return null;
		}
		org.hibernate.mapping.UniqueKey named = table.getPrimaryKey().getOrderingUniqueKey();
		String name = (named != null && named.isNameExplicit()) ? this.names.of(named.getName()) : "";
		return new PrimaryKey(name, columnNames(this.order.of(table.getPrimaryKey())));
	}

	private void readUniqueKeys(org.hibernate.mapping.Table table, Map<List<String>, UniqueKey> uniqueKeys,
			List<Index> indexes) {
		for (org.hibernate.mapping.UniqueKey key : keys(table)) {
			boolean nullable = key.hasNullableColumn();
			List<String> columns = columnNames(key.getColumns());
			String name = key.isNameExplicit() ? this.names.of(key.getName()) : "";
			IndexOptions options = IndexOptions.parse(key.getOptions());
			Index index = Index.of(name, columns.stream().map(Index.Part::of).toList()).withUnique(true);
			if (needsUniqueIndex(nullable)) {
				indexes.add(index);
			}
			else if (options.areOfIndex()) {
				indexes.add(options.applyTo(index));
			}
			else if (hasUniqueKey(nullable) && isExported(key, table)) {
				addUnique(uniqueKeys, name, columns);
				if (!options.others().isEmpty()) {
					uniqueKeys.put(columns, new UniqueKey(name, columns, definition(key, options)));
				}
			}
		}
		// Hibernate adds the keys of unique columns to its metadata only when it exports.
		for (org.hibernate.mapping.Column column : table.getColumns()) {
			List<String> columns = List.of(this.names.of(column));
			if (column.isUnique() && !table.isPrimaryKey(column)) {
				if (needsUniqueIndex(column.isNullable())) {
					if (indexes.stream()
						.noneMatch((index) -> index.parts().equals(List.of(Index.Part.of(columns.get(0)))))) {
						indexes.add(Index.of("", List.of(Index.Part.of(columns.get(0)))).withUnique(true));
					}
				}
				else if (hasUniqueKey(column.isNullable())) {
					addUnique(uniqueKeys, "", columns);
				}
			}
		}
	}

	/**
	 * Return the unique keys that are not the primary key. Hibernate remembers one that
	 * is for the order of the primary key. That is reset, since on export it happens only
	 * after the primary key is written.
	 * @param table the table
	 * @return its unique keys
	 */
	private static Collection<org.hibernate.mapping.UniqueKey> keys(org.hibernate.mapping.Table table) {
		org.hibernate.mapping.PrimaryKey primaryKey = table.getPrimaryKey();
		if (primaryKey == null) {
			return table.getUniqueKeys().values();
		}
		org.hibernate.mapping.UniqueKey ordering = primaryKey.getOrderingUniqueKey();
		Collection<org.hibernate.mapping.UniqueKey> keys = table.getUniqueKeys().values();
		primaryKey.setOrderingUniqueKey(ordering);
		return keys;
	}

	private String definition(org.hibernate.mapping.UniqueKey key, IndexOptions options) {
		return "unique " + key.getColumns()
			.stream()
			.map((column) -> column.getQuotedName(this.dialect))
			.collect(Collectors.joining(", ", "(", ") ")) + options.others();
	}

	private static void addUnique(Map<List<String>, UniqueKey> uniqueKeys, String name, List<String> columns) {
		UniqueKey known = uniqueKeys.get(columns);
		if (known == null || known.name().isEmpty()) {
			uniqueKeys.put(columns, new UniqueKey(name, columns));
		}
	}

	private boolean isExported(org.hibernate.mapping.UniqueKey key, org.hibernate.mapping.Table table) {
		// If constraints cannot be added, Hibernate writes only those of single columns.
		UniqueDelegate delegate = this.dialect.getUniqueDelegate();
		org.hibernate.mapping.Column column = table.getColumn(key.getColumn(0));
		return (key.getColumnSpan() == 1 && column != null && column.isUnique())
				|| !delegate.getAlterTableToAddUniqueKeyCommand(key, this.metadata, this.context).isEmpty()
				|| !delegate.getTableCreationUniqueConstraintsFragment(table, this.context).isEmpty();
	}

	private boolean needsUniqueIndex(boolean nullable) {
		return this.dialect.getUniqueDelegate() instanceof AlterTableUniqueIndexDelegate
				&& (nullable || !this.dialect.supportsUniqueConstraints());
	}

	private boolean hasUniqueKey(boolean nullable) {
		return !nullable || !(this.dialect.getUniqueDelegate() instanceof SkipNullableUniqueDelegate);
	}

	private Index index(org.hibernate.mapping.Index index) {
		List<Index.Part> parts = new ArrayList<>();
		for (Selectable selectable : index.getSelectables()) {
			String order = index.getSelectableOrderMap().getOrDefault(selectable, "");
			boolean descending = order.strip().toLowerCase(Locale.ROOT).startsWith("desc");
			parts.add((selectable instanceof org.hibernate.mapping.Column column)
					? new Index.Part(this.names.of(column), Expression.NONE, descending)
					: new Index.Part(null, new Expression(selectable.getText(this.dialect)), descending));
		}
		String name = this.implicitNames.isComputed(index) ? "" : this.names.of(index.getName());
		return IndexOptions.parse(index.getOptions()).applyTo(Index.of(name, parts).withUnique(index.isUnique()));
	}

	private List<ForeignKey> foreignKeys(org.hibernate.mapping.Table table) {
		if (!this.dialect.hasAlterTable()) {
			return List.of();
		}
		return table.getForeignKeyCollection()
			.stream()
			.filter((key) -> key.isCreationEnabled() && key.isPhysicalConstraint())
			.map((key) -> foreignKey(key, table))
			.toList();
	}

	private ForeignKey foreignKey(org.hibernate.mapping.ForeignKey key, org.hibernate.mapping.Table table) {
		ForeignKeyClauses clauses = ForeignKeyClauses.parse(key.getKeyDefinition(), key.getOptions());
		this.omissions.add(Omission.Kind.FOREIGN_KEY_OPTIONS, table, clauses.others());
		List<org.hibernate.mapping.Column> columns = key.getColumns();
		List<org.hibernate.mapping.Column> referenced = key.getReferencedColumns();
		if (key.isReferenceToPrimaryKey()) {
			org.hibernate.mapping.PrimaryKey target = key.getReferencedTable().getPrimaryKey();
			referenced = this.order.of(target);
			columns = referenced.stream().map((column) -> key.getColumn(target.getColumns().indexOf(column))).toList();
		}
		String name = this.implicitNames.isComputed(key, table) ? "" : this.names.of(key.getName());
		return ForeignKey
			.of(name, columnNames(columns), this.names.of(key.getReferencedTable()), columnNames(referenced))
			.withOnDelete(onDelete(key, clauses))
			.withOnUpdate(clauses.onUpdate())
			.withDeferral(clauses.deferral());
	}

	private ForeignKey.Action onDelete(org.hibernate.mapping.ForeignKey key, ForeignKeyClauses clauses) {
		if (key.getOnDeleteAction() == null || !this.dialect.supportsCascadeDelete()) {
			return clauses.onDelete();
		}
		return switch (key.getOnDeleteAction()) {
			case CASCADE -> ForeignKey.Action.CASCADE;
			case SET_NULL -> ForeignKey.Action.SET_NULL;
			case SET_DEFAULT -> ForeignKey.Action.SET_DEFAULT;
			case RESTRICT -> ForeignKey.Action.RESTRICT;
			case NO_ACTION -> clauses.onDelete();
		};
	}

	private List<String> columnNames(List<org.hibernate.mapping.Column> columns) {
		return columns.stream().map(this.names::of).toList();
	}

}
