package dev.migrate.harm;

import java.math.BigDecimal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The entities of a second release, which has less of some things and more of others.
 */
final class Second {

	private Second() {
	}

	/**
	 * Without a code, a note, a maker and an index; with a stock.
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
