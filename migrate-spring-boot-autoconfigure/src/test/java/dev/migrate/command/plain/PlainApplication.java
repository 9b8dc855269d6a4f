package dev.migrate.command.plain;

import java.util.List;

import dev.migrate.Migrations;
import dev.migrate.RevisionView;
import dev.migrate.service.DefaultMigrations;
import dev.migrate.testing.StubDatabaseMigrations;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application that needs nothing.
 */
@Configuration(proxyBeanMethods = false)
public class PlainApplication {

	public static void main(String[] args) {
		SpringApplication.run(PlainApplication.class, args);
	}

	@Bean
	Migrations migrations() {
		return new DefaultMigrations(List.of(new StubDatabaseMigrations("main") {

			@Override
			public List<RevisionView> history(String range) {
				return List.of();
			}

		}));
	}

}
