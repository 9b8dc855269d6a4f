package dev.migrate.command.plain;

import java.util.List;

import dev.migrate.Migrations;
import dev.migrate.RevisionView;

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
		return new Migrations(List.of()) {

			@Override
			public List<String> databases() {
				return List.of("main");
			}

			@Override
			public List<RevisionView> history(String database, String range) {
				return List.of();
			}

		};
	}

}
