package dev.migrate.harm;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.CheckView;
import dev.migrate.GeneratedView;
import dev.migrate.RenamesUnansweredException;
import dev.migrate.RenamesUnansweredException.Question;
import dev.migrate.change.Risk;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.GeneratedColumn;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a possible rename is not turned into a drop without an answer, and that a
 * rename keeps rows, keys and references.
 */
class RenameTests {

	@TempDir
	private Path folder;

	@TempDir
	private Path other;

	@ParameterizedTest
	@EnumSource
	void unansweredRenameIsRejected(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Before.class)) {
			shop.release("create all");
			shop.map(After.class);
			assertThatExceptionOfType(RenamesUnansweredException.class).isThrownBy(() -> shop.generate("rename"))
				.satisfies((ex) -> assertThat(ex.getMessage()).isEqualToIgnoringCase(
						"This may be a rename: column gadget.cost to gadget.price. Nothing was written."
								+ " Use --rename gadget.cost:price if it is, or --no-rename if it is not."));
			assertThat(shop.history()).hasSize(1);
			Answers none = Answers.NONE.withoutOtherRenames();
			assertThat(EvolvingApplication.changes(shop.generate("really", none).changes()))
				.containsExactly("add column gadget.price", "drop column gadget.cost");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "HSQLDB", "MYSQL", "MARIADB" })
	void renameUnderAViewIsRejectedByItsName(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Before.class)) {
			shop.release("create all");
			shop.byHand("create view price_list as select cost from gadget");
			List<String> before = shop.oracle();
			shop.map(After.class);
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> shop.generate("rename", Answers.NONE.withRenames(List.of("gadget.cost:price"))))
				.satisfies((ex) -> assertThat(ex.getMessage())
					.startsWithIgnoringCase("Cannot rename column gadget.cost to price because of view price_list."));
			assertThat(shop.history()).hasSize(2);
			assertThat(shop.oracle()).isEqualTo(before);
			Answers none = Answers.NONE.withoutOtherRenames();
			assertThat(EvolvingApplication.changes(shop.release("less", none).changes()))
				.containsExactly("add column gadget.price");
			assertThat(shop.check().leftAlone()).singleElement()
				.satisfies((left) -> assertThat(left.reason())
					.isEqualToIgnoringCase("it is still used by view price_list"));
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void columnsAreRenamedWithTheirReferences(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init()
			.map(Gadget.class, Part.class)) {
			shop.release("create all");
			fill(shop.database());
			List<String> before = shop.oracle();
			shop.map(PricedGadget.class, SkuPart.class);
			String text = (product == TestProduct.MARIADB) ? "varchar" : "character varying";
			GeneratedView generated = shop.release("rename", Answers.NONE
				.withRenames(List.of("gadget.cost:price", "Gadget.code:sku", "part.gadget_code:gadget_sku")));
			assertThat(EvolvingApplication.changes(generated.changes())).containsExactly(
					"rename column gadget.cost to price", "rename column gadget.code to sku",
					"rename column part.gadget_code to gadget_sku",
					"change type of gadget.sku from %1$s(255) to %1$s(300)".formatted(text),
					"change type of part.gadget_sku from %1$s(255) to %1$s(300)".formatted(text),
					"recreate foreign key part (gadget_sku) to gadget");
			assertThat(shop.oracle()).isEqualTo(expected(product, PricedGadget.class, SkuPart.class));
			assertThat(EvolvingApplication.changes(shop.check().changes())).isEmpty();
			assertThat(shop.check().agrees()).isTrue();
			assertThat(rows(shop.database(), "select price, doubled, sku, gadget_sku from gadget, part"))
				.containsExactly("1.50 3.00 a a");
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
			assertThat(rows(shop.database(), "select cost, code, gadget_code from gadget, part"))
				.containsExactly("1.50 a a");
			assertThat(shop.map(Gadget.class, Part.class).check().changes()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void sequenceOfARenamedTableIsRestoredAboveTheRows(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Ticket.class)) {
			shop.release("create all");
			shop.database().execute("insert into ticket (id, note) values (351, 'x')");
			GeneratedView generated = shop.map(Coupon.class)
				.release("rename", Answers.NONE.withRenames(List.of("ticket:coupon")));
			assertThat(generated.notes()).isEmpty();
			assertThat(rows(shop.database(), nextValue("coupon_seq"))).containsExactly("401");
			shop.downgrade("-1");
			assertThat(rows(shop.database(), nextValue("ticket_seq"))).containsExactly("401");
		}
	}

	@ParameterizedTest
	@EnumSource
	void valueOfANewColumnUsesTheNewNames(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Guest.class)) {
			shop.release("create all");
			shop.database().execute("insert into guest (id, full_name) values (1, 'Ada')");
			shop.map(NamedGuest.class)
				.release("rename", Answers.NONE.withRenames(List.of("guest.full_name:display_name"))
					.withDefaults(List.of("guest.initial=substr(display_name, 1, 1)")));
			assertThat(rows(shop.database(), "select display_name, initial from guest")).containsExactly("ada a");
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	private static String nextValue(String sequence) {
		return "select nextval('" + sequence + "')";
	}

	@ParameterizedTest
	@EssentialProducts
	void tableIsRenamedWithColumnAndReferences(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init()
			.map(Gadget.class, Part.class)) {
			shop.release("create all");
			fill(shop.database());
			List<String> before = shop.oracle();
			shop.map(Device.class, DevicePart.class);
			assertThatExceptionOfType(RenamesUnansweredException.class).isThrownBy(() -> shop.generate("rename"))
				.satisfies((ex) -> assertThat(ex.questions()).extracting(Question::answer)
					.containsExactly("gadget:device", "device.cost:price"));
			assertThat(shop.check().notes()).hasSize(2)
				.allSatisfy((note) -> assertThat(note).contains("probably", "rename "));
			Answers table = Answers.NONE.withRenames(List.of("gadget:device"));
			assertThatExceptionOfType(RenamesUnansweredException.class).isThrownBy(() -> shop.generate("rename", table))
				.satisfies((ex) -> assertThat(ex.questions()).extracting(Question::answer)
					.containsExactly("device.cost:price"));
			GeneratedView generated = shop.release("rename",
					table.withRenames(List.of("gadget.cost:price", "gadget:device")));
			assertThat(EvolvingApplication.changes(generated.changes()))
				.containsExactly("rename table gadget to device", "rename column device.cost to price");
			assertThat(generated.changes())
				.allSatisfy((change) -> assertThat(change.risk()).isEqualTo(Risk.Kind.BREAKS_RUNNING_VERSION));
			assertThat(shop.oracle()).isEqualTo(expected(product, Device.class, DevicePart.class));
			assertThat(EvolvingApplication.changes(shop.check().changes())).isEmpty();
			assertThat(shop.check().agrees()).isTrue();
			assertThat(rows(shop.database(), "select price, code, gadget_code from device, part"))
				.containsExactly("1.50 a a");
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
			assertThat(rows(shop.database(), "select cost, code, gadget_code from gadget, part"))
				.containsExactly("1.50 a a");
		}
	}

	@ParameterizedTest
	@EnumSource
	void managedObjectStaysManagedAfterRename(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Before.class)) {
			shop.release("create all");
			shop.byHand("alter table gadget add by_hand varchar(20)");
			shop.map(After.class).release("rename", Answers.NONE.withRenames(List.of("gadget.cost:price")));
			shop.map(Moved.class)
				.release("rename the table",
						Answers.NONE.withRenames(List.of("gadget:\"gad.get\"", "gadget.by_hand:\"by:hand\"")));
			GeneratedView generated = shop.map(Bare.class).release("less", Answers.NONE.withoutOtherRenames());
			assertThat(EvolvingApplication.changes(generated.changes())).containsExactly("drop column gad.get.price");
			assertThat(EvolvingApplication.left(generated.leftAlone())).containsExactly("drop column gad.get.by:hand");
			shop.downgrade("-1");
			shop.downgrade("-1");
			CheckView check = shop.map(OnlyId.class).check();
			assertThat(EvolvingApplication.changes(check.changes())).containsExactly("drop column gadget.price");
			assertThat(EvolvingApplication.left(check.leftAlone())).containsExactly("drop column gadget.by_hand");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void unmanagedObjectIsRenamed(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(After.class)) {
			shop.database()
				.execute("create table gadget (id bigint primary key, cost varchar(255))",
						"create table legacy (id bigint primary key, text varchar(255))",
						"insert into gadget values (1, 'kept')");
			List<String> before = shop.oracle();
			assertThatExceptionOfType(RenamesUnansweredException.class).isThrownBy(() -> shop.generate("rename"))
				.satisfies((ex) -> assertThat(ex.questions()).extracting(Question::answer)
					.containsExactly("gadget.cost:price"));
			shop.release("rename", Answers.NONE.withRenames(List.of("gadget.cost:price")));
			assertThat(shop.check().changes()).isEmpty();
			assertThat(rows(shop.database(), "select price from gadget")).containsExactly("kept");
			// A rename does not make the object a managed one.
			assertThat(EvolvingApplication.left(shop.map(OnlyId.class).check().leftAlone()))
				.contains("drop column gadget.price");
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@EnumSource
	void impossibleRenameIsReported(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Before.class)) {
			shop.release("create all");
			shop.map(After.class);
			assertRejected(shop, "gadget.cots:price", "the database has no table or column gadget.cots.");
			assertRejected(shop, "gadgets:device", "the database has no table or column gadgets.");
			assertRejected(shop, "gadget.cost:prize", "the entities map no column gadget.prize.");
			assertRejected(shop, "gadget.id:price", "the entities still map column gadget.id.");
			assertRejected(shop, "gadget.cost:id", "the database already has column gadget.id.");
			assertRejected(shop, "gadget:device", "the entities map no table device.");
			assertRejected(shop, "gadget.cost:gadget.price", "specify the new name of the column without its table.");
			Answers nonsense = Answers.NONE.withRenames(List.of("cost=price"));
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.generate("x", nonsense))
				.withMessage("There is no rename in 'cost=price': use --rename table.old:new for a column, --rename"
						+ " old:new for a table. Nothing was written.");
			Answers twice = Answers.NONE.withRenames(List.of("gadget.cost:price", "gadget.cost:price"));
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.generate("x", twice))
				.withMessageContaining("another --rename contains one of the two names.");
			assertThat(shop.history()).hasSize(1);
		}
	}

	private static void assertRejected(EvolvingApplication shop, String rename, String reason) {
		Answers answers = Answers.NONE.withRenames(List.of(rename));
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.generate("x", answers))
			.satisfies((ex) -> assertThat(ex.getMessage())
				.isEqualToIgnoringCase("--rename " + rename + " cannot be done: " + reason + " Nothing was written."));
	}

	private List<String> expected(TestProduct product, Class<?>... entities) {
		try (EvolvingApplication fresh = new EvolvingApplication(product, this.other).init().map(entities)) {
			fresh.release("create all");
			return fresh.oracle();
		}
	}

	private static void fill(TestDatabase database) {
		database.execute("insert into gadget (id, cost, code, note) values (1, 1.5, 'a', 'kept')",
				"insert into part (id, gadget_code) values (1, 'a')");
	}

	private static List<String> rows(TestDatabase database, String query) throws SQLException {
		List<String> found = new ArrayList<>();
		try (Connection connection = database.connect();
				ResultSet rows = connection.createStatement().executeQuery(query)) {
			while (rows.next()) {
				List<String> values = new ArrayList<>();
				for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
					values.add(rows.getString(i));
				}
				found.add(String.join(" ", values).toLowerCase(Locale.ROOT));
			}
		}
		return found;
	}

	@Entity
	@Table(name = "gadget")
	static class Before {

		@Id
		Long id;

		String cost;

	}

	@Entity
	@Table(name = "gadget")
	static class After {

		@Id
		Long id;

		String price;

	}

	@Entity
	@Table(name = "`gad.get`")
	static class Moved {

		@Id
		Long id;

		String price;

		@Column(name = "`by:hand`", length = 20)
		String byHand;

	}

	@Entity
	@Table(name = "`gad.get`")
	static class Bare {

		@Id
		Long id;

	}

	@Entity
	@Table(name = "gadget")
	static class OnlyId {

		@Id
		Long id;

	}

	@Entity(name = "Gadget")
	@Table(name = "gadget", indexes = @Index(name = "gadget_cost_idx", columnList = "cost, note"))
	@Check(name = "gadget_cost_check", constraints = "cost > 0 and note <> 'cost'")
	static class Gadget {

		@Id
		Long id;

		@Column(precision = 10, scale = 2, nullable = false)
		BigDecimal cost;

		@GeneratedColumn("cost * 2")
		@Column(precision = 10, scale = 2)
		BigDecimal doubled;

		@Column(unique = true)
		String code;

		String note;

	}

	@Entity(name = "Part")
	@Table(name = "part")
	static class Part {

		@Id
		Long id;

		@ManyToOne
		@JoinColumn(name = "gadget_code", referencedColumnName = "code")
		Gadget gadget;

	}

	@Entity(name = "Gadget")
	@Table(name = "gadget", indexes = @Index(name = "gadget_cost_idx", columnList = "price, note"))
	@Check(name = "gadget_price_check", constraints = "price > 0 and note <> 'cost'")
	static class PricedGadget {

		@Id
		Long id;

		@Column(precision = 10, scale = 2, nullable = false)
		BigDecimal price;

		@GeneratedColumn("price * 2")
		@Column(precision = 10, scale = 2)
		BigDecimal doubled;

		@Column(unique = true, length = 300)
		String sku;

		String note;

	}

	@Entity(name = "Part")
	@Table(name = "part")
	static class SkuPart {

		@Id
		Long id;

		@ManyToOne
		@JoinColumn(name = "gadget_sku", referencedColumnName = "sku")
		PricedGadget gadget;

	}

	@Entity(name = "Gadget")
	@Table(name = "device", indexes = @Index(name = "gadget_cost_idx", columnList = "price, note"))
	@Check(name = "device_price_check", constraints = "price > 0 and note <> 'cost'")
	static class Device {

		@Id
		Long id;

		@Column(precision = 10, scale = 2, nullable = false)
		BigDecimal price;

		@GeneratedColumn("price * 2")
		@Column(precision = 10, scale = 2)
		BigDecimal doubled;

		@Column(unique = true)
		String code;

		String note;

	}

	@Entity(name = "Part")
	@Table(name = "part")
	static class DevicePart {

		@Id
		Long id;

		@ManyToOne
		@JoinColumn(name = "gadget_code", referencedColumnName = "code")
		Device gadget;

	}

	@Entity(name = "ticket")
	static class Ticket {

		@Id
		@GeneratedValue
		long id;

		String note;

	}

	@Entity(name = "coupon")
	static class Coupon {

		@Id
		@GeneratedValue
		long id;

		String note;

	}

	@Entity(name = "guest")
	static class Guest {

		@Id
		long id;

		@Column(name = "full_name")
		String fullName;

	}

	@Entity(name = "guest")
	static class NamedGuest {

		@Id
		long id;

		@Column(name = "display_name")
		String displayName;

		@Column(nullable = false)
		String initial;

	}

}
