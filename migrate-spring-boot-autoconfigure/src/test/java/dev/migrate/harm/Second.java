package dev.migrate.harm;

import java.math.BigDecimal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The entities of a second release, which adds and removes objects.
 */
final class Second {

	private Second() {
	}

	/**
	 * The product without code, note, maker and index, but with stock.
	 */
	@Entity
	@Table(name = "product")
	static class Product {

		@Id
		Long id;

		@Column(nullable = false, length = 100)
		String name;

		@Column(precision = 10, scale = 2)
		BigDecimal price;

		Integer stock;

	}

}
