package dev.migrate.realworld;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.Answers;
import dev.migrate.ChangelogFormat;
import dev.migrate.CheckRequest;
import dev.migrate.CheckView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.laws.rows.Contents;
import dev.migrate.laws.rows.RowGenerator;
import dev.migrate.laws.rows.Style;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Schema;
import dev.migrate.service.DefaultDatabaseMigrations;
import dev.migrate.service.Preparation;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * A database that Keycloak's own changelog created, with the API for it.
 */
final class KeycloakDatabase implements AutoCloseable {

	private final TestDatabase database;

	private final DatabaseMigrations migrations;

	private Schema entities = Schema.EMPTY;

	/**
	 * Run the changelog of a release to its head.
	 * @param release the release
	 * @param folder an empty folder for the changelog and the generated files
	 */
	KeycloakDatabase(KeycloakRelease release, Path folder) {
		this.database = TestDatabases.postgresql();
		write(folder.resolve("master.yaml"), """
				databaseChangeLog:
				  - include:
				      file: %s
				  - includeAll:
				      path: versions/
				      relativeToChangelogFile: true
				      errorIfMissingOrEmpty: false
				""".formatted(release.copyChangelog(folder)));
		MigrationTarget target = MigrationTarget
			.builder("main", this.database.dataSource(), "classpath:master.yaml", loader(folder))
			.build();
		this.migrations = new DefaultDatabaseMigrations(new ManagedDatabase(target, new RunLog(),
				() -> Optional.of(this.entities), folder, ChangelogFormat.YAML, "ada"), Preparation.NONE);
		upgrade();
	}

	void upgrade() {
		this.migrations.upgrade("head");
	}

	void downgrade() {
		this.migrations.downgrade("-1");
	}

	int fill(Schema next) {
		return RowGenerator.fill(this.database, next, Style.ORDINARY);
	}

	Contents contents() {
		return Contents.of(this.database, Schema.EMPTY);
	}

	CheckView check(Schema entities) {
		this.entities = entities;
		return this.migrations.check();
	}

	CheckView accept(Schema entities) {
		this.entities = entities;
		return this.migrations.check(CheckRequest.accepting());
	}

	void execute(String statement) {
		this.database.execute(statement);
	}

	GeneratedView generate(Schema entities) {
		this.entities = entities;
		return this.migrations.generate(new GenerateRequest("next release", null, null, Answers.NONE, false));
	}

	Set<String> facts() {
		return CatalogFacts.of(this.database);
	}

	/**
	 * Return the changesets that had an effect and were not marked as run.
	 * @return the ids and files of the changesets
	 */
	Set<String> executed() {
		Set<String> executed = new HashSet<>();
		try (Connection connection = this.database.connect();
				ResultSet rows = connection.createStatement()
					.executeQuery("select filename || ' ' || id from databasechangelog where exectype = 'EXECUTED'")) {
			while (rows.next()) {
				executed.add(rows.getString(1));
			}
			return executed;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static DefaultResourceLoader loader(Path folder) {
		try {
			// There is no parent, since the class path has the changelog of another
			// release.
			return new DefaultResourceLoader(new URLClassLoader(new URL[] { folder.toUri().toURL() }, null));
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Stream<String> descriptions(CheckView check) {
		return Stream.concat(check.changes().stream().map((change) -> change.description()),
				check.leftAlone().stream().map((left) -> left.description()));
	}

	@Override
	public void close() {
		this.database.close();
	}

}
