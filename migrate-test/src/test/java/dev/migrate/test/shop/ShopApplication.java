package dev.migrate.test.shop;

import java.math.BigDecimal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with an entity.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {

	@Entity(name = "book")
	static class Book {

		@Id
		Long id;

		String title;

		@Column(precision = 10, scale = 2)
		BigDecimal price;

	}

}
