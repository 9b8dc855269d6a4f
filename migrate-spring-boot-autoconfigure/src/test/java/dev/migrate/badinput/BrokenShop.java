package dev.migrate.badinput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.DowngradeRequest;
import dev.migrate.GenerateRequest;
import dev.migrate.MigrationFailedException;
import dev.migrate.MigrationListener;
import dev.migrate.StatusView;
import dev.migrate.UpgradeRequest;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.run.History;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Schema;
import dev.migrate.service.DefaultDatabaseMigrations;
import dev.migrate.service.Preparation;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;

/**
 * An application with a broken changelog, the outcomes of its commands and the traces
 * that they leave.
 */
final class BrokenShop implements AutoCloseable {

	static final String[] COMMANDS = { "history", "status", "check", "generate-changeset", "downgrade",
			"upgrade --dry-run", "upgrade" };

	private final ChangelogFolder files;

	private final TestDatabase database;

	private final MigrationTarget target;

	private final DatabaseMigrations migrations;

	private List<String> before = List.of();

	BrokenShop(TestProduct product, Path folder) {
		this.files = ChangelogFolder.withVersions(folder);
		this.database = product.create();
		this.target = MigrationTarget
			.builder("main", this.database.dataSource(), ChangelogFolder.MASTER, this.files.loader())
			.build();
		this.migrations = new DefaultDatabaseMigrations(new ManagedDatabase(this.target, new RunLog(),
				() -> Optional.of(Schema.EMPTY), folder, ChangelogFormat.YAML, "ada"), Preparation.NONE);
	}

	/**
	 * Apply some revisions, and write another one.
	 * @param ids the ids of the revisions; the tables are a, b, c and so on
	 * @return this application
	 */
	BrokenShop upgraded(String... ids) {
		String parent = "";
		char table = 'a';
		for (String id : ids) {
			this.files.createTable(id, String.valueOf(table++), parent);
			parent = id;
		}
		this.migrations.upgrade("head");
		this.files.createTable(String.valueOf(Long.parseLong(parent) + 1_000_000), String.valueOf(table), parent);
		return this;
	}

	BrokenShop change(Consumer<ChangelogFolder> edit) {
		edit.accept(this.files);
		this.before = state();
		return this;
	}

	StatusView status() {
		return this.migrations.status();
	}

	/**
	 * Return the outcome of each command.
	 * @return the outcomes by command, with the command that changes most at the end
	 */
	Map<String, Outcome> outcomes() {
		Map<String, Callable<Object>> commands = new LinkedHashMap<>();
		commands.put(COMMANDS[0], () -> this.migrations.history(":"));
		commands.put(COMMANDS[1], this::status);
		commands.put(COMMANDS[2], () -> this.migrations.check());
		commands.put(COMMANDS[3],
				() -> this.migrations.generate(new GenerateRequest("x", null, null, Answers.NONE, false)));
		commands.put(COMMANDS[4],
				() -> this.migrations.downgrade(DowngradeRequest.to("-1").asDryRun(), MigrationListener.NONE));
		commands.put(COMMANDS[5],
				() -> this.migrations.upgrade(UpgradeRequest.to("heads").asDryRun(), MigrationListener.NONE));
		Map<String, Outcome> outcomes = new LinkedHashMap<>();
		commands.forEach((name, command) -> outcomes.put(name, outcome(command)));
		outcomes.put(COMMANDS[6], upgrade());
		return outcomes;
	}

	/**
	 * Return the outcome of {@code upgrade} alone.
	 * @return the outcome
	 */
	Outcome upgrade() {
		return outcome(() -> this.migrations.upgrade("heads"));
	}

	/**
	 * Return the changes of files and database since the changelog was broken.
	 * @return the added and removed lines
	 */
	List<String> traces() {
		List<String> now = state();
		List<String> traces = new ArrayList<>(now);
		traces.removeAll(this.before);
		this.before.stream().filter((line) -> !now.contains(line)).forEach(traces::add);
		return traces;
	}

	static void write(Path file, byte[] content) {
		try {
			Files.write(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.database.close();
	}

	private List<String> state() {
		List<String> state = new ArrayList<>(Oracle.of(this.database));
		History.read(this.target).applied().forEach((applied) -> state.add(applied.toString()));
		try (Stream<Path> files = Files.walk(this.files.root())) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				state.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return state;
	}

	private static Outcome outcome(Callable<Object> command) {
		try {
			return new Outcome(0, String.valueOf(command.call()));
		}
		catch (CannotProceedException ex) {
			return new Outcome(2, String.valueOf(ex.getMessage()));
		}
		catch (MigrationFailedException ex) {
			return new Outcome(3, String.valueOf(ex.getMessage()));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The outcome of a command.
	 *
	 * @param exitCode the exit code
	 * @param text the output
	 */
	record Outcome(int exitCode, String text) {

	}

}
