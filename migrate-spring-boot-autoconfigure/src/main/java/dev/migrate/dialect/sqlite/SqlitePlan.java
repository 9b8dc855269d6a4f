package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.ElementChange;
import dev.migrate.change.FillColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.change.Unit;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Step;
import dev.migrate.dialect.Step.Action;
import dev.migrate.dialect.sqlite.SqliteDefinition.Clause;
import dev.migrate.dialect.sqlite.SqliteDefinition.Kind;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Combines the changes of a table that SQLite cannot carry out one by one into one that
 * recreates the table.
 */
final class SqlitePlan {

	private final SqliteDialect dialect;

	private final SqliteDdl ddl;

	private final Schema current;

	private final SqliteSources sources;

	/**
	 * The changes in the order in which they are carried out, with replacements divided.
	 */
	private final List<Change> changes = new ArrayList<>();

	private final Set<QualifiedName> created = new HashSet<>();

	private final Set<QualifiedName> dropped = new HashSet<>();

	/**
	 * The changes that recreate a table, by its name.
	 */
	private final Map<QualifiedName, List<Change>> rebuilt = new LinkedHashMap<>();

	private final List<Step> steps = new ArrayList<>();

	SqlitePlan(SqliteDialect dialect, SqliteDdl ddl, Changes changes, CatalogSchema current) {
		this.dialect = dialect;
		this.ddl = ddl;
		this.current = current.schema();
		this.sources = SqliteSources.of(current);
		for (Unit unit : changes.units(dialect.obstacles(current))) {
			unit.changes()
				.forEach((change) -> this.changes
					.addAll((change instanceof Replace replace) ? replace.halves() : List.of(change)));
		}
	}

	/**
	 * Return the steps.
	 * @return the steps, in order
	 */
	List<Step> steps() {
		for (Change change : this.changes) {
			if (change instanceof Create create && create.element() instanceof Table table) {
				this.created.add(table.name());
			}
			else if (change instanceof Drop drop && drop.element() instanceof Table table) {
				this.dropped.add(table.name());
			}
		}
		this.changes.forEach(this::collect);
		for (Change change : this.changes) {
			QualifiedName table = tableOf(change);
			List<Change> parts = (table != null) ? this.rebuilt.getOrDefault(table, List.of()) : List.of();
			if (!parts.contains(change)) {
				add(change);
			}
			else if (table != null && parts.get(parts.size() - 1) == change) {
				this.steps.add(rebuild(table, parts));
			}
		}
		return List.copyOf(this.steps);
	}

	private void collect(Change change) {
		QualifiedName table = tableOf(change);
		if (table == null || this.created.contains(table) || this.dropped.contains(table) || isAddedFirst(change)) {
			return;
		}
		boolean alone = isIndex(change) || isAddable(change);
		if (!alone || this.changes.stream()
			.anyMatch((other) -> table.equals(tableOf(other)) && !isIndex(other) && !isAddable(other))) {
			this.rebuilt.computeIfAbsent(table, (name) -> new ArrayList<>()).add(change);
		}
	}

	// Return whether a column is added before the table is recreated, so that its rows
	// get their values in between.
	private boolean isAddedFirst(Change change) {
		return isAddable(change) && this.changes.stream()
			.anyMatch((other) -> other instanceof FillColumn fill && fill.table().equals(tableOf(change)));
	}

	private static boolean isAddable(Change change) {
		return change instanceof Create create && create.part() instanceof Column column && SqliteDdl.isAddable(column);
	}

	private static boolean isIndex(Change change) {
		return change instanceof ElementChange element && element.part() instanceof Index;
	}

	private void add(Change change) {
		boolean isPart = tableOf(change) != null && !isIndex(change);
		boolean isInCreate = change instanceof ElementChange element && isPart
				&& this.created.contains(element.object());
		boolean isGone = change instanceof ElementChange element && isPart && this.dropped.contains(element.object());
		if (isInCreate || isGone) {
			return;
		}
		Action action = action(change);
		if (!action.statements().isEmpty()) {
			this.steps.add(new Step(List.of(action), true));
		}
	}

	private Action action(Change change) {
		if (change instanceof Drop drop && drop.element() instanceof Table table) {
			List<String> rollback = this.sources.find(table.name())
				.map(SqliteSource::statements)
				.orElseGet(() -> this.dialect.statements(drop.reverse()));
			return new Action(List.of(drop), this.dialect.statements(drop), rollback);
		}
		if (change instanceof Create create && create.element() instanceof Table table) {
			Create whole = Create.of(table.withForeignKeys(foreignKeysOf(table.name())));
			List<String> statements = (isRenamed(table.name()) ? Optional.<SqliteSource>empty()
					: this.sources.find(table.name()))
				.map(SqliteSource::statements)
				.orElseGet(() -> this.dialect.statements(whole));
			return new Action(withForeignKeys(create), statements, this.dialect.statements(whole.reverse()));
		}
		return Action.of(change, this.dialect);
	}

	private List<Change> withForeignKeys(Create create) {
		List<Change> changes = new ArrayList<>(List.of(create));
		this.changes.stream().filter((change) -> isForeignKeyOf(change, create.object())).forEach(changes::add);
		return changes;
	}

	private List<ForeignKey> foreignKeysOf(QualifiedName table) {
		return this.changes.stream()
			.filter((change) -> isForeignKeyOf(change, table))
			.map((change) -> (ForeignKey) Objects.requireNonNull(((Create) change).part()))
			.toList();
	}

	private static boolean isForeignKeyOf(Change change, QualifiedName table) {
		return change instanceof Create create && create.part() instanceof ForeignKey && create.object().equals(table);
	}

	private Step rebuild(QualifiedName name, List<Change> parts) {
		List<Action> actions = new ArrayList<>();
		SqliteSource from = sourceWithNewNames(name);
		for (Change added : this.changes.stream().filter((change) -> name.equals(tableOf(change))).toList()) {
			if (isAddedFirst(added)) {
				from = from.withCreate(apply(from, List.of(added)).create(this.ddl.identifiers().of(name.name())));
			}
		}
		for (Change part : parts) {
			if (part instanceof Drop drop && drop.part() instanceof Index index) {
				actions.add(Action.of(drop, this.dialect));
				from = from.withoutIndex(index.name());
			}
		}
		List<Change> rest = parts.stream().filter((part) -> !isIndex(part)).toList();
		SqliteSource to = from.withCreate(apply(from, rest).create(this.ddl.identifiers().of(name.name())));
		actions.add(new Action(rest, new SqliteRebuild(this.ddl.identifiers(), name, from, to).statements(),
				new SqliteRebuild(this.ddl.identifiers(), name, to, from).statements()));
		parts.stream()
			.filter((part) -> part instanceof Create && isIndex(part))
			.forEach((part) -> actions.add(Action.of(part, this.dialect)));
		return new Step(actions, !from.isEnforced());
	}

	private boolean isRenamed(QualifiedName table) {
		return this.changes.stream()
			.anyMatch((change) -> change instanceof RenameTable rename && rename.from().equals(table));
	}

	private SqliteSource sourceWithNewNames(QualifiedName name) {
		QualifiedName known = this.changes.stream()
			.filter((change) -> change instanceof RenameTable rename && rename.to().equals(name))
			.map((change) -> ((RenameTable) change).from())
			.findFirst()
			.orElse(name);
		SqliteSource source = this.sources.find(known)
			.orElseThrow(() -> new IllegalStateException("No definition of table " + name + " was read"));
		for (Change change : this.changes) {
			if (change instanceof RenameTable rename && rename.to().equals(name)) {
				source = source.renamed(rename.from().name(), this.ddl.identifiers().of(name.name()));
			}
			else if (change instanceof RenameColumn rename && rename.table().equals(name)) {
				source = source.renamed(rename.from(), this.ddl.identifiers().of(rename.to()));
			}
		}
		return source;
	}

	private SqliteDefinition apply(SqliteSource source, List<Change> parts) {
		SqliteDefinition definition = SqliteDefinition.parse(source.create());
		for (Change part : parts) {
			try {
				definition = apply(definition, part);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalStateException(
						"Cannot " + part.description() + ": " + ex.getMessage() + " in " + source.create(), ex);
			}
		}
		return definition;
	}

	private SqliteDefinition apply(SqliteDefinition definition, Change change) {
		if (change instanceof Create create && create.element() instanceof PartOfTable added) {
			return with(definition, added.part());
		}
		if (change instanceof Drop drop && drop.part() instanceof Column column) {
			return definition.withoutColumn(column.name());
		}
		if (change instanceof Drop drop && drop.element() instanceof PartOfTable gone) {
			return definition.without(clause(gone.table(), gone.part()));
		}
		if (change instanceof AlterColumn alter) {
			SqliteDefinition.Column column = definition.column(alter.to().name())
				.orElseThrow(() -> new IllegalArgumentException("there is no such column"));
			return definition.with(alter(column, alter));
		}
		throw new IllegalArgumentException("not supported");
	}

	private SqliteDefinition with(SqliteDefinition definition, TablePart part) {
		if (part instanceof Column column) {
			return definition.with(column(column));
		}
		if (part instanceof PrimaryKey key) {
			return definition.with(Clause.of(Kind.PRIMARY_KEY, this.ddl.definition(key)));
		}
		if (part instanceof UniqueKey key) {
			return definition.with(Clause.of(Kind.UNIQUE, this.ddl.definition(key)));
		}
		if (part instanceof ForeignKey key) {
			return definition.with(Clause.of(Kind.FOREIGN_KEY, this.ddl.definition(key)));
		}
		if (part instanceof Check check) {
			return definition.with(Clause.of(Kind.CHECK, this.ddl.definition(check)));
		}
		throw new IllegalArgumentException("not supported");
	}

	private Predicate<Clause> clause(QualifiedName owner, TablePart part) {
		if (part instanceof UniqueKey key) {
			return of(Kind.UNIQUE, key.columns());
		}
		if (part instanceof ForeignKey key) {
			return of(Kind.FOREIGN_KEY, key.columns())
				.and((clause) -> clause.expression().equals(key.referencedTable().name()));
		}
		if (part instanceof Check check) {
			Table table = this.current.table(owner).orElseThrow();
			return (clause) -> clause.kind() == Kind.CHECK
					&& SqliteExpressions.of(new Expression(clause.expression()), table, this.ddl.identifiers())
						.equals(check.condition());
		}
		return (clause) -> clause.kind() == Kind.PRIMARY_KEY;
	}

	private SqliteDefinition.Column alter(SqliteDefinition.Column column, AlterColumn change) {
		Column to = change.to();
		return switch (change.aspect()) {
			case TYPE -> column.withType(to.type().text());
			case NULLABILITY -> {
				SqliteDefinition.Column rest = column.without(Kind.NULL).without(Kind.NOT_NULL);
				yield to.nullable() ? rest : rest.with(Clause.of(Kind.NOT_NULL, "not null"));
			}
			case DEFAULT -> withDefault(column.without(Kind.DEFAULT), to.defaultValue());
			case IDENTITY -> to.isNumbered() ? column.withType(SqliteTypes.NUMBERED.text()) : column;
			case FORMULA -> withFormula(column.without(Kind.GENERATED), to);
			case COLLATION -> {
				SqliteDefinition.Column rest = column.without(Kind.COLLATE);
				String clause = this.ddl.collation(to.collation()).strip();
				yield clause.isEmpty() ? rest : rest.with(Clause.of(Kind.COLLATE, clause));
			}
			case COMMENT -> column;
		};
	}

	private SqliteDefinition.Column withDefault(SqliteDefinition.Column column, @Nullable Expression value) {
		return (value != null && value.isPresent()) ? column.with(Clause.of(Kind.DEFAULT, this.ddl.defaultOf(value)))
				: column;
	}

	private SqliteDefinition.Column withFormula(SqliteDefinition.Column column, Column to) {
		if (to.generatedAs() == null || !to.generatedAs().isPresent()) {
			return column;
		}
		// A column that is computed again gets all aspects of the desired one.
		SqliteDefinition.Column rest = column.withType(to.type().text())
			.without(Kind.DEFAULT)
			.without(Kind.NULL)
			.without(Kind.NOT_NULL)
			.with(Clause.of(Kind.GENERATED, this.ddl.formula(to)));
		return to.nullable() ? rest : rest.with(Clause.of(Kind.NOT_NULL, "not null"));
	}

	private SqliteDefinition.Column column(Column column) {
		// The clauses of a new column are rendered together with its type.
		return new SqliteDefinition.Column(column.name(), this.ddl.identifiers().of(column.name()),
				this.ddl.specification(column), List.of());
	}

	private static Predicate<Clause> of(Kind kind, List<String> columns) {
		return (clause) -> clause.kind() == kind && clause.columns().equals(columns);
	}

	/**
	 * Return the table that a change alters.
	 * @param change the change
	 * @return the table; {@code null} if SQLite has a statement for any such change
	 */
	private static @Nullable QualifiedName tableOf(Change change) {
		if (change instanceof ElementChange element) {
			return (element.part() != null) ? element.object() : null;
		}
		return (change instanceof AlterColumn alter) ? alter.table() : null;
	}

}
