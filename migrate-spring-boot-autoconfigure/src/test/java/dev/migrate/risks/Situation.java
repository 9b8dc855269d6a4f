package dev.migrate.risks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Step;
import dev.migrate.dialect.Step.Action;
import dev.migrate.dialect.registry.Dialects;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;

/**
 * A database with the tables that a change is about to change.
 *
 * @param database the database
 * @param dialect its dialect
 * @param scope its default schema
 * @param current its schema, as the dialect reads it
 */
record Situation(TestDatabase database, Dialect dialect, SchemaScope scope, CatalogSchema current) {

	/**
	 * Create the tables.
	 * @param database an empty database
	 * @param model the tables, types and sequences
	 * @return the situation
	 * @throws SQLException if the database refuses them
	 */
	static Situation of(TestDatabase database, Model model) throws SQLException {
		try (Connection connection = database.connect()) {
			Dialect dialect = Dialects.find(connection.getMetaData()).orElseThrow();
			SchemaScope scope = dialect.scope(connection, "", List.of());
			CatalogSchema empty = dialect.read(connection, scope);
			Changes changes = Changes.of(model.creation(dialect.canonical(model.schema(), scope), database.product()));
			for (Step step : dialect.plan(changes, empty)) {
				for (Action action : step.actions()) {
					database.execute(action.statements().toArray(String[]::new));
				}
			}
			CatalogSchema read = dialect.read(connection, scope);
			return new Situation(database, dialect, scope,
					read.withDependents(dialect.dependents(connection, scope, read.schema())));
		}
	}

	TestProduct product() {
		return this.database.product();
	}

	/**
	 * Return the name as the catalog stores it.
	 * @param name a name in lower case
	 * @return the name
	 */
	String name(String name) {
		return name(name, product());
	}

	static String name(String name, TestProduct product) {
		return switch (product) {
			case H2, HSQLDB -> name.toUpperCase(java.util.Locale.ROOT);
			default -> name;
		};
	}

	QualifiedName item() {
		return QualifiedName.of(name(Model.ITEM));
	}

	QualifiedName parent() {
		return QualifiedName.of(name(Model.PARENT));
	}

	Table table() {
		return this.current.schema().table(item()).orElseThrow();
	}

	Column column(String name) {
		return table().column(name(name)).orElseThrow();
	}

	/**
	 * Bring a new column into canonical form.
	 * @param column the column, with a name in lower case
	 * @return the column
	 */
	Column canonical(Column column) {
		Table table = Table.of(item(), List.of(column.withName(name(column.name()))));
		Schema schema = this.dialect.canonical(new Schema(java.util.Set.of(), List.of(table), List.of(), List.of()),
				this.scope);
		return schema.tables().get(0).columns().get(0);
	}

	SqlType type(Type type) {
		return canonical(Column.of("x", type.on(product()), true)).type();
	}

	EnumType enumType(String name) {
		return this.current.schema()
			.enumTypes()
			.stream()
			.filter((type) -> type.name().name().equals(name(name)))
			.findFirst()
			.orElseThrow();
	}

	Sequence sequence(String name) {
		return this.current.schema()
			.sequences()
			.stream()
			.filter((sequence) -> sequence.name().name().equals(name(name)))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Divide changes into what the product carries out.
	 * @param changes the changes
	 * @return the steps
	 */
	List<Step> plan(List<Change> changes) {
		return this.dialect.plan(Changes.of(changes), this.current);
	}

	/**
	 * Return the statements of a step.
	 * @param step the step
	 * @return the statements, in order
	 */
	static List<String> statements(Step step) {
		List<String> statements = new ArrayList<>();
		step.actions().forEach((action) -> statements.addAll(action.statements()));
		return statements;
	}

	/**
	 * Create the changes that create an element and its parts.
	 * @param table the table
	 * @return the changes
	 */
	static List<Change> creation(Table table) {
		List<Change> changes = new ArrayList<>();
		changes.add(Create.of(table.withForeignKeys(List.of()).withIndexes(List.of())));
		table.foreignKeys().forEach((key) -> changes.add(Create.of(table.name(), key)));
		table.indexes().forEach((index) -> changes.add(Create.of(table.name(), index)));
		return changes;
	}

}
