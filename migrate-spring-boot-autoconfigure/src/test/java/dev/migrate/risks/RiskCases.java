package dev.migrate.risks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.FillColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ForeignKey.Action;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import dev.migrate.testing.TestProduct;

/**
 * The changes whose risks are measured.
 */
final class RiskCases {

	private static final String LETTERS = "a in ('A', 'B')";

	private static final String MORE_LETTERS = "a in ('A', 'B', 'C')";

	private static final TestProduct[] WITH_VIRTUAL = { TestProduct.POSTGRESQL, TestProduct.MYSQL, TestProduct.MARIADB,
			TestProduct.SQLITE };

	private RiskCases() {
	}

	static List<RiskCase> all() {
		List<RiskCase> cases = new ArrayList<>();
		cases.addAll(columns());
		cases.addAll(types());
		cases.addAll(keys());
		cases.addAll(checksAndIndexes());
		cases.addAll(enums());
		cases.addAll(tables());
		return List.copyOf(cases);
	}

	private static List<RiskCase> columns() {
		return List.of(add("add a nullable column", (column) -> column),
				add("add a nullable column with a default", (column) -> column.withDefaultValue(new Expression("'x'"))),
				add("add a required column with a default",
						(column) -> column.withNullable(false).withDefaultValue(new Expression("'x'"))),
				add("add a required column without a default", (column) -> column.withNullable(false)),
				RiskCase
					.of("add a column whose default is computed",
							(s) -> Create.of(s.item(), s.canonical(computed(s.product()))))
					.not(TestProduct.HSQLDB),
				RiskCase
					.of("add a numbered column",
							(s) -> Create.of(s.item(),
									s.canonical(Column.of("x", "bigint", false).withIdentity(Identity.BY_DEFAULT))))
					.on(TestProduct.POSTGRESQL, TestProduct.H2),
				RiskCase.of("add a stored generated column",
						(s) -> Create.of(s.item(), generated(s, doubled(s.product()), stored(s.product())))),
				RiskCase
					.of("add a virtual generated column",
							(s) -> Create.of(s.item(), generated(s, doubled(s.product()), Column.Storage.VIRTUAL)))
					.on(TestProduct.POSTGRESQL, TestProduct.MYSQL, TestProduct.MARIADB, TestProduct.SQLITE),
				new RiskCase("add a required column and fill it", (s) -> {
					Column column = s.canonical(Column.of("x", Type.VARCHAR_30.on(s.product()), true));
					return List.of(Create.of(s.item(), column), new FillColumn(s.item(), column, new Expression("'x'")),
							new AlterColumn(s.item(), Aspect.NULLABILITY, column, column.withNullable(false)));
				}), RiskCase.of("drop a column", (s) -> Drop.of(s.item(), s.column("a"))),
				RiskCase.of("drop a generated column", (s) -> Drop.of(s.item(), s.column("g")))
					.given((model) -> model.with(generatedBefore(model, "n * 2"))),
				RiskCase.of("drop a virtual generated column", (s) -> Drop.of(s.item(), s.column("g")))
					.given((model) -> model.with(virtualBefore(model)))
					.on(WITH_VIRTUAL),
				alter("store a virtual generated column", "g", Aspect.FORMULA,
						(column) -> column.withGeneratedAs(Expression.NONE))
					.given((model) -> model.with(virtualBefore(model)))
					.on(WITH_VIRTUAL),
				RiskCase.of("rename a column", (s) -> new RenameColumn(s.item(), s.name("a"), s.name("renamed"))),
				RiskCase.of("fill a column", (s) -> new FillColumn(s.item(), s.column("a"), new Expression("'x'")))
					.texts("", "1"),
				alter("require a column", "n", Aspect.NULLABILITY, (column) -> column.withNullable(false)),
				alter("require a column that has a default", "n", Aspect.NULLABILITY,
						(column) -> column.withNullable(false))
					.given((model) -> model.with("n", (column) -> column.withDefaultValue(new Expression("1")))),
				alter("allow null in a column", "r", Aspect.NULLABILITY, (column) -> column.withNullable(true)),
				alter("set a default", "n", Aspect.DEFAULT, (column) -> column.withDefaultValue(new Expression("1"))),
				alter("drop the default of a nullable column", "n", Aspect.DEFAULT,
						(column) -> column.withDefaultValue(Expression.NONE))
					.given((model) -> model.with("n", (column) -> column.withDefaultValue(new Expression("1")))),
				alter("drop the default of a required column", "r", Aspect.DEFAULT,
						(column) -> column.withDefaultValue(Expression.NONE))
					.given((model) -> model.with("r", (column) -> column.withDefaultValue(new Expression("1")))),
				alter("number the id", "id", Aspect.IDENTITY, (column) -> column.withIdentity(Identity.BY_DEFAULT))
					.not(TestProduct.SQLITE),
				alter("always number the id", "id", Aspect.IDENTITY,
						(column) -> column.withIdentity(Identity.of(Identity.Mode.ALWAYS)))
					.given((model) -> model.with("id", (column) -> column.withIdentity(Identity.BY_DEFAULT)))
					.on(TestProduct.POSTGRESQL, TestProduct.H2, TestProduct.HSQLDB),
				alter("number the id no longer", "id", Aspect.IDENTITY, (column) -> column.withIdentity(Identity.NONE))
					.given((model) -> model.with("id", (column) -> column.withIdentity(Identity.BY_DEFAULT)))
					.not(TestProduct.SQLITE),
				RiskCase.of("compute a column",
						(s) -> new AlterColumn(s.item(), Aspect.FORMULA, s.column("n"),
								s.column("n")
									.withGeneratedAs(new Expression(decreased(s.product())))
									.withStorage(stored(s.product())))),
				RiskCase
					.of("compute a column in another way",
							(s) -> new AlterColumn(s.item(), Aspect.FORMULA, s.column("g"),
									s.column("g").withGeneratedAs(new Expression(doubled(s.product())))))
					.given((model) -> model.with(generatedBefore(model, "n - 1"))),
				alter("compute a column no longer", "g", Aspect.FORMULA,
						(column) -> column.withGeneratedAs(Expression.NONE))
					.given((model) -> model.with(generatedBefore(model, "n + 1"))),
				RiskCase
					.of("change the collation of a column",
							(s) -> new AlterColumn(s.item(), Aspect.COLLATION, s.column("a"),
									s.column("a").withCollation(collation(s.product()))))
					.not(TestProduct.H2),
				RiskCase
					.of("change the collation of an indexed column",
							(s) -> new AlterColumn(s.item(), Aspect.COLLATION, s.column("a"),
									s.column("a").withCollation(collation(s.product()))))
					.given((model) -> model.with(index(model, false, "a")))
					.not(TestProduct.H2),
				alter("comment on a column", "a", Aspect.COMMENT, (column) -> column.withComment("a text"))
					.not(TestProduct.SQLITE),
				RiskCase.of("comment on a table", (s) -> new AlterTableComment(s.item(), "", "items"))
					.not(TestProduct.SQLITE));
	}

	private static List<RiskCase> types() {
		return List.of(type("int to bigint", "n", Type.BIGINT),
				type("bigint to int", "parent_id", Type.INT).values("parent_id", 1L, 2L, 3L),
				type("varchar(50) to varchar(100)", "u", Type.VARCHAR_100),
				type("varchar(100) to varchar(200)", "a", Type.VARCHAR_200),
				type("varchar(100) to varchar(200) under an index", "a", Type.VARCHAR_200)
					.given((model) -> model.with(index(model, false, "a"))),
				type("varchar(100) to varchar(200) under a check", "a", Type.VARCHAR_200)
					.given((model) -> model.with(Model.check(model.product(), "a <> 'Z'")))
					.not(TestProduct.MYSQL),
				type("varchar(100) to varchar(50)", "a", Type.VARCHAR_50), type("varchar(100) to text", "a", Type.TEXT),
				type("text to varchar(50)", "a", Type.VARCHAR_50).given((model) -> model.with("a",
						(column) -> column.withType(new SqlType(Type.TEXT.on(model.product()))))),
				type("numeric(10,2) to numeric(12,2)", "d", Type.NUMERIC_12_2),
				type("numeric(10,2) to numeric(12,4)", "d", Type.NUMERIC_12_4),
				type("numeric(10,2) to numeric(10,0)", "d", Type.NUMERIC_10_0),
				type("int to varchar(30)", "n", Type.VARCHAR_30),
				type("varchar(100) to int", "a", Type.INT).exact("a", "3.50"),
				type("varchar(100) to numeric(10,2)", "a", Type.NUMERIC_10_2).texts("1.255", "2").exact("a", "1.250"),
				type("varchar(100) to timestamp", "a", Type.TIMESTAMP)
					.texts("2024-01-02 03:04:05.1234567", "2024-01-02 00:00:00")
					.exact("a", "1.50"),
				type("int to numeric(10,2)", "n", Type.NUMERIC_10_2), type("double to int", "f", Type.INT),
				type("boolean to int", "b", Type.INT), type("timestamp to date", "ts", Type.DATE),
				type("timestamp(6) to timestamp(3)", "ts", Type.TIMESTAMP_3),
				type("timestamp to timestamp with time zone", "ts", Type.ZONED).not(TestProduct.SQLITE).zoned());
	}

	private static List<RiskCase> keys() {
		return List.of(
				RiskCase
					.of("add a primary key",
							(s) -> Create.of(s.item(), new PrimaryKey(s.name("item_pkey"), List.of(s.name("id")))))
					.given(Model::withoutPrimaryKey),
				RiskCase.of("drop a primary key", (s) -> Drop.of(s.item(), s.table().primaryKey())),
				RiskCase.of("add a column to a primary key",
						(s) -> new Replace(s.item(), s.table().primaryKey(),
								new PrimaryKey(s.table().primaryKey().name(), List.of(s.name("id"), s.name("r"))))),
				RiskCase.of("add a unique key", (s) -> Create.of(s.item(), unique(s, "u"))),
				RiskCase.of("drop a unique key", (s) -> Drop.of(s.item(), uniquePart(s)))
					.given((model) -> model.with(unique(model, "u"))),
				RiskCase
					.of("add a column to a unique key",
							(s) -> new Replace(s.item(), uniquePart(s), uniquePart(s, "u", "r")))
					.given((model) -> model.with(unique(model, "u"))),
				RiskCase
					.of("take a column out of a unique key",
							(s) -> new Replace(s.item(), uniquePart(s), uniquePart(s, "u")))
					.given((model) -> model.with(unique(model, "u", "r"))),
				new RiskCase("add a nullable column with a unique key", (s) -> {
					Column column = s.canonical(Column.of("x", Type.VARCHAR_30.on(s.product()), true));
					return List.of(Create.of(s.item(), column), Create.of(s.item(), unique(s, "x")));
				}), RiskCase.of("add a foreign key", (s) -> Create.of(s.item(), foreignKey(s, Action.NO_ACTION))),
				new RiskCase("add a nullable column with a foreign key", (s) -> {
					Column column = s.canonical(Column.of("x", "bigint", true));
					ForeignKey key = new ForeignKey(s.name("item_x_fkey"), List.of(s.name("x")), s.parent(),
							List.of(s.name("id")), Action.NO_ACTION, Action.NO_ACTION,
							ForeignKey.Deferral.NOT_DEFERRABLE);
					return List.of(Create.of(s.item(), column), Create.of(s.item(), key));
				}),
				RiskCase.of("drop a foreign key", (s) -> Drop.of(s.item(), s.table().foreignKeys().get(0)))
					.given((model) -> model.with(Model.foreignKey(model.product(), Action.NO_ACTION))),
				RiskCase
					.of("drop a foreign key with on delete cascade",
							(s) -> Drop.of(s.item(), s.table().foreignKeys().get(0)))
					.given((model) -> model.with(Model.foreignKey(model.product(), Action.CASCADE))),
				RiskCase
					.of("drop the on delete cascade of a foreign key",
							(s) -> new Replace(s.item(), s.table().foreignKeys().get(0),
									s.table().foreignKeys().get(0).withOnDelete(Action.NO_ACTION)))
					.given((model) -> model.with(Model.foreignKey(model.product(), Action.CASCADE))),
				RiskCase
					.of("add on delete cascade to a foreign key",
							(s) -> new Replace(s.item(), s.table().foreignKeys().get(0),
									s.table().foreignKeys().get(0).withOnDelete(Action.CASCADE)))
					.given((model) -> model.with(Model.foreignKey(model.product(), Action.NO_ACTION))));
	}

	private static List<RiskCase> checksAndIndexes() {
		return List.of(
				RiskCase.of("add a check", (s) -> Create.of(s.item(), Model.check(s.product(), "n < 1000")))
					.not(TestProduct.MYSQL),
				RiskCase.of("drop a check", (s) -> Drop.of(s.item(), s.table().checks().get(0)))
					.given((model) -> model.with(Model.check(model.product(), "n < 1000")))
					.not(TestProduct.MYSQL),
				replaceCheck("add a value to the check of an enum", LETTERS, MORE_LETTERS).texts("A", "B"),
				replaceCheck("remove a value from the check of an enum", MORE_LETTERS, LETTERS).texts("A", "B"),
				replaceCheck("add a value to the check of ordinals", "n between 0 and 2", "n between 0 and 3")
					.values("n", 0, 1, 2),
				replaceCheck("replace a check by another", "n < 1000", "n < 500"),
				RiskCase.of("add an index", (s) -> Create.of(s.item(), index(s, false, "a"))),
				RiskCase.of("drop an index", (s) -> Drop.of(s.item(), s.table().indexes().get(0)))
					.given((model) -> model.with(index(model, false, "a"))),
				RiskCase
					.of("add a column to an index",
							(s) -> new Replace(s.item(), s.table().indexes().get(0), index(s, false, "a", "r")))
					.given((model) -> model.with(index(model, false, "a"))),
				RiskCase.of("add a unique index", (s) -> Create.of(s.item(), index(s, true, "u")))
					.not(TestProduct.MYSQL, TestProduct.MARIADB),
				RiskCase.of("drop a unique index", (s) -> Drop.of(s.item(), s.table().indexes().get(0)))
					.given((model) -> model.with(index(model, true, "u")))
					.not(TestProduct.MYSQL, TestProduct.MARIADB));
	}

	private static List<RiskCase> enums() {
		return List.of(
				enumType("add a value to an enumerated type", List.of("A", "B"), List.of("A", "B", "C"))
					.on(TestProduct.POSTGRESQL, TestProduct.H2),
				enumType("add a value in the middle of an enumerated type", List.of("A", "B"), List.of("A", "C", "B"))
					.on(TestProduct.POSTGRESQL, TestProduct.H2),
				enumType("remove a value from an enumerated type", List.of("A", "B", "C"), List.of("A", "B"))
					.on(TestProduct.POSTGRESQL, TestProduct.H2),
				enumType("move a value of an enumerated type", List.of("A", "B", "C"), List.of("C", "A", "B"))
					.on(TestProduct.POSTGRESQL, TestProduct.H2),
				inline("add a value at the end of enum (...)", "enum('A','B')", "enum('A','B','C')"),
				inline("add a value in the middle of enum (...)", "enum('A','B')", "enum('A','C','B')"),
				inline("remove a value from enum (...)", "enum('A','B','C')", "enum('A','B')"),
				inline("varchar(100) to enum (...)", "varchar(100)", "enum('A','B')"),
				inline("enum (...) to varchar(100)", "enum('A','B')", "varchar(100)"),
				RiskCase
					.of("int to enum (...)",
							(s) -> new AlterColumn(s.item(), Aspect.TYPE, s.column("n"),
									s.column("n").withType(new SqlType("enum('A','B')"))))
					.values("n", 1, 2)
					.on(TestProduct.MYSQL, TestProduct.MARIADB));
	}

	private static List<RiskCase> tables() {
		return List.of(
				RiskCase.of("rename a table", (s) -> new RenameTable(s.item(), QualifiedName.of(s.name("renamed")))),
				RiskCase.of("drop a table", (s) -> Drop.of(s.table())));
	}

	private static RiskCase add(String name, UnaryOperator<Column> change) {
		return RiskCase.of(name, (s) -> Create.of(s.item(),
				s.canonical(change.apply(Column.of("x", Type.VARCHAR_30.on(s.product()), true)))));
	}

	private static RiskCase alter(String name, String column, Aspect aspect, UnaryOperator<Column> change) {
		return RiskCase.of(name,
				(s) -> new AlterColumn(s.item(), aspect, s.column(column), change.apply(s.column(column))));
	}

	private static RiskCase type(String name, String column, Type type) {
		return alterType(name, column, type);
	}

	private static RiskCase alterType(String name, String column, Type type) {
		return RiskCase.of(name, (s) -> new AlterColumn(s.item(), Aspect.TYPE, s.column(column),
				s.column(column).withType(s.type(type))));
	}

	private static RiskCase inline(String name, String from, String to) {
		return RiskCase
			.of(name,
					(s) -> new AlterColumn(s.item(), Aspect.TYPE, s.column("a"),
							s.column("a").withType(s.canonical(Column.of("a", to, true)).type())))
			.given((model) -> model.with("a", (column) -> column.withType(new SqlType(from))))
			.texts("A", "B")
			.on(TestProduct.MYSQL, TestProduct.MARIADB, TestProduct.H2);
	}

	private static RiskCase enumType(String name, List<String> from, List<String> to) {
		return RiskCase.of(name, (s) -> {
			EnumType type = s.enumType("letter");
			return new AlterEnumType(type, type.withValues(to));
		})
			.given((model) -> model.with(new EnumType(QualifiedName.of(model.name("letter")), from))
				.with(Column.of(model.name("e"), model.name("letter"), true)))
			.values("e", new StringBuilder("A"), new StringBuilder("B"));
	}

	private static RiskCase replaceCheck(String name, String from, String to) {
		return RiskCase.of(name, (s) -> new Replace(s.item(), s.table().checks().get(0), Model.check(s.product(), to)))
			.given((model) -> model.with(Model.check(model.product(), from)))
			.not(TestProduct.MYSQL);
	}

	private static Column computed(TestProduct product) {
		return switch (product) {
			case POSTGRESQL -> Column.of("x", "uuid", true).withDefaultValue(new Expression("gen_random_uuid()"));
			case MYSQL, MARIADB -> Column.of("x", "varchar(36)", true).withDefaultValue(new Expression("(uuid())"));
			case H2 -> Column.of("x", "uuid", true).withDefaultValue(new Expression("random_uuid()"));
			case SQLITE -> Column.of("x", "varchar(36)", true).withDefaultValue(new Expression("hex(randomblob(16))"));
			case HSQLDB, SQLSERVER, ORACLE -> throw new IllegalArgumentException();
		};
	}

	// SQLite computes with any number.
	private static String doubled(TestProduct product) {
		return (product == TestProduct.SQLITE) ? "json_array_length(a)" : "n * 2";
	}

	private static String decreased(TestProduct product) {
		return (product == TestProduct.SQLITE) ? "json_array_length(a)" : "r * 2";
	}

	private static Column.Storage stored(TestProduct product) {
		return switch (product) {
			case H2, HSQLDB -> null;
			default -> Column.Storage.STORED;
		};
	}

	private static Column generated(Situation s, String expression, Column.Storage storage) {
		return s
			.canonical(Column.of("g", "int", true).withGeneratedAs(new Expression(expression)).withStorage(storage));
	}

	private static Column generatedBefore(Model model, String expression) {
		return Column.of(model.name("g"), "int", true)
			.withGeneratedAs(new Expression(expression))
			.withStorage(stored(model.product()));
	}

	private static Column virtualBefore(Model model) {
		return generatedBefore(model, "n - 1").withStorage(Column.Storage.VIRTUAL);
	}

	private static String collation(TestProduct product) {
		return switch (product) {
			case POSTGRESQL -> "C";
			case MYSQL, MARIADB -> "utf8mb4_bin";
			case HSQLDB -> "SQL_TEXT_UCC";
			case SQLITE -> "nocase";
			default -> "";
		};
	}

	private static UniqueKey unique(Situation s, String... columns) {
		return new UniqueKey(s.name("item_key_" + columns.length), names(s.product(), columns));
	}

	private static UniqueKey unique(Model model, String... columns) {
		return new UniqueKey(model.name("item_key_" + columns.length), names(model.product(), columns));
	}

	// Some products tell no unique key from a unique index.
	private static TablePart uniquePart(Situation s) {
		return s.table().uniqueKeys().isEmpty() ? s.table().indexes().get(0) : s.table().uniqueKeys().get(0);
	}

	private static TablePart uniquePart(Situation s, String... columns) {
		UniqueKey key = unique(s, columns);
		return (uniquePart(s) instanceof UniqueKey) ? key
				: Index.on(key.name(), key.columns().toArray(String[]::new)).withUnique(true);
	}

	private static ForeignKey foreignKey(Situation s, Action action) {
		return Model.foreignKey(s.product(), action);
	}

	private static Index index(Situation s, boolean unique, String... columns) {
		return Index.on(s.name("item_idx_" + columns.length), names(s.product(), columns).toArray(String[]::new))
			.withUnique(unique);
	}

	private static Index index(Model model, boolean unique, String... columns) {
		return Index
			.on(model.name("item_idx_" + columns.length), names(model.product(), columns).toArray(String[]::new))
			.withUnique(unique);
	}

	private static List<String> names(TestProduct product, String... columns) {
		return List.of(columns).stream().map((column) -> Situation.name(column, product)).toList();
	}

}
