package dev.migrate.harm;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

import dev.migrate.ChangesetView;
import dev.migrate.CheckView;
import dev.migrate.GeneratedView;
import dev.migrate.RevisionView;
import dev.migrate.change.Risk;
import dev.migrate.testing.StandardSqlProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the law of no harm: unmanaged objects are reported and kept, and managed ones
 * are dropped in a changeset that describes the loss.
 */
class NoHarmTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@StandardSqlProducts
	void objectsOfManualRevisionAreReportedAndKept(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.byHand("create index by_hand_idx on product (price)", "alter table product add legacy varchar(20)",
					"alter table product add constraint by_hand_check check (price >= 0)",
					"alter table product add constraint by_hand_key unique (name, price)");
			List<String> before = shop.oracle();
			CheckView check = shop.check();
			assertThat(EvolvingApplication.changes(check.changes())).isEmpty();
			assertThat(check.agrees()).isTrue();
			assertThat(EvolvingApplication.left(check.leftAlone())).containsExactlyInAnyOrder(
					"drop index by_hand_idx on product (price)", "drop column product.legacy",
					"drop check by_hand_check of product",
					(product == TestProduct.MARIADB) ? "drop index by_hand_key on product (name, price)"
							: "drop unique key product (name, price)");
			assertThat(check.leftAlone())
				.allSatisfy((left) -> assertThat(left.reason()).isEqualTo("no generated changeset created it"));
			GeneratedView generated = shop.generate("nothing");
			assertThat(generated.file()).isNull();
			assertThat(generated.leftAlone()).isEqualTo(check.leftAlone());
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@StandardSqlProducts
	void unmappedTablesAreReportedAndKept(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.database()
				.execute("create sequence somebodys_seq",
						"create table somebodys (id bigint primary key, "
								+ "product_id bigint references product (id), text varchar(10) unique)",
						"create view cheap as select id from product where price < 1",
						"insert into somebodys values (1, null, 'kept')");
			List<String> before = shop.oracle();
			assertThat(EvolvingApplication.left(shop.check().leftAlone()))
				.containsExactlyInAnyOrder("drop table somebodys", "drop sequence somebodys_seq");
			assertThat(shop.generate("nothing").file()).isNull();
			assertThat(shop.oracle()).isEqualTo(before);
			assertThat(count(shop.database(), "somebodys")).isOne();
		}
	}

	@ParameterizedTest
	@StandardSqlProducts
	void managedObjectsAreDroppedAndRestored(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.database()
				.execute("insert into product (id, name, price, code, note) values (1, 'pen', 1.5, 'p', 'blue')");
			List<String> before = shop.oracle();
			GeneratedView generated = shop.map(Second.Product.class).generate("less");
			assertThat(EvolvingApplication.left(generated.leftAlone())).isEmpty();
			assertThat(EvolvingApplication.changes(generated.changes())).contains("add column product.stock",
					"drop column product.code", "drop column product.note", "drop column product.maker_id",
					"drop index product_name_idx on product (name)", "drop table maker", "drop table label");
			assertThat(generated.changes())
				.filteredOn((change) -> change.description().matches("drop (column|table) .*"))
				.isNotEmpty()
				.allSatisfy((change) -> assertThat(change.risk()).isEqualTo(Risk.Kind.LOSES_DATA));
			RevisionView revision = shop.history().get(1);
			assertThat(revision.risk()).isEqualTo(Risk.Kind.LOSES_DATA);
			assertThat(revision.changesets()).hasSameSizeAs(generated.changes());
			assertThat(revision.changesets()).filteredOn((changeset) -> comment(changeset).contains("loses data"))
				.hasSize(5)
				.allSatisfy((changeset) -> assertThat(comment(changeset)).matches("drop (column|table) .*"));
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
			assertThat(count(shop.database(), "product")).isOne();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
			assertThat(count(shop.database(), "product")).isOne();
			assertThat(shop.map(First.CLASSES).check().changes()).isEmpty();
		}
	}

	@ParameterizedTest
	@StandardSqlProducts
	void unmanagedDependentsKeepColumnOrTable(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.byHand("create index by_hand_idx on product (note)", "create index by_hand_label_idx on label (text)",
					"create table guild (id bigint primary key, maker_id bigint,"
							+ " foreign key (maker_id) references maker (id))");
			GeneratedView generated = shop.map(Second.Product.class).release("less");
			assertThat(EvolvingApplication.changes(generated.changes()))
				.contains("drop column product.code", "drop column product.maker_id")
				.doesNotContain("drop column product.note", "drop table maker", "drop table label");
			assertThat(EvolvingApplication.left(generated.leftAlone())).contains("drop column product.note",
					"drop index by_hand_idx on product (note)", "drop table label", "drop table maker",
					"drop table guild");
			assertThat(shop.oracle().stream().map((line) -> line.toLowerCase(Locale.ROOT)))
				.anyMatch((line) -> line.matches("create index.*product.*note.*|table `product` key \\(`note`.*"))
				.anyMatch((line) -> line.matches("create index.*label.*text.*|table `label` key \\(`text`.*"))
				.anyMatch((line) -> line.matches(".*foreign key.*maker_id.*"))
				.anyMatch((line) -> line.matches(".*table.*label.*"));
			CheckView check = shop.check();
			assertThat(EvolvingApplication.changes(check.changes())).isEmpty();
			assertThat(shop.generate("again").file()).isNull();
		}
	}

	@ParameterizedTest
	@EnumSource
	void recreatedObjectIsUnmanaged(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.map(Second.Product.class).release("less");
			shop.byHand("alter table product add note varchar(255)", "create table label (id bigint, text varchar(9))");
			GeneratedView generated = shop.generate("nothing");
			assertThat(EvolvingApplication.changes(generated.changes())).isEmpty();
			assertThat(EvolvingApplication.left(generated.leftAlone()))
				.containsExactlyInAnyOrder("drop column product.note", "drop table label");
			shop.map(First.CLASSES);
			assertThat(EvolvingApplication.changes(shop.release("more").changes())).contains("create table maker")
				.doesNotContain("create table label", "add column product.note");
			assertThat(EvolvingApplication.changes(shop.map(Second.Product.class).generate("less").changes()))
				.contains("drop table maker", "drop column product.code")
				.doesNotContain("drop table label", "drop column product.note");
		}
	}

	@ParameterizedTest
	@EnumSource
	void objectOfChangesetMarkedAsRunIsUnmanaged(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.database().execute("create table gift (id bigint primary key)");
			shop.release("create all");
			shop.files().write("db/changelog/versions/29990101000000_gift.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "29990101000000.1"
					      author: ada
					      created: table gift (id), table GIFT (ID)
					      preConditions:
					        - onFail: MARK_RAN
					        - not:
					            - tableExists:
					                tableName: gift
					      changes:
					        - sql:
					            sql: create table gift (id bigint primary key)
					""");
			shop.upgrade("head");
			assertThat(EvolvingApplication.left(shop.check().leftAlone())).containsExactly("drop table gift");
		}
	}

	private static String comment(ChangesetView changeset) {
		return String.valueOf(changeset.comment()).toLowerCase(Locale.ROOT);
	}

	private static int count(TestDatabase database, String table) throws SQLException {
		try (Connection connection = database.connect();
				ResultSet rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
			rows.next();
			return rows.getInt(1);
		}
	}

}
