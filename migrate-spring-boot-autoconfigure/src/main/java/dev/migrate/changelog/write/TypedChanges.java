package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.AlterSequence;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.Direction;
import dev.migrate.change.Drop;
import dev.migrate.change.FillColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.Element;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
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

	private final Element.Visitor<Optional<Node>> creation = new Creation();

	private final Element.Visitor<Optional<Node>> removal = new Removal();

	TypedChanges(StandardDdl ddl) {
		this.ddl = ddl;
	}

	@Override
	public Optional<Node> visit(Create change) {
		return change.element().accept(this.creation);
	}

	@Override
	public Optional<Node> visit(Drop change) {
		return change.element().accept(this.removal);
	}

	@Override
	public Optional<Node> visit(Replace change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(AlterColumn change) {
		String column = change.to().name();
		if (change.aspect() != AlterColumn.Aspect.NULLABILITY || !arePlain(change.table(), column)) {
			return Optional.empty();
		}
		String name = change.to().nullable() ? "dropNotNullConstraint" : "addNotNullConstraint";
		return Optional.of(ofTable(name, change.table()).with("columnName", name(column)));
	}

	@Override
	public Optional<Node> visit(FillColumn change) {
		return (change.direction() == Direction.BACKWARD) ? Optional.of(Node.of("empty")) : Optional.empty();
	}

	@Override
	public Optional<Node> visit(AlterEnumType change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(AlterSequence change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(AlterTableComment change) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> visit(RenameTable change) {
		return (arePlain(change.from()) && arePlain(change.to())) ? Optional.of(Node.of("renameTable", "oldTableName",
				name(change.from().name()), "newTableName", name(change.to().name()))) : Optional.empty();
	}

	@Override
	public Optional<Node> visit(RenameColumn change) {
		return arePlain(change.table(), change.from(), change.to())
				? Optional.of(ofTable("renameColumn", change.table()).with("oldColumnName", name(change.from()))
					.with("newColumnName", name(change.to())))
				: Optional.empty();
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
		return inOrder.equals(key.columns()) && key.clauses().isEmpty() && arePlain(List.of(key.name()));
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

	/**
	 * Renders the creation of elements.
	 */
	private final class Creation implements Element.Visitor<Optional<Node>> {

		@Override
		public Optional<Node> visit(Namespace schema) {
			return Optional.empty();
		}

		@Override
		public Optional<Node> visit(EnumType type) {
			return Optional.empty();
		}

		@Override
		public Optional<Node> visit(Sequence sequence) {
			return Optional.empty();
		}

		@Override
		public Optional<Node> visit(Table table) {
			boolean supported = arePlain(table.name())
					&& table.columns().stream().allMatch(TypedChanges.this::isSupported) && table.uniqueKeys().isEmpty()
					&& table.checks().isEmpty() && table.inserts().isEmpty() && isNone(table.comment())
					&& isSupported(table.primaryKey(), table);
			if (!supported) {
				return Optional.empty();
			}
			List<Node> columns = table.columns().stream().map((column) -> column(column, table.primaryKey())).toList();
			return Optional.of(ofTable("createTable", table.name()).withList("columns", columns));
		}

		@Override
		public Optional<Node> visit(QualifiedName table, Column column) {
			return (arePlain(table) && isSupported(column))
					? Optional.of(ofTable("addColumn", table).withList("columns", List.of(column(column, null))))
					: Optional.empty();
		}

		@Override
		public Optional<Node> visit(QualifiedName table, PrimaryKey key) {
			return key.clauses().isEmpty() ? TypedChanges.this.key("addPrimaryKey", table, key.name(), key.columns())
					: Optional.empty();
		}

		@Override
		public Optional<Node> visit(QualifiedName table, UniqueKey key) {
			return key.isPlain() ? key("addUniqueConstraint", table, key.name(), key.columns()) : Optional.empty();
		}

		@Override
		public Optional<Node> visit(QualifiedName table, ForeignKey key) {
			boolean supported = arePlain(table, key.name()) && arePlain(key.referencedTable())
					&& arePlain(key.columns()) && arePlain(key.referencedColumns()) && ACTIONS.contains(key.onDelete())
					&& ACTIONS.contains(key.onUpdate()) && key.deferral() == ForeignKey.Deferral.NOT_DEFERRABLE
					&& key.clauses().isEmpty();
			if (!supported) {
				return Optional.empty();
			}
			Node node = Node.of("addForeignKeyConstraint", "constraintName", name(key.name()), "baseTableName",
					name(table.name()), "baseColumnNames", names(key.columns()), "referencedTableName",
					name(key.referencedTable().name()), "referencedColumnNames", names(key.referencedColumns()));
			node = withAction(node, "onDelete", key.onDelete());
			return Optional.of(withAction(node, "onUpdate", key.onUpdate()));
		}

		@Override
		public Optional<Node> visit(QualifiedName table, Check check) {
			return Optional.empty();
		}

		@Override
		public Optional<Node> visit(QualifiedName table, Index index) {
			boolean supported = index.isPlain() && arePlain(table, index.name())
					&& (index.method() == null || index.method().equals("btree"))
					&& index.parts()
						.stream()
						.allMatch((part) -> part.column() != null && arePlain(List.of(part.column()))
								&& part.clauses().isEmpty());
			if (!supported) {
				return Optional.empty();
			}
			Node node = ofTable("createIndex", table).with("indexName", name(index.name()));
			return Optional.of((index.unique() ? node.with("unique", true) : node).withList("columns",
					index.parts().stream().map(TypedChanges.this::part).toList()));
		}

		@Override
		public Optional<Node> visit(DependentObjects objects) {
			return Optional.empty();
		}

	}

	/**
	 * Renders the removal of elements.
	 */
	private final class Removal implements Element.Visitor<Optional<Node>> {

		@Override
		public Optional<Node> visit(Namespace schema) {
			return Optional.empty();
		}

		@Override
		public Optional<Node> visit(EnumType type) {
			return Optional.empty();
		}

		@Override
		public Optional<Node> visit(Sequence sequence) {
			return arePlain(sequence.name())
					? Optional.of(Node.of("dropSequence", "sequenceName", name(sequence.name().name())))
					: Optional.empty();
		}

		@Override
		public Optional<Node> visit(Table table) {
			return arePlain(table.name()) ? Optional.of(ofTable("dropTable", table.name())) : Optional.empty();
		}

		@Override
		public Optional<Node> visit(QualifiedName table, Column column) {
			return arePlain(table, column.name())
					? Optional.of(ofTable("dropColumn", table).with("columnName", name(column.name())))
					: Optional.empty();
		}

		@Override
		public Optional<Node> visit(QualifiedName table, PrimaryKey key) {
			return dropConstraint("dropPrimaryKey", table, key.name());
		}

		@Override
		public Optional<Node> visit(QualifiedName table, UniqueKey key) {
			return dropConstraint("dropUniqueConstraint", table, key.name());
		}

		@Override
		public Optional<Node> visit(QualifiedName table, ForeignKey key) {
			String name = key.name();
			return (arePlain(table, name)) ? Optional.of(Node.of("dropForeignKeyConstraint", "baseTableName",
					name(table.name()), "constraintName", name(name))) : Optional.empty();
		}

		@Override
		public Optional<Node> visit(QualifiedName table, Check check) {
			return Optional.empty();
		}

		@Override
		public Optional<Node> visit(QualifiedName table, Index index) {
			String name = index.name();
			return (arePlain(table, name) && !index.isOfConstraint())
					? Optional.of(ofTable("dropIndex", table).with("indexName", name(name))) : Optional.empty();
		}

		@Override
		public Optional<Node> visit(DependentObjects objects) {
			return Optional.empty();
		}

	}

}
