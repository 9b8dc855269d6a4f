package dev.migrate.harm;

import java.math.BigDecimal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * The entities of a first release.
 */
final class First {

	static final Class<?>[] CLASSES = { Product.class, Maker.class, Label.class };

	private First() {
	}

	@Entity
	@Table(name = "product", indexes = @Index(name = "product_name_idx", columnList = "name"))
	static class Product {

		@Id
		Long id;

		@Column(nullable = false, length = 100)
		String name;

		@Column(precision = 10, scale = 2)
		BigDecimal price;

		@Column(unique = true)
		String code;

		String note;

		@ManyToOne
		Maker maker;

	}

	@Entity
	@Table(name = "maker")
	static class Maker {

		@Id
		Long id;

		String name;

	}

	@Entity
	@Table(name = "label")
	static class Label {

		@Id
		Long id;

		@Column(unique = true)
		String text;

		@ManyToOne
		Product product;

	}

}
