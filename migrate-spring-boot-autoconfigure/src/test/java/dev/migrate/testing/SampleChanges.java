package dev.migrate.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.AlterSequence;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Conversion;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.FillColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.h2.H2Dialect;
import dev.migrate.dialect.hsqldb.HsqldbDialect;
import dev.migrate.dialect.mariadb.MariadbDialect;
import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.dialect.oracle.OracleDialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.dialect.sqlite.SqliteDialect;
import dev.migrate.dialect.sqlserver.SqlserverDialect;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ForeignKey.Action;
import dev.migrate.schema.ForeignKey.Deferral;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.mockito.Answers;
import org.mockito.Mockito;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willReturn;

/**
 * Two revisions with changes of every kind, and with quoted and unquoted names.
 */
public final class SampleChanges {

	private final TestProduct product;

	private final QualifiedName productTable;

	private final QualifiedName odd;

	public SampleChanges(TestProduct product) {
		this.product = product;
		this.productTable = QualifiedName.of(name("product"));
		this.odd = new QualifiedName(name("shop"), "Odd \"order\"");
	}

	public static Dialect dialect(TestProduct product) {
		Dialect dialect = Mockito.mock(Dialect.class, Answers.CALLS_REAL_METHODS);
		Dialect real = switch (product) {
			case H2 -> new H2Dialect();
			case HSQLDB -> new HsqldbDialect();
			case POSTGRESQL -> new PostgresqlDialect();
			case SQLSERVER -> new SqlserverDialect();
			case ORACLE -> new OracleDialect();
			case MYSQL -> new MysqlDialect();
			case MARIADB -> new MariadbDialect();
			case SQLITE -> new SqliteDialect();
		};
		willReturn(real.ddl()).given(dialect).ddl();
		willReturn(real.effects(Schema.EMPTY)).given(dialect).effects(any());
		willReturn(product == TestProduct.POSTGRESQL || product == TestProduct.SQLSERVER).given(dialect)
			.hasTransactionalDdl();
		willReturn(product.name().toLowerCase(Locale.ROOT)).given(dialect).name();
		willReturn(Conversion.LOSES_DATA).given(dialect).between(any(), any());
		return dialect;
	}

	public String name(String name) {
		return switch (this.product) {
			case H2, HSQLDB, ORACLE -> name.toUpperCase(Locale.ROOT);
			case POSTGRESQL, SQLSERVER, SQLITE, MYSQL, MARIADB -> name;
		};
	}

	public Table tutorialTable() {
		return new Table(this.productTable, List.of(id("id"), Column.of(name("name"), "varchar(255)", true)),
				new PrimaryKey(name("product_pkey"), List.of(name("id"))), List.of(), List.of(), List.of(), List.of(),
				null);
	}

	public Column price() {
		return Column.of(name("price"), "numeric(38,2)", true);
	}

	public Changes first() {
		List<Change> changes = new ArrayList<>();
		changes.add(Create.of(new Namespace(name("shop"))));
		changes.add(Create.of(new Sequence(QualifiedName.of(name("product_seq")), 1, 50)));
		changes.add(Create.of(new Sequence(new QualifiedName(name("shop"), "Seq"), 100, 1)));
		changes.add(Create.of(tutorialTable()));
		changes.add(Create.of(types()));
		changes.add(Create.of(oddTable()));
		changes.add(Create.of(this.productTable, price().withNullable(false).withDefaultValue(new Expression("9.99"))));
		changes.add(Create.of(this.productTable,
				Column.of(name("note"), "varchar(20)", false).withDefaultValue(new Expression("'a b'"))));
		changes.add(Create.of(this.productTable, Column.of("user's " + parameter("choice"), "varchar(20)", true)
			.withDefaultValue(new Expression("'" + parameter("note") + "'"))));
		changes.add(Create.of(this.productTable, Column.of(name("type_id"), "bigint", true)));
		changes.add(Create.of(this.productTable,
				new UniqueKey(name("product_name_key"), List.of(name("name"), name("note")))));
		changes.add(Create.of(this.productTable, new UniqueKey("Odd key", List.of(name("price")))));
		changes.add(Create.of(this.productTable,
				new Check(name("product_price_check"), new Expression(name("price") + " < 1000 and 1 = 1"))));
		changes.add(Create.of(this.productTable, foreignKey("product_type_fkey", Action.CASCADE)));
		changes.add(Create.of(this.odd, foreignKey("Odd fkey", Action.SET_NULL)));
		changes.add(Create.of(this.productTable, index("product_note_idx", false)));
		changes.add(Create.of(this.productTable, index("product_note_uidx", true)));
		changes.add(Create.of(this.odd,
				new Index("Odd index", List.of(Index.Part.of(name("type_id"))), false, Expression.NONE, null, null)));
		if (this.product == TestProduct.POSTGRESQL) {
			EnumType status = new EnumType(QualifiedName.of("status"), List.of("OPEN", "it's done"));
			changes.add(Create.of(status));
			changes.add(Create.of(this.productTable, Column.of("status", "status", true)));
			changes.add(Create.of(this.productTable,
					new Index("product_lower_idx", List.of(new Index.Part(null, new Expression("lower(name)"), false)),
							false, new Expression("type_id <> 1"), "btree", null)));
		}
		return Changes.of(changes);
	}

	public Changes second() {
		Column name = tutorialTable().columns().get(1);
		Column typeId = Column.of(name("type_id"), "bigint", true);
		List<Change> changes = new ArrayList<>();
		changes.add(Drop.of(this.odd, foreignKey("Odd fkey", Action.SET_NULL)));
		changes.add(Drop.of(this.productTable, foreignKey("product_type_fkey", Action.CASCADE)));
		changes.add(Drop.of(this.productTable, new UniqueKey("Odd key", List.of(name("price")))));
		changes.add(Drop.of(this.productTable,
				new UniqueKey(name("product_name_key"), List.of(name("name"), name("note")))));
		changes.add(Drop.of(this.productTable,
				new Check(name("product_price_check"), new Expression(name("price") + " < 1000 and 1 = 1"))));
		changes.add(Drop.of(this.productTable, index("product_note_uidx", true)));
		changes.add(Drop.of(this.productTable, price().withNullable(false).withDefaultValue(new Expression("9.99"))));
		Table types = types();
		QualifiedName renamed = QualifiedName.of("Some \"types\"");
		changes.add(new RenameTable(types.name(), renamed));
		changes.add(new RenameColumn(this.odd, "Twice", name("two")));
		changes.add(new FillColumn(this.productTable, name, new Expression("'it''s " + parameter("a") + " name'")));
		changes.add(Drop.of(new Table(renamed, types.columns(), types.primaryKey(), List.of(), List.of(), List.of(),
				List.of(), null)));
		changes.add(new Replace(this.productTable, tutorialTable().primaryKey(),
				new PrimaryKey(name("pk"), List.of(name("id")))));
		changes.add(new AlterTableComment(this.productTable, "", "What's for sale;\nall of it"));
		changes.add(new AlterSequence(new Sequence(QualifiedName.of(name("product_seq")), 1, 50),
				new Sequence(QualifiedName.of(name("product_seq")), 1, 10)));
		changes.add(alter(Aspect.NULLABILITY, name, name.withNullable(false)));
		changes.add(alter(Aspect.TYPE, name, name.withType(new SqlType("varchar(100)"))));
		changes.add(alter(Aspect.DEFAULT, typeId, typeId.withDefaultValue(new Expression("7"))));
		changes.add(alter(Aspect.COMMENT, typeId, typeId.withComment("It's " + parameter("a") + " type")));
		if (this.product == TestProduct.POSTGRESQL) {
			EnumType status = new EnumType(QualifiedName.of("status"), List.of("OPEN", "it's done"));
			changes.add(new AlterEnumType(status,
					new EnumType(status.name(), List.of("NEW", "OPEN", "it's done", "GONE"))));
		}
		return Changes.of(changes);
	}

	private Change alter(Aspect aspect, Column from, Column to) {
		return new AlterColumn(this.productTable, aspect, from, to);
	}

	private Table types() {
		List<Column> columns = new ArrayList<>();
		columns.add(id("id"));
		List<String> types = new ArrayList<>(List.of("bigint", "integer", "smallint", "boolean", "date", "uuid",
				"double precision", "varchar(17)", "character varying(18)", "numeric(12,3)"));
		if (this.product == TestProduct.POSTGRESQL) {
			types.add("text");
		}
		types.forEach((type) -> columns.add(Column.of(name("c" + columns.size()), type, columns.size() % 2 == 0)));
		List<String> key = List.of(name("id"), name("c1"));
		columns.set(1, columns.get(1).withNullable(false));
		return new Table(QualifiedName.of(name("types")), columns, new PrimaryKey(name("types_pkey"), key), List.of(),
				List.of(), List.of(), List.of(), null);
	}

	private Table oddTable() {
		Column user = Column.of(name("user"), "timestamp(6) with time zone", true)
			.withComment("Who; when?\n\n   #$$ and /* why */");
		return new Table(this.odd,
				List.of(id("id"), user, Column.of(name("type_id"), "bigint", true),
						Column.of("Twice", "bigint", true).withGeneratedAs(new Expression(name("type_id") + " * 2"))),
				new PrimaryKey("Odd pkey", List.of(name("id"))), List.of(new UniqueKey("uk", List.of(name("user")))),
				List.of(), List.of(), List.of(new Check("ck", new Expression(name("type_id") + " > 0"))),
				"An odd table");
	}

	private ForeignKey foreignKey(String name, Action onDelete) {
		return new ForeignKey(Character.isUpperCase(name.charAt(0)) ? name : name(name), List.of(name("type_id")),
				this.productTable, List.of(name("id")), onDelete, Action.NO_ACTION, Deferral.NOT_DEFERRABLE);
	}

	private Index index(String name, boolean unique) {
		return new Index(name(name),
				List.of(new Index.Part(name("note"), Expression.NONE, true), Index.Part.of(name("id"))), unique,
				Expression.NONE, null, null);
	}

	private Column id(String name) {
		return Column.of(name(name), "bigint", false).withIdentity(Identity.BY_DEFAULT);
	}

	private String parameter(String name) {
		// HSQLDB has no other syntax for it, and rejects this one.
		return (this.product == TestProduct.HSQLDB) ? name : "${" + name + "}";
	}

}
