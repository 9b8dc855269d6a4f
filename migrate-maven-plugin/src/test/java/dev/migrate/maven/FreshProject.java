package dev.migrate.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A copy of a project as a user makes it, with an empty database.
 */
final class FreshProject {

	private static final Path PROJECTS = Path.of("target", "test-classes", "projects");

	private final Path directory;

	private final EmbeddedPostgres server;

	private final String database;

	private FreshProject(Path directory, EmbeddedPostgres server, String database) {
		this.directory = directory;
		this.server = server;
		this.database = database;
	}

	/**
	 * Copy a project.
	 * @param name the name of the project in the resources of the tests
	 * @param directory the directory of the copy, which need not exist
	 * @param server the server of its database
	 * @param database the name of its database, which is created
	 * @return the copy
	 * @throws Exception if it cannot be copied
	 */
	static FreshProject copy(String name, Path directory, EmbeddedPostgres server, String database) throws Exception {
		FileSystemUtils.copyRecursively(PROJECTS.resolve(name), directory);
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path pom : files.filter((file) -> file.endsWith("pom.xml")).toList()) {
				assertThat(pom).content().doesNotContain("@project.version@");
			}
		}
		FreshProject project = new FreshProject(directory, server, database);
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + database);
		}
		return project;
	}

	MavenRun maven(String... arguments) throws Exception {
		return MavenRun.of(this.directory, variables(), arguments);
	}

	/**
	 * Return the environment that the project needs.
	 * @return the variables
	 */
	Map<String, String> variables() {
		return Map.of("SHOP_URL", this.server.getJdbcUrl("postgres", this.database), "LC_ALL", "C.UTF-8");
	}

	Path resolve(String path) {
		return this.directory.resolve(path);
	}

	/**
	 * Edit a file as a user would.
	 * @param path its path in the project
	 * @param text what to replace, which it must have
	 * @param replacement the new text
	 * @throws IOException if the file cannot be edited
	 */
	void edit(String path, String text, String replacement) throws IOException {
		Path file = resolve(path);
		String content = Files.readString(file, StandardCharsets.UTF_8);
		assertThat(content).contains(text);
		Files.writeString(file, content.replaceFirst(Pattern.quote(text), replacement));
	}

	void execute(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	String query(String sql) throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			return rows.next() ? rows.getString(1) : "";
		}
	}

	private Connection connect() throws SQLException {
		return this.server.getDatabase("postgres", this.database).getConnection();
	}

}
