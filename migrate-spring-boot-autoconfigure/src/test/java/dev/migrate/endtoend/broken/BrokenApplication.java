package dev.migrate.endtoend.broken;

import jakarta.persistence.Entity;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with an entity that Hibernate cannot map.
 */
@SpringBootApplication(proxyBeanMethods = false,
		excludeName = { "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
				"org.springframework.modulith.events.config.EventPublicationAutoConfiguration" })
public class BrokenApplication {

	@Entity
	static class Nameless {

		String name;

	}

}
