package dev.migrate.demo.orders;

import dev.migrate.demo.catalogue.Product;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.Nullable;

/**
 * A product in an order, and its quantity.
 */
@Entity
@Table(name = "order_line",
		uniqueConstraints = @UniqueConstraint(name = "order_line_order_id_product_id_key",
				columnNames = { "order_id", "product_id" }),
		indexes = @Index(name = "order_line_product_id_idx", columnList = "product_id"),
		check = @CheckConstraint(name = "order_line_quantity_check", constraint = "quantity > 0"))
public class OrderLine {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "order_line_seq")
	@SequenceGenerator(name = "order_line_seq", sequenceName = "order_line_seq")
	private @Nullable Long id;

	@ManyToOne(optional = false, fetch = FetchType.LAZY)
	@JoinColumn(name = "order_id", foreignKey = @ForeignKey(name = "order_line_order_id_fkey"))
	@OnDelete(action = OnDeleteAction.CASCADE)
	private Order order;

	@ManyToOne(optional = false, fetch = FetchType.LAZY)
	@JoinColumn(name = "product_id", foreignKey = @ForeignKey(name = "order_line_product_id_fkey"))
	private Product product;

	@Column(nullable = false)
	private int quantity;

	@SuppressWarnings("NullAway.Init")
	protected OrderLine() {
	}

	OrderLine(Order order, Product product, int quantity) {
		this.order = order;
		this.product = product;
		this.quantity = quantity;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public Order getOrder() {
		return this.order;
	}

	public Product getProduct() {
		return this.product;
	}

	public int getQuantity() {
		return this.quantity;
	}

}
