package dev.migrate.changelog.revision;

import java.util.List;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Rename;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Risk;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Identity;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GeneratedMark}.
 */
class GeneratedMarkTests {

	private static final QualifiedName ODD = new QualifiedName("shop", "Odd, \"table\" (x)");

	@Test
	void namesThatLookLikeParametersAreKept() {
		for (String name : List.of("${user.name}", "$\\{x}", "a\\b${", "$\\\\{\"${\"")) {
			SchemaObject table = new SchemaObject(SchemaObject.Kind.TABLE, null, QualifiedName.of(name));
			String mark = text(List.of(table));
			assertThat(mark).doesNotContain("${");
			assertThat(GeneratedMark.parse(mark).created()).containsExactly(table);
		}
	}

	@Test
	void tableIsGroupedWithItsColumns() {
		Table table = new Table(QualifiedName.of("product"),
				List.of(Column.of("id", "bigint", false).withIdentity(Identity.BY_DEFAULT),
						Column.of("name", "varchar(255)", true).withDefaultValue(new Expression("'x'"))),
				new PrimaryKey("product_pkey", List.of("id")),
				List.of(new UniqueKey("product_name_key", List.of("name"))), List.of(), List.of(),
				List.of(new Check("a.check", new Expression("1 = 1"))), null);
		String mark = text(Create.of(table).creates());
		assertThat(mark)
			.isEqualTo("table product (id, name), unique key product.product_name_key, check product.\"a.check\"");
		assertThat(GeneratedMark.parse(mark).created()).containsExactly(
				new SchemaObject(Kind.TABLE, null, QualifiedName.of("product")),
				new SchemaObject(Kind.COLUMN, QualifiedName.of("product"), QualifiedName.of("id")),
				new SchemaObject(Kind.COLUMN, QualifiedName.of("product"), QualifiedName.of("name")),
				new SchemaObject(Kind.UNIQUE_KEY, QualifiedName.of("product"), QualifiedName.of("product_name_key")),
				new SchemaObject(Kind.CHECK, QualifiedName.of("product"), QualifiedName.of("a.check")));
	}

	@Test
	void oddNamesAreQuotedAndReadBack() {
		Table table = Table.of(ODD, List.of(Column.of("a b", "int", true), Column.of("it's", "int", true)));
		String mark = text(Create.of(table).creates());
		assertThat(mark).isEqualTo("table shop.\"Odd, \"\"table\"\" (x)\" (\"a b\", \"it's\")");
		assertThat(GeneratedMark.parse(mark).created()).isEqualTo(Create.of(table).creates());
		List<SchemaObject> sequence = Create.of(new Sequence(ODD, 1, 1)).creates();
		assertThat(GeneratedMark.parse(text(sequence)).created()).isEqualTo(sequence);
		List<SchemaObject> column = Create.of(ODD, Column.of("c", "int", true)).creates();
		assertThat(text(column)).isEqualTo("column shop.\"Odd, \"\"table\"\" (x)\".c");
		assertThat(GeneratedMark.parse(text(column)).created()).isEqualTo(column);
	}

	@Test
	void standaloneObjectsAreListed() {
		QualifiedName table = QualifiedName.of("product");
		Column plain = Column.of("price", "int", true);
		List<SchemaObject> created = new AlterColumn(table, AlterColumn.Aspect.DEFAULT, plain,
				plain.withDefaultValue(new Expression("0")))
			.creates();
		assertThat(text(created)).isEqualTo("default product.price");
		assertThat(GeneratedMark.parse("default product.price").created()).isEqualTo(created);
		List<SchemaObject> key = Create.of(table, new PrimaryKey("", List.of("id"))).creates();
		assertThat(GeneratedMark.parse(text(key)).created()).isEqualTo(key);
	}

	@Test
	void renameIsReadBack() {
		Rename table = new RenameTable(ODD, new QualifiedName("shop", "even"));
		assertThat(text(table)).isEqualTo("table shop.even from \"Odd, \"\"table\"\" (x)\"");
		Rename column = new RenameColumn(ODD, "a from b", "c");
		assertThat(text(column)).isEqualTo("column shop.\"Odd, \"\"table\"\" (x)\".c from \"a from b\"");
		Rename plain = new RenameColumn(QualifiedName.of("product"), "cost", "price");
		assertThat(text(plain)).isEqualTo("column product.price from cost");
		for (Rename rename : List.of(table, column, plain)) {
			GeneratedMark mark = GeneratedMark.parse(text(rename));
			assertThat(mark.rename()).isEqualTo(rename);
			assertThat(mark.created()).isEmpty();
		}
		assertThat(GeneratedMark.parse("column price from cost").rename()).isNull();
		assertThat(GeneratedMark.parse("table a.b.c from d").rename()).isNull();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "2020-01-01", "by hand", "table", "table a; drop", "tableau x", "table a.b.c.d",
			"table product (id", "risk much", "risk may fail, much", "drops", "table a; risk" })
	void unrecognizedTextOwnsNothing(String text) {
		assertThat(GeneratedMark.parse(text)).isEqualTo(GeneratedMark.NONE);
	}

	@Test
	void dropsAndRiskAreReadBack() {
		Table table = Table.of(ODD, List.of(Column.of("a; b", "int", true)));
		Change drop = Drop.of(table);
		GeneratedMark mark = GeneratedMark.of(List.of(drop), List.of(), List.of(Risk.Kind.LOSES_DATA));
		assertThat(mark.text()).isEqualTo("drops table shop.\"Odd, \"\"table\"\" (x)\" (\"a; b\"); risk loses data");
		assertThat(GeneratedMark.parse(mark.text())).isEqualTo(mark);
		Change add = Create.of(ODD, Column.of("c", "int", true));
		GeneratedMark created = GeneratedMark.of(List.of(add), add.creates(), List.of());
		assertThat(GeneratedMark.parse(created.text())).isEqualTo(created);
	}

	@Test
	void allKindsOfRiskAreReadBackAndTheWorstAloneOfEarlierVersions() {
		GeneratedMark mark = new GeneratedMark(List.of(), null, List.of(),
				List.of(Risk.Kind.MAY_FAIL, Risk.Kind.BLOCKS_WRITES));
		assertThat(mark.text()).isEqualTo("risk may fail, blocks writes");
		assertThat(GeneratedMark.parse(mark.text())).isEqualTo(mark);
		assertThat(GeneratedMark.parse("risk breaks the running version").risks())
			.containsExactly(Risk.Kind.BREAKS_RUNNING_VERSION);
		assertThat(GeneratedMark.parse("risk safe").risks()).isEmpty();
	}

	private static String text(List<SchemaObject> created) {
		return new GeneratedMark(created, null, List.of(), null).text();
	}

	private static String text(Rename rename) {
		return new GeneratedMark(List.of(), rename, List.of(), null).text();
	}

}
