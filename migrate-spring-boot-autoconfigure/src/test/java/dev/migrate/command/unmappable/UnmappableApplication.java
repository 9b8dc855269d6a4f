package dev.migrate.command.unmappable;

import java.util.List;

import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.Migrations;
import dev.migrate.service.DefaultMigrations;
import dev.migrate.testing.StubDatabaseMigrations;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * An application with an entity that cannot be mapped.
 */
@SpringBootApplication(proxyBeanMethods = false,
		excludeName = { "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
				"org.springframework.modulith.events.config.EventPublicationAutoConfiguration" })
public class UnmappableApplication {

	public static void main(String[] args) {
		SpringApplication.run(UnmappableApplication.class, args);
	}

	@Bean
	@Primary
	Migrations unmappableMigrations(ObjectProvider<EntityManagerFactory> factory) {
		return new DefaultMigrations(List.of(new StubDatabaseMigrations("main") {

			@Override
			public GeneratedView generate(GenerateRequest request) {
				factory.getObject();
				throw new AssertionError("There is no such factory");
			}

		}));
	}

	@Entity
	static class Nameless {

		String name;

	}

}
