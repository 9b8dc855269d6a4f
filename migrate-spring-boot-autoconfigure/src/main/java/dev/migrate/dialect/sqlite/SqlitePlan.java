package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.Phase;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.ExecutableChanges;
import dev.migrate.dialect.sqlite.SqliteDefinition.Clause;
import dev.migrate.dialect.sqlite.SqliteDefinition.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Combines the changes of a table that SQLite cannot carry out one by one into one that
 * recreates the table.
 */
final class SqlitePlan {

	private final SqliteDdl ddl;

	private final Changes changes;

	private final Schema current;

	private final SqliteSources sources;

	private final Map<Change, ExecutableChanges.Script> scripts = new HashMap<>();

	SqlitePlan(SqliteDdl ddl, Changes changes, CatalogSchema current) {
		this.ddl = ddl;
		this.changes = changes;
		this.current = current.schema();
		this.sources = SqliteSources.of(current);
	}

	/**
	 * Return the executable changes.
	 * @return the changes
	 */
	ExecutableChanges executable() {
		Set<QualifiedName> dropped = new HashSet<>();
		Map<QualifiedName, List<ForeignKey>> created = new LinkedHashMap<>();
		for (Change change : this.changes) {
			if (change instanceof TableChange.DropTable drop) {
				dropped.add(drop.table().name());
			}
			else if (change instanceof TableChange.CreateTable create) {
				created.put(create.table().name(), new ArrayList<>());
			}
		}
		List<Change> executable = new ArrayList<>();
		Map<QualifiedName, List<Change>> parts = new LinkedHashMap<>();
		for (Change change : this.changes) {
			QualifiedName table = tableOf(change);
			if (change instanceof ConstraintChange.AddForeignKey add && created.containsKey(add.table())) {
				created.get(add.table()).add(add.key());
			}
			else if (table == null) {
				executable.add(change);
			}
			else if (!dropped.contains(table)) {
				parts.computeIfAbsent(table, (name) -> new ArrayList<>()).add(change);
			}
		}
		executable.replaceAll((change) -> (change instanceof TableChange.CreateTable create)
				? new TableChange.CreateTable(
						create.table().withForeignKeys(created.getOrDefault(create.table().name(), List.of())))
				: change);
		parts.forEach((table, changes) -> executable.addAll(executable(table, changes)));
		executable.forEach(this::keepSource);
		return new ExecutableChanges(Changes.of(executable), this.scripts);
	}

	private void keepSource(Change change) {
		if (change instanceof TableChange.DropTable drop) {
			this.sources.find(drop.table().name())
				.ifPresent((source) -> this.scripts.put(drop.reverse(), source.script()));
		}
		else if (change instanceof TableChange.CreateTable create && !isRenamed(create.table().name())) {
			this.sources.find(create.table().name()).ifPresent((source) -> this.scripts.put(create, source.script()));
		}
	}

	private List<Change> executable(QualifiedName name, List<Change> parts) {
		boolean later = parts.stream()
			.anyMatch((part) -> part instanceof ColumnChange.AlterColumn alter && alter.phase() == Phase.FILL_COLUMNS);
		List<Change> added = parts.stream()
			.filter((part) -> part instanceof ColumnChange.AddColumn add && SqliteDdl.isAddable(add.column()))
			.toList();
		if (added.size() == parts.size()) {
			return added;
		}
		List<Change> executable = new ArrayList<>();
		SqliteSource from = sourceWithNewNames(name);
		List<Change> rest = new ArrayList<>(parts);
		if (later) {
			// The rows get their values after the column is added and before the table is
			// recreated.
			executable.addAll(added);
			rest.removeAll(added);
			from = from.withCreate(apply(from, added).create(this.ddl.identifiers().of(name.name())));
		}
		SqliteSource to = from.withCreate(apply(from, rest).create(this.ddl.identifiers().of(name.name())));
		Change rebuild = new TableChange.RebuildTable(name, rest, later ? Phase.FILL_COLUMNS : Phase.ALTER);
		this.scripts.put(rebuild, new SqliteRebuild(this.ddl.identifiers(), name, from, to).script());
		this.scripts.put(rebuild.reverse(), new SqliteRebuild(this.ddl.identifiers(), name, to, from).script());
		executable.add(rebuild);
		return executable;
	}

	private boolean isRenamed(QualifiedName table) {
		return this.changes.stream()
			.anyMatch((change) -> change instanceof TableChange.RenameTable rename && rename.from().equals(table));
	}

	private SqliteSource sourceWithNewNames(QualifiedName name) {
		QualifiedName known = this.changes.stream()
			.filter((change) -> change instanceof TableChange.RenameTable rename && rename.to().equals(name))
			.map((change) -> ((TableChange.RenameTable) change).from())
			.findFirst()
			.orElse(name);
		SqliteSource source = this.sources.find(known)
			.orElseThrow(() -> new IllegalStateException("No definition of table " + name + " was read"));
		for (Change change : this.changes) {
			if (change instanceof IndexChange.DropIndex drop && drop.table().equals(name)) {
				source = source.withoutIndex(drop.index().name());
			}
			else if (change instanceof TableChange.RenameTable rename && rename.to().equals(name)) {
				source = source.renamed(rename.from().name(), this.ddl.identifiers().of(name.name()));
			}
			else if (change instanceof ColumnChange.RenameColumn rename && rename.table().equals(name)) {
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
		if (change instanceof ConstraintChange constraint) {
			return apply(definition, constraint);
		}
		if (change instanceof ColumnChange.AddColumn add) {
			return definition.with(column(add.column()));
		}
		if (change instanceof ColumnChange.DropColumn drop) {
			return definition.withoutColumn(drop.column().name());
		}
		if (change instanceof ColumnChange.AlterColumn alter) {
			SqliteDefinition.Column column = definition.column(alter.to().name())
				.orElseThrow(() -> new IllegalArgumentException("there is no such column"));
			return definition.with(alter(column, alter));
		}
		throw new IllegalArgumentException("no way is known");
	}

	private SqliteDefinition apply(SqliteDefinition definition, ConstraintChange change) {
		if (change instanceof ConstraintChange.AddPrimaryKey add) {
			return definition.with(Clause.of(Kind.PRIMARY_KEY, this.ddl.definition(add.key())));
		}
		if (change instanceof ConstraintChange.AddUniqueKey add) {
			return definition.with(Clause.of(Kind.UNIQUE, this.ddl.definition(add.key())));
		}
		if (change instanceof ConstraintChange.AddForeignKey add) {
			return definition.with(Clause.of(Kind.FOREIGN_KEY, this.ddl.definition(add.key())));
		}
		if (change instanceof ConstraintChange.AddCheck add) {
			return definition.with(Clause.of(Kind.CHECK, this.ddl.definition(add.check())));
		}
		return definition.without(dropped(change));
	}

	private Predicate<Clause> dropped(ConstraintChange change) {
		if (change instanceof ConstraintChange.DropUniqueKey drop) {
			return of(Kind.UNIQUE, drop.key().columns());
		}
		if (change instanceof ConstraintChange.DropForeignKey drop) {
			return of(Kind.FOREIGN_KEY, drop.key().columns())
				.and((clause) -> clause.expression().equals(drop.key().referencedTable().name()));
		}
		if (change instanceof ConstraintChange.DropCheck drop) {
			Table table = this.current.table(drop.table()).orElseThrow();
			return (clause) -> clause.kind() == Kind.CHECK
					&& SqliteExpressions.of(new Expression(clause.expression()), table, this.ddl.identifiers())
						.equals(drop.check().condition());
		}
		return (clause) -> clause.kind() == Kind.PRIMARY_KEY;
	}

	private SqliteDefinition.Column alter(SqliteDefinition.Column column, ColumnChange.AlterColumn change) {
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
	 * Return the table whose definition a change alters.
	 * @param change the change
	 * @return the table; {@code null} if SQLite has a statement for it
	 */
	private static @Nullable QualifiedName tableOf(Change change) {
		if (change instanceof ConstraintChange constraint) {
			return constraint.table();
		}
		if (change instanceof ColumnChange.AddColumn add) {
			return add.table();
		}
		if (change instanceof ColumnChange.DropColumn drop) {
			return drop.table();
		}
		return (change instanceof ColumnChange.AlterColumn alter) ? alter.table() : null;
	}

}
