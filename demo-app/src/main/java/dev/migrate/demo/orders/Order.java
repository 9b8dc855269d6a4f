package dev.migrate.demo.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.migrate.demo.catalogue.Product;
import dev.migrate.demo.customers.Customer;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * An order that a customer has placed.
 */
@Entity
@Table(name = "orders", indexes = { @Index(name = "orders_customer_id_idx", columnList = "customer_id"),
		@Index(name = "orders_placed_at_idx", columnList = "placed_at") })
public class Order {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "orders_seq")
	@SequenceGenerator(name = "orders_seq", sequenceName = "orders_seq")
	private @Nullable Long id;

	@ManyToOne(optional = false, fetch = FetchType.LAZY)
	@JoinColumn(name = "customer_id", foreignKey = @ForeignKey(name = "orders_customer_id_fkey"))
	private Customer customer;

	@Enumerated(EnumType.STRING)
	@Column(nullable = false, length = 20)
	private OrderStatus status = OrderStatus.PLACED;

	@Column(name = "placed_at", nullable = false)
	private Instant placedAt;

	@Version
	private int version;

	@OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("id")
	private List<OrderLine> lines = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	public Order(Customer customer, Instant placedAt) {
		this.customer = customer;
		this.placedAt = placedAt;
	}

	public void add(Product product, int quantity) {
		this.lines.add(new OrderLine(this, product, quantity));
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public Customer getCustomer() {
		return this.customer;
	}

	public OrderStatus getStatus() {
		return this.status;
	}

	public Instant getPlacedAt() {
		return this.placedAt;
	}

	public List<OrderLine> getLines() {
		return Collections.unmodifiableList(this.lines);
	}

}
