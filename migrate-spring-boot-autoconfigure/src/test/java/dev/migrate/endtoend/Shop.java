package dev.migrate.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

/**
 * An application with its changelog in a folder and its database at a URL, which runs
 * commands.
 *
 * @param application the application class
 * @param folder the folder of the changelog
 * @param resourceLoader the loader of the application's resources; {@code null} for the
 * class path of the tests
 * @param properties the properties, {@code name=value}
 */
record Shop(Class<?> application, Path folder, @Nullable ResourceLoader resourceLoader, List<String> properties) {

	static Shop of(Class<?> application, Path folder, String... properties) {
		return new Shop(application, folder, null, Stream
			.concat(Stream.of("spring.liquibase.change-log=file:" + folder.resolve("db/db.changelog-master.yaml")),
					Stream.of(properties))
			.toList());
	}

	/**
	 * Create an application that is developed in a project directory, whose changelog is
	 * on the class path and whose build output is in {@code target/classes}.
	 * @param application the application class
	 * @param project the project directory
	 * @param changelog the path of the master changelog on the class path
	 * @param properties the properties, {@code name=value}
	 * @return the application
	 */
	static Shop inProject(Class<?> application, Path project, String changelog, String... properties) {
		try {
			Path resources = project.resolve("src/main/resources");
			Path output = Files.createDirectories(project.resolve("target/classes"));
			Path source = project.resolve("src/main/java").resolve(application.getName().replace('.', '/') + ".java");
			Files.createDirectories(source.getParent());
			Files.writeString(source, "class " + application.getSimpleName() + " { }");
			ClassLoader classLoader = new URLClassLoader(new URL[] { output.toUri().toURL() },
					Shop.class.getClassLoader());
			return new Shop(application, resources, new DefaultResourceLoader(classLoader), Stream
				.concat(Stream.of("spring.liquibase.change-log=classpath:" + changelog,
						"migrate.resources-directory=" + resources), Stream.of(properties))
				.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	CommandResult migrate(String... command) {
		List<String> arguments = new ArrayList<>();
		arguments.add("migrate");
		arguments.addAll(List.of(command));
		arguments.addAll(arguments());
		SpringApplication started = new SpringApplication(this.resourceLoader, this.application);
		started.setMainApplicationClass(this.application);
		return CommandResult.of(started, arguments.toArray(String[]::new));
	}

	/**
	 * Return the application's arguments.
	 * @return one argument for each property
	 */
	List<String> arguments() {
		return Stream.concat(this.properties.stream(), Stream.of("spring.main.banner-mode=off"))
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
