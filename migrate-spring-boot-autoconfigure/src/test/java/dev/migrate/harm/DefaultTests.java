package dev.migrate.harm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.GeneratedView;
import dev.migrate.MigrationFailedException;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnDefault;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a NOT NULL column can be added to a table with rows.
 */
class DefaultTests {

	private static final Answers STOCK = Answers.NONE.withDefaults(List.of("item.stock=length(name) * 2"));

	@TempDir
	private Path folder;

	@TempDir
	private Path other;

	@ParameterizedTest
	@EnumSource
	void rowsAreFilledBeforeNotNullIsSet(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Item.class)) {
			shop.release("create all");
			shop.database().execute("insert into item (id, name) values (1, 'pen'), (2, 'ink')");
			List<String> before = shop.oracle();
			GeneratedView generated = shop.map(StockedItem.class).release("stock", STOCK);
			assertThat(EvolvingApplication.changes(generated.changes())).containsExactly("add column item.stock",
					"fill column item.stock", "set not null on item.stock");
			assertThat(shop.history().get(1).changesets()).hasSize((product == TestProduct.POSTGRESQL) ? 1 : 3);
			assertThat(rows(shop, "select stock from item order by id")).containsExactly("6", "6");
			assertThat(shop.oracle()).isEqualTo(expected(product, StockedItem.class));
			assertThat(shop.check().agrees()).isTrue();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
			assertThat(rows(shop, "select name from item order by id")).containsExactly("pen", "ink");
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void nullsAreFilledBeforeNotNullIsSet(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Item.class)) {
			shop.release("create all");
			shop.database().execute("insert into item (id, name) values (1, 'pen'), (2, null)");
			List<String> before = shop.oracle();
			GeneratedView generated = shop.map(NamedItem.class)
				.release("name", Answers.NONE.withDefaults(List.of("ITEM.name='it''s = ${new}'")));
			assertThat(EvolvingApplication.changes(generated.changes())).containsExactly(
					"change type of item.name from character varying(255) to character varying(300)",
					"fill column item.name", "set not null on item.name");
			assertThat(rows(shop, "select name from item order by id")).containsExactly("pen", "it's = ${new}");
			assertThat(shop.oracle()).isEqualTo(expected(product, NamedItem.class));
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void missingValueLeavesPlaceholderInFile(TestProduct product) throws SQLException, IOException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Item.class)) {
			shop.release("create all");
			shop.database().execute("insert into item (id, name) values (1, 'pen')");
			List<String> before = shop.oracle();
			GeneratedView generated = shop.map(StockedItem.class).generate("stock");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> shop.upgrade("head"))
				.satisfies((ex) -> assertThat(ex.getMessage()).containsIgnoringCase("FILL_IN_item_stock"));
			assertThat(shop.oracle()).isEqualTo(before);
			Path file = generated.file();
			String place = "FILL_IN_" + ((product == TestProduct.H2) ? "ITEM_STOCK" : "item_stock");
			assertThat(Files.readString(file)).containsOnlyOnce(place);
			Files.writeString(file, Files.readString(file).replace(place, "7"));
			shop.upgrade("head");
			assertThat(rows(shop, "select stock from item")).containsExactly("7");
			assertThat(shop.oracle()).isEqualTo(expected(product, StockedItem.class));
			shop.upgrade("head");
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@EnumSource
	void emptyTableNeedsAValueToo(TestProduct product) throws SQLException, IOException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Item.class)) {
			shop.release("create all");
			List<String> before = shop.oracle();
			Path file = shop.map(StockedItem.class).generate("stock").file();
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> shop.upgrade("head"))
				.satisfies((ex) -> assertThat(ex.getMessage()).containsIgnoringCase("FILL_IN_item_stock"));
			assertThat(shop.oracle()).isEqualTo(before);
			Files.writeString(file, Files.readString(file).replaceFirst("FILL_IN_\\w+", "7"));
			shop.upgrade("head");
			assertThat(shop.oracle()).isEqualTo(expected(product, StockedItem.class));
			shop.downgrade("base");
			shop.upgrade("head");
			assertThat(shop.oracle()).isEqualTo(expected(product, StockedItem.class));
		}
	}

	@ParameterizedTest
	@EnumSource
	void expressionThatGivesARowNoValueStopsTheRunBeforeItsFirstStatement(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Item.class)) {
			shop.release("create all");
			shop.database().execute("insert into item (id, name) values (1, 'pen'), (2, null)");
			List<String> before = shop.oracle();
			shop.map(StockedItem.class).generate("stock", STOCK);
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> shop.upgrade("head"))
				.satisfies((ex) -> assertThat(ex.getMessage()).containsIgnoringCase("get no value in stock"));
			assertThat(shop.oracle()).isEqualTo(before);
			shop.database().execute("update item set name = 'ink' where id = 2");
			shop.upgrade("head");
			assertThat(shop.oracle()).isEqualTo(expected(product, StockedItem.class));
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void preconditionUsesOldNameOfRenamedTable(TestProduct product) throws IOException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Item.class)) {
			shop.release("create all");
			shop.database().execute("insert into item (id, name) values (1, 'pen')");
			List<String> before = shop.oracle();
			GeneratedView generated = shop.map(Ware.class)
				.generate("ware", Answers.NONE.withRenames(List.of("item:ware")));
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> shop.upgrade("head"))
				.satisfies((ex) -> assertThat(ex.getMessage()).containsIgnoringCase("FILL_IN_ware_"));
			assertThat(shop.oracle()).isEqualTo(before);
			Path file = generated.file();
			Files.writeString(file, Files.readString(file).replaceFirst("FILL_IN_\\w+", "7"));
			shop.upgrade("head");
			assertThat(shop.oracle()).isEqualTo(expected(product, Ware.class));
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@EnumSource
	void defaultOfEntityFillsRows(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Item.class)) {
			shop.release("create all");
			shop.database().execute("insert into item (id, name) values (1, 'pen')");
			GeneratedView generated = shop.map(RatedItem.class).release("rate");
			assertThat(EvolvingApplication.changes(generated.changes())).containsExactly("add column item.rate");
			assertThat(rows(shop, "select rate from item")).containsExactly("5");
		}
	}

	@ParameterizedTest
	@EnumSource
	void unneededValueIsRejected(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Item.class)) {
			shop.release("create all");
			assertRejected(shop, "item.name=1", "column item.name needs no value for existing rows.");
			shop.map(RatedItem.class);
			assertRejected(shop, "item.rate=1", "column item.rate gets its values from the database.");
			assertRejected(shop, "item.id=1", "column item.id needs no value for existing rows.");
			assertRejected(shop, "item.stock=1", "the entities map no column item.stock.");
			assertRejected(shop, "thing.stock=1", "the entities map no column thing.stock.");
			Answers nonsense = Answers.NONE.withDefaults(List.of("item.rate"));
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.generate("x", nonsense))
				.withMessage("There is no value for a column in 'item.rate': use --default table.column=expression,"
						+ " with an SQL expression. Nothing was written.");
			assertThat(shop.history()).hasSize(1);
		}
	}

	private static void assertRejected(EvolvingApplication shop, String answer, String reason) {
		Answers answers = Answers.NONE.withDefaults(List.of(answer));
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.generate("x", answers))
			.satisfies((ex) -> assertThat(ex.getMessage())
				.isEqualToIgnoringCase("--default " + answer + " cannot be used: " + reason + " Nothing was written."));
	}

	private List<String> expected(TestProduct product, Class<?>... entities) {
		try (EvolvingApplication fresh = new EvolvingApplication(product, this.other).init().map(entities)) {
			if (fresh.history().isEmpty()) {
				fresh.generate("create all");
			}
			fresh.upgrade("head");
			return fresh.oracle();
		}
	}

	private static List<String> rows(EvolvingApplication shop, String query) throws SQLException {
		List<String> found = new ArrayList<>();
		try (Connection connection = shop.database().connect();
				ResultSet rows = connection.createStatement().executeQuery(query)) {
			while (rows.next()) {
				found.add(rows.getString(1));
			}
		}
		return found;
	}

	@Entity(name = "Item")
	@Table(name = "item")
	static class Item {

		@Id
		Long id;

		String name;

	}

	@Entity(name = "Item")
	@Table(name = "item")
	static class StockedItem {

		@Id
		Long id;

		String name;

		@Column(nullable = false)
		Integer stock;

	}

	@Entity(name = "Item")
	@Table(name = "item")
	static class NamedItem {

		@Id
		Long id;

		@Column(nullable = false, length = 300)
		String name;

	}

	@Entity(name = "Item")
	@Table(name = "item")
	static class RatedItem {

		@Id
		Long id;

		String name;

		@ColumnDefault("5")
		@Column(nullable = false)
		Integer rate;

	}

	@Entity(name = "Ware")
	@Table(name = "ware")
	static class Ware {

		@Id
		Long id;

		String name;

		@Column(nullable = false)
		Integer stock;

	}

}
