package dev.migrate.endtoend.priced;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application of {@link dev.migrate.endtoend.shop.ShopApplication} after another
 * change of its entity.
 */
@SpringBootApplication(proxyBeanMethods = false,
		excludeName = { "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
				"org.springframework.modulith.events.config.EventPublicationAutoConfiguration" })
public class PricedShopApplication {

	@Entity(name = "product")
	static class Product {

		@Id
		@GeneratedValue
		Long id;

		String name;

		Integer price;

	}

}
