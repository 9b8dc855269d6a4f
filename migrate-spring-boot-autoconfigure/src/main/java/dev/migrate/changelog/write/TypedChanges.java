package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.change.Change;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.Direction;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.SchemaChange;
import dev.migrate.change.SequenceChange;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Renders a change as a Liquibase change type if every supported version generates the
 * same SQL as the dialect: for plain names in the default schema, types that Liquibase
 * keeps, and features that it supports. Other changes are rendered as SQL.
 */
final class TypedChanges implements Change.Visitor<Optional<Node>> {

	/**
	 * Defaults that mean the same in any context.
	 */
	private static final Pattern LITERAL = Pattern.compile("-?\\d+(\\.\\d+)?|'[\\w .,:/-]*'|true|false");

	private static final Set<ForeignKey.Action> ACTIONS = EnumSet.of(ForeignKey.Action.NO_ACTION,
			ForeignKey.Action.CASCADE, ForeignKey.Action.SET_NULL);

	private final StandardDdl ddl;

	TypedChanges(StandardDdl ddl) {
		this.ddl = ddl;
	}

	@Override
	public Optional<Node> visit(SchemaChange.CreateSchema change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(SchemaChange.DropSchema change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(EnumTypeChange.CreateEnumType change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(EnumTypeChange.DropEnumType change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(EnumTypeChange.AlterEnumType change) {
		return Optional.empty();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Liquibase adds {@code if not exists} on some products.
	 */
	@Override
	public Optional<Node> visit(SequenceChange.CreateSequence change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(SequenceChange.DropSequence change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(SequenceChange.AlterSequence change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(TableChange.CreateTable change) {
		Table table = change.table();
		boolean supported = arePlain(table.name()) && table.columns().stream().allMatch(this::isSupported)
				&& table.uniqueKeys().isEmpty() && table.checks().isEmpty() && table.inserts().isEmpty()
				&& isNone(table.comment()) && isSupported(table.primaryKey(), table);
		if (!supported) {
			return Optional.empty();
		}
		List<Node> columns = table.columns().stream().map((column) -> column(column, table.primaryKey())).toList();
		return Optional.of(ofTable("createTable", table.name()).withList("columns", columns));
	}

	@Override
	public Optional<Node> visit(TableChange.DropTable change) {
		QualifiedName table = change.table().name();
		return arePlain(table) ? Optional.of(ofTable("dropTable", table)) : Optional.empty();
	}

	@Override
	public Optional<Node> visit(TableChange.AlterTableComment change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(ColumnChange.AddColumn change) {
		return (arePlain(change.table()) && isSupported(change.column())) ? Optional
			.of(ofTable("addColumn", change.table()).withList("columns", List.of(column(change.column(), null))))
				: Optional.empty();
	}

	@Override
	public Optional<Node> visit(ColumnChange.DropColumn change) {
		String column = change.column().name();
		return arePlain(change.table(), column)
				? Optional.of(ofTable("dropColumn", change.table()).with("columnName", name(column)))
				: Optional.empty();
	}

	@Override
	public Optional<Node> visit(ColumnChange.AlterColumn change) {
		String column = change.to().name();
		if (change.aspect() != ColumnChange.Aspect.NULLABILITY || !arePlain(change.table(), column)) {
			return Optional.empty();
		}
		String name = change.to().nullable() ? "dropNotNullConstraint" : "addNotNullConstraint";
		return Optional.of(ofTable(name, change.table()).with("columnName", name(column)));
	}

	@Override
	public Optional<Node> visit(ColumnChange.FillColumn change) {
		return (change.direction() == Direction.BACKWARD) ? Optional.of(Node.of("empty")) : Optional.empty();
	}

	@Override
	public Optional<Node> visit(TableChange.RenameTable change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(ColumnChange.RenameColumn change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(ConstraintChange.AddPrimaryKey change) {
		return key("addPrimaryKey", change.table(), change.key().name(), change.key().columns());
	}

	@Override
	public Optional<Node> visit(ConstraintChange.DropPrimaryKey change) {
		return dropConstraint("dropPrimaryKey", change.table(), change.key().name());
	}

	@Override
	public Optional<Node> visit(ConstraintChange.AddUniqueKey change) {
		return change.key().isPlain()
				? key("addUniqueConstraint", change.table(), change.key().name(), change.key().columns())
				: Optional.empty();
	}

	@Override
	public Optional<Node> visit(ConstraintChange.DropUniqueKey change) {
		return dropConstraint("dropUniqueConstraint", change.table(), change.key().name());
	}

	@Override
	public Optional<Node> visit(ConstraintChange.AddForeignKey change) {
		ForeignKey key = change.key();
		boolean supported = arePlain(change.table(), key.name()) && arePlain(key.referencedTable())
				&& arePlain(key.columns()) && arePlain(key.referencedColumns()) && ACTIONS.contains(key.onDelete())
				&& ACTIONS.contains(key.onUpdate()) && key.deferral() == ForeignKey.Deferral.NOT_DEFERRABLE;
		if (!supported) {
			return Optional.empty();
		}
		Node node = Node.of("addForeignKeyConstraint", "constraintName", name(key.name()), "baseTableName",
				name(change.table().name()), "baseColumnNames", names(key.columns()), "referencedTableName",
				name(key.referencedTable().name()), "referencedColumnNames", names(key.referencedColumns()));
		node = withAction(node, "onDelete", key.onDelete());
		return Optional.of(withAction(node, "onUpdate", key.onUpdate()));
	}

	@Override
	public Optional<Node> visit(ConstraintChange.DropForeignKey change) {
		String name = change.key().name();
		return (arePlain(change.table(), name)) ? Optional.of(Node.of("dropForeignKeyConstraint", "baseTableName",
				name(change.table().name()), "constraintName", name(name))) : Optional.empty();
	}

	@Override
	public Optional<Node> visit(ConstraintChange.AddCheck change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(ConstraintChange.DropCheck change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(IndexChange.CreateIndex change) {
		Index index = change.index();
		boolean supported = index.isPlain() && arePlain(change.table(), index.name())
				&& (index.method() == null || index.method().equals("btree"))
				&& index.parts().stream().allMatch((part) -> part.column() != null && arePlain(List.of(part.column())));
		if (!supported) {
			return Optional.empty();
		}
		Node node = ofTable("createIndex", change.table()).with("indexName", name(index.name()));
		return Optional.of((index.unique() ? node.with("unique", true) : node).withList("columns",
				index.parts().stream().map(this::part).toList()));
	}

	@Override
	public Optional<Node> visit(IndexChange.DropIndex change) {
		String name = change.index().name();
		return (arePlain(change.table(), name) && !change.index().isOfConstraint())
				? Optional.of(ofTable("dropIndex", change.table()).with("indexName", name(name))) : Optional.empty();
	}

	@Override
	public Optional<Node> visit(TableChange.RebuildTable change) {
		return Optional.empty();
	}

	private boolean isSupported(Column column) {
		return arePlain(List.of(column.name())) && this.ddl.isKeptByLiquibase(column.type()) && !column.isGenerated()
				&& isNone(column.collation()) && isNone(column.comment()) && isSupported(column.defaultValue())
				&& isSupported(column.identity());
	}

	private boolean isSupported(@Nullable Expression defaultValue) {
		return defaultValue == null || !defaultValue.isPresent() || LITERAL.matcher(defaultValue.sql()).matches();
	}

	private boolean isSupported(@Nullable Identity identity) {
		return identity == null || !identity.isPresent() || this.ddl.isKeptByLiquibase(identity);
	}

	private boolean isSupported(@Nullable PrimaryKey key, Table table) {
		if (key == null) {
			return true;
		}
		List<String> inOrder = table.columns().stream().map(Column::name).filter(key.columns()::contains).toList();
		return inOrder.equals(key.columns()) && arePlain(List.of(key.name()));
	}

	private Node column(Column column, @Nullable PrimaryKey key) {
		Node node = Node.of("column", "name", name(column.name()), "type", column.type().text());
		if (column.isNumbered()) {
			node = node.with("autoIncrement", true);
		}
		else if (column.hasDefault()) {
			node = node.with("defaultValueComputed", column.defaultOrNone().sql());
		}
		if (key != null && key.columns().contains(column.name())) {
			return node.withChild(
					Node.of("constraints", "nullable", false, "primaryKey", true, "primaryKeyName", name(key.name())));
		}
		return column.nullable() ? node : node.withChild(Node.of("constraints", "nullable", false));
	}

	private Node part(Index.Part part) {
		Node node = Node.of("column", "name", name(String.valueOf(part.column())));
		return part.descending() ? node.with("descending", true) : node;
	}

	private Optional<Node> key(String kind, QualifiedName table, String name, List<String> columns) {
		return (arePlain(table, name) && arePlain(columns))
				? Optional
					.of(ofTable(kind, table).with("columnNames", names(columns)).with("constraintName", name(name)))
				: Optional.empty();
	}

	private Optional<Node> dropConstraint(String kind, QualifiedName table, String name) {
		return arePlain(table, name) ? Optional.of(ofTable(kind, table).with("constraintName", name(name)))
				: Optional.empty();
	}

	private Node ofTable(String kind, QualifiedName table) {
		return Node.of(kind, "tableName", name(table.name()));
	}

	private static Node withAction(Node node, String event, ForeignKey.Action action) {
		return (action != ForeignKey.Action.NO_ACTION) ? node.with(event, action.name().replace('_', ' ')) : node;
	}

	private boolean arePlain(QualifiedName table, String... names) {
		// With a schema, Liquibase applies case rules of its own.
		return table.schema() == null && arePlain(Stream.concat(Stream.of(table.name()), Stream.of(names)).toList());
	}

	private boolean arePlain(Collection<String> names) {
		return names.stream().allMatch((name) -> !name.isEmpty() && this.ddl.identifiers().isPlain(name));
	}

	private String name(String name) {
		return this.ddl.identifiers().of(name);
	}

	private String names(List<String> names) {
		List<String> result = new ArrayList<>();
		names.forEach((name) -> result.add(name(name)));
		return String.join(", ", result);
	}

	private static boolean isNone(@Nullable String text) {
		return text == null || text.isEmpty();
	}

}
