package dev.migrate.endtoend.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with an entity.
 */
@SpringBootApplication(proxyBeanMethods = false,
		excludeName = { "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
				"org.springframework.modulith.events.config.EventPublicationAutoConfiguration" })
public class ShopApplication {

	@Entity(name = "product")
	static class Product {

		@Id
		@GeneratedValue
		Long id;

		String name;

	}

}
