package dev.migrate.demo.catalogue;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * A category of products. A product may have several.
 */
@Entity
@Table(uniqueConstraints = @UniqueConstraint(name = "category_name_key", columnNames = "name"))
public class Category {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(nullable = false, length = 50)
	private String name;

	@ManyToMany
	@JoinTable(name = "category_product",
			joinColumns = @JoinColumn(name = "category_id",
					foreignKey = @ForeignKey(name = "category_product_category_id_fkey")),
			inverseJoinColumns = @JoinColumn(name = "product_id",
					foreignKey = @ForeignKey(name = "category_product_product_id_fkey")),
			indexes = @Index(name = "category_product_product_id_idx", columnList = "product_id"))
	private Set<Product> products = new LinkedHashSet<>();

	@SuppressWarnings("NullAway.Init")
	protected Category() {
	}

	public Category(String name, Set<Product> products) {
		this.name = name;
		this.products.addAll(products);
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public Set<Product> getProducts() {
		return this.products;
	}

}
