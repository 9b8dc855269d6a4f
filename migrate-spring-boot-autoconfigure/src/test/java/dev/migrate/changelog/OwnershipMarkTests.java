package dev.migrate.changelog;

import java.util.List;

import dev.migrate.change.Change;
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
 * Tests for {@link OwnershipMark}.
 */
class OwnershipMarkTests {

	private static final QualifiedName ODD = new QualifiedName("shop", "Odd, \"table\" (x)");

	@Test
	void namesThatLookLikeParametersAreKept() {
		for (String name : List.of("${user.name}", "$\\{x}", "a\\b${", "$\\\\{\"${\"")) {
			SchemaObject table = new SchemaObject(SchemaObject.Kind.TABLE, null, QualifiedName.of(name));
			String mark = OwnershipMark.of(List.of(table));
			assertThat(mark).doesNotContain("${");
			assertThat(OwnershipMark.parse(mark)).containsExactly(table);
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
		String mark = OwnershipMark.of(new Change.CreateTable(table).creates());
		assertThat(mark)
			.isEqualTo("table product (id, name), unique key product.product_name_key, check product.\"a.check\"");
		assertThat(OwnershipMark.parse(mark)).containsExactly(
				new SchemaObject(Kind.TABLE, null, QualifiedName.of("product")),
				new SchemaObject(Kind.COLUMN, QualifiedName.of("product"), QualifiedName.of("id")),
				new SchemaObject(Kind.COLUMN, QualifiedName.of("product"), QualifiedName.of("name")),
				new SchemaObject(Kind.UNIQUE_KEY, QualifiedName.of("product"), QualifiedName.of("product_name_key")),
				new SchemaObject(Kind.CHECK, QualifiedName.of("product"), QualifiedName.of("a.check")));
	}

	@Test
	void oddNamesAreQuotedAndReadBack() {
		Table table = Table.of(ODD, List.of(Column.of("a b", "int", true), Column.of("it's", "int", true)));
		String mark = OwnershipMark.of(new Change.CreateTable(table).creates());
		assertThat(mark).isEqualTo("table shop.\"Odd, \"\"table\"\" (x)\" (\"a b\", \"it's\")");
		assertThat(OwnershipMark.parse(mark)).isEqualTo(new Change.CreateTable(table).creates());
		List<SchemaObject> sequence = new Change.CreateSequence(new Sequence(ODD, 1, 1)).creates();
		assertThat(OwnershipMark.parse(OwnershipMark.of(sequence))).isEqualTo(sequence);
		List<SchemaObject> column = new Change.AddColumn(ODD, Column.of("c", "int", true)).creates();
		assertThat(OwnershipMark.of(column)).isEqualTo("column shop.\"Odd, \"\"table\"\" (x)\".c");
		assertThat(OwnershipMark.parse(OwnershipMark.of(column))).isEqualTo(column);
	}

	@Test
	void whatComesAloneIsListed() {
		QualifiedName table = QualifiedName.of("product");
		Column plain = Column.of("price", "int", true);
		List<SchemaObject> created = new Change.AlterColumn(table, Change.Aspect.DEFAULT, plain,
				plain.withDefaultValue(new Expression("0")))
			.creates();
		assertThat(OwnershipMark.of(created)).isEqualTo("default product.price");
		assertThat(OwnershipMark.parse("default product.price")).isEqualTo(created);
		List<SchemaObject> key = new Change.AddPrimaryKey(table, new PrimaryKey("", List.of("id")), false).creates();
		assertThat(OwnershipMark.parse(OwnershipMark.of(key))).isEqualTo(key);
	}

	@Test
	void aRenameIsReadBack() {
		Change table = new Change.RenameTable(ODD, new QualifiedName("shop", "even"), false);
		assertThat(OwnershipMark.of(table)).isEqualTo("table shop.even from \"Odd, \"\"table\"\" (x)\"");
		Change column = new Change.RenameColumn(ODD, "a from b", "c", false);
		assertThat(OwnershipMark.of(column)).isEqualTo("column shop.\"Odd, \"\"table\"\" (x)\".c from \"a from b\"");
		Change plain = new Change.RenameColumn(QualifiedName.of("product"), "cost", "price", false);
		assertThat(OwnershipMark.of(plain)).isEqualTo("column product.price from cost");
		for (Change rename : List.of(table, column, plain)) {
			assertThat(OwnershipMark.rename(OwnershipMark.of(rename))).contains(rename);
			assertThat(OwnershipMark.parse(OwnershipMark.of(rename))).isEmpty();
		}
		assertThat(OwnershipMark.rename("column price from cost")).isEmpty();
		assertThat(OwnershipMark.rename("table a.b.c from d")).isEmpty();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "2020-01-01", "by hand", "table", "table a; drop", "tableau x", "table a.b.c.d",
			"table product (id" })
	void textThatIsNoMarkOwnsNothing(String text) {
		assertThat(OwnershipMark.parse(text)).isEmpty();
		assertThat(OwnershipMark.rename(text)).isEmpty();
	}

}
