package dev.migrate.endtoend.grown;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/**
 * An application whose entities are given, so that one of them can change.
 */
@SpringBootApplication(proxyBeanMethods = false,
		excludeName = { "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
				"org.springframework.modulith.events.config.EventPublicationAutoConfiguration" })
public class GrownApplication {

	@Bean
	PersistenceManagedTypes entities(@Value("${grown.entities}") String[] entities) {
		return PersistenceManagedTypes.of(entities);
	}

}
