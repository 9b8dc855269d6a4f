package dev.migrate.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;

import org.springframework.boot.SpringApplication;

/**
 * An application with its changelog in a folder and its database at a URL, which runs
 * commands.
 *
 * @param application the application class
 * @param folder the folder of the changelog
 * @param properties the properties, {@code name=value}
 */
record Shop(Class<?> application, Path folder, List<String> properties) {

	static Shop of(Class<?> application, Path folder, String... properties) {
		return new Shop(application, folder, List.of(properties));
	}

	CommandResult migrate(String... command) {
		List<String> arguments = new ArrayList<>();
		arguments.add("migrate");
		arguments.addAll(List.of(command));
		arguments.addAll(arguments());
		return CommandResult.of(new SpringApplication(this.application), arguments.toArray(String[]::new));
	}

	/**
	 * Return the application's arguments.
	 * @return one argument for each property
	 */
	List<String> arguments() {
		return Stream
			.concat(Stream.of("spring.liquibase.change-log=file:" + master(), "spring.main.banner-mode=off"),
					this.properties.stream())
			.map((property) -> "--" + property)
			.toList();
	}

	Path master() {
		return this.folder.resolve("db/db.changelog-master.yaml");
	}

	List<Path> versions() {
		try (Stream<Path> files = Files.list(this.folder.resolve("db/versions"))) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write a revision by hand that creates a table.
	 * @param id the id of the revision
	 * @param parent the id of the parent
	 * @param table the name of the table
	 * @return this application
	 */
	Shop revision(String id, String parent, String table) {
		return write("db/versions/" + id + "_create_" + table + ".yaml", """
				# create %3$s
				databaseChangeLog:
				  - property:
				      name: migrate.parent
				      value: "%2$s"
				      global: false
				  - changeSet:
				      id: "%1$s.1"
				      author: bob
				      logicalFilePath: db/versions/%1$s_create_%3$s.yaml
				      changes:
				        - createTable:
				            tableName: %3$s
				            columns:
				              - column:
				                  name: id
				                  type: bigint
				""".formatted(id, parent, table));
	}

	Shop write(String path, String text) {
		try {
			Path file = this.folder.resolve(path);
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
