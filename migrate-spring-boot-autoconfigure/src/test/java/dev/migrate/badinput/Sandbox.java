package dev.migrate.badinput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;
import dev.migrate.dialect.Rows;
import dev.migrate.testing.ChangelogFolder;

import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * A project with two revisions, and files around it that no command may touch. Its
 * database has the first revision, and a table with a row that no revision knows.
 */
final class Sandbox implements AutoCloseable {

	static final Charset UTF_8 = StandardCharsets.UTF_8;

	static final String VERSIONS = "project/src/main/resources/db/changelog/versions/";

	private static final String A = "20260101000000";

	private static final String B = "20260102000000";

	private final Path root;

	private final Connection connection;

	private final String url;

	private final List<String> script;

	private final Map<String, String> files;

	Sandbox(Path root) throws SQLException {
		this.root = root;
		write("secret.txt", "secret".getBytes(UTF_8));
		write("project/secret.txt", "secret".getBytes(UTF_8));
		write("locked/readme.txt", "locked".getBytes(UTF_8));
		this.url = "jdbc:h2:file:" + root.resolve("database/db");
		this.connection = DriverManager.getConnection(this.url, "sa", "");
		Rows.execute(this.connection, "create table precious (id int)");
		Rows.execute(this.connection, "insert into precious values (4711)");
		ChangelogFolder.withVersions(resources()).createTable(A, "a", "");
		CommandResult upgrade = run(List.of("upgrade"));
		if (upgrade.exitCode() != 0) {
			throw new IllegalStateException(upgrade.err());
		}
		new ChangelogFolder(resources()).createTable(B, "b", A);
		this.script = script();
		this.files = files("");
	}

	private Path resources() {
		return this.root.resolve("project/src/main/resources");
	}

	CommandResult run(List<String> arguments) {
		List<String> all = new ArrayList<>(List.of("migrate"));
		all.addAll(arguments);
		addUnless(all, "spring.datasource.url", this.url);
		addUnless(all, "spring.datasource.username", "sa");
		addUnless(all, "spring.datasource.password", "");
		addUnless(all, "spring.liquibase.change-log",
				"file:" + resources().resolve("db/changelog/db.changelog-master.yaml"));
		addUnless(all, "migrate.resources-directory", resources().toString());
		return CommandResult.of(new SpringApplication(InputApplication.class), all.toArray(String[]::new));
	}

	private static void addUnless(List<String> arguments, String property, String value) {
		if (arguments.stream().noneMatch((argument) -> argument.startsWith("--" + property + "="))) {
			arguments.add("--" + property + "=" + value);
		}
	}

	CommandResult run(BadInput input) {
		input.files().forEach(this::write);
		return run(input.arguments()
			.stream()
			.flatMap((argument) -> Stream.of(argument.split("\u0001")))
			.map((argument) -> argument.replace("{root}", this.root.toString()))
			.toList());
	}

	private void write(String path, byte[] content) {
		try {
			Path file = this.root.resolve(path);
			Files.createDirectories(file.getParent());
			Files.write(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the files outside of the versions directory that were written, changed or
	 * deleted.
	 * @return their paths
	 */
	List<String> changedFilesOutside() {
		return changed(VERSIONS);
	}

	List<String> changedFiles() {
		return changed("\u0000");
	}

	private List<String> changed(String except) {
		Map<String, String> now = files(except);
		List<String> changed = new ArrayList<>();
		now.forEach((path, content) -> {
			if (!content.equals(this.files.get(path))) {
				changed.add(path);
			}
		});
		this.files.keySet()
			.stream()
			.filter((path) -> !path.startsWith(except) && !now.containsKey(path))
			.forEach(changed::add);
		return changed;
	}

	private Map<String, String> files(String except) {
		Map<String, String> contents = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(this.root)) {
			for (Path path : paths.toList()) {
				String name = this.root.relativize(path).toString();
				if (!name.startsWith("database") && (except.isEmpty() || !name.startsWith(except))) {
					contents.put(name,
							Files.isDirectory(path) ? "directory" : HexFormat.of().formatHex(Files.readAllBytes(path)));
				}
			}
			return contents;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return what has changed in the database.
	 * @return the lines of its script that are new or gone
	 */
	List<String> changedLines() {
		List<String> now = script();
		List<String> changed = new ArrayList<>(now);
		changed.removeAll(this.script);
		this.script.stream().filter((line) -> !now.contains(line)).forEach(changed::add);
		return changed;
	}

	boolean hasPreciousRow() {
		return script().stream().anyMatch((line) -> line.contains("4711"));
	}

	private List<String> script() {
		try {
			return Rows.read(this.connection, "script", List.of(), (rows) -> rows.getString(1));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			Rows.execute(this.connection, "shutdown");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Delete the files that were written, and restore the others.
	 */
	void restore() {
		try {
			for (String path : changedFiles()) {
				Path file = this.root.resolve(path);
				String content = this.files.get(path);
				if (content == null) {
					FileSystemUtils.deleteRecursively(file);
				}
				else if (!content.equals("directory")) {
					write(path, HexFormat.of().parseHex(content));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
