package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.testing.TestProduct;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;
import org.hibernate.annotations.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a note names what an entity asks for and a revision does not contain.
 */
class OmissionTests {

	private static final String LEFT = " is neither written nor compared: add it to a revision by hand.";

	@TempDir
	private Path folder;

	@Test
	void clausesThatASchemaCannotExpressAreNoted() {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.POSTGRESQL, this.folder).init()
			.map(Order.class, Customer.class)) {
			List<String> notes = List.of("The clause \"with (fillfactor = 70)\" of table customer (Customer)" + LEFT,
					"The clause \"with (autovacuum_enabled = false)\" of table customer_seq_table" + LEFT,
					"The clause \"not valid\" of a foreign key of table orders (Order)" + LEFT,
					"The clause \"with (fillfactor = 80)\" of table orders (Order)" + LEFT,
					"The clause \"references customer on delete cascade\" of column orders.guest (Order.guest)" + LEFT,
					"The clause \"compression pglz\" of column orders.note (Order.note)" + LEFT,
					"The clause \"cycle\" of sequence orders_seq" + LEFT,
					"The clause \"with (fillfactor = 60)\" of table order_tags (Order.tags)" + LEFT);
			assertThat(shop.generate("create all").notes()).containsExactlyInAnyOrderElementsOf(notes);
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
			assertThat(shop.check().notes()).containsExactlyInAnyOrderElementsOf(notes);
		}
	}

	@Test
	void missingViewIsNotedUntilItExists() {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.H2, this.folder).init()
			.map(Customer.class, CustomerName.class)) {
			String note = "View CUSTOMER_NAME (CustomerName) does not exist, and is not created from its @View: "
					+ "create it in a revision of your own.";
			assertThat(shop.release("create all").notes()).contains(note);
			assertThat(shop.check().notes()).contains(note);
			shop.byHand("create view customer_name as select id from customer");
			assertThat(shop.check().notes()).doesNotContain(note);
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@Test
	void optionsOfCheckAreWritten() {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.MARIADB, this.folder).init()
			.map(Checked.class)) {
			assertThat(shop.generate("create all")).satisfies((generated) -> {
				assertThat(generated.content()).containsPattern("check \\(amount > 0\\)\\s+comment 'positive'");
				assertThat(generated.notes()).containsExactly(
						"The clause \"comment 'positive'\" of a check of table checked (Checked) is written with a new "
								+ "check, and not compared with an existing one.");
			});
		}
	}

	@Entity(name = "Customer")
	@Table(name = "customer", options = "with (fillfactor = 70)")
	static class Customer {

		@Id
		@GeneratedValue(strategy = GenerationType.TABLE, generator = "customers")
		@TableGenerator(name = "customers", table = "customer_seq_table", options = "with (autovacuum_enabled = false)")
		Long id;

	}

	@Entity(name = "Order")
	@Table(name = "orders", options = "with (fillfactor = 80)")
	static class Order {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "orders")
		@SequenceGenerator(name = "orders", sequenceName = "orders_seq", options = "cycle")
		Long id;

		@Column(options = "compression pglz")
		String note;

		@Column(columnDefinition = "bigint references customer on delete cascade")
		Long guest;

		@ManyToOne
		@JoinColumn(name = "customer_id", foreignKey = @ForeignKey(
				foreignKeyDefinition = "foreign key (customer_id) references customer not valid"))
		Customer customer;

		@ElementCollection
		@CollectionTable(name = "order_tags", options = "with (fillfactor = 60)")
		List<String> tags;

	}

	@Entity(name = "CustomerName")
	@Table(name = "customer_name")
	@View(query = "select id from customer")
	static class CustomerName {

		@Id
		Long id;

	}

	@Entity(name = "Checked")
	@Table(name = "checked",
			check = @CheckConstraint(name = "positive", constraint = "amount > 0", options = "comment 'positive'"))
	static class Checked {

		@Id
		Long id;

		int amount;

	}

}
