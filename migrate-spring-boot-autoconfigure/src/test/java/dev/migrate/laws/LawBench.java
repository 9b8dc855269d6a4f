package dev.migrate.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

import dev.migrate.Answers;
import dev.migrate.ChangelogFormat;
import dev.migrate.CheckView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.InitRequest;
import dev.migrate.authoring.Caveats;
import dev.migrate.authoring.FlywaySettings;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.RevisionSettings;
import dev.migrate.authoring.comparison.Customization;
import dev.migrate.database.ScratchConnections;
import dev.migrate.laws.rows.Contents;
import dev.migrate.laws.rows.RowGenerator;
import dev.migrate.laws.rows.Style;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Schema;
import dev.migrate.service.DefaultDatabaseMigrations;
import dev.migrate.service.Preparation;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database and a folder of revisions with the API for both, as an application has them.
 * The database is closed by its owner.
 */
public final class LawBench implements AutoCloseable {

	private final TestDatabase database;

	private final Path folder;

	private final DatabaseMigrations migrations;

	private Schema entities;

	private String filling = "(null)";

	public LawBench(TestDatabase database, Schema entities) {
		this(database, entities, ChangelogFormat.YAML);
	}

	public LawBench(TestDatabase database, Schema entities, ChangelogFormat format) {
		this(database, entities, format, Customization.NONE);
	}

	LawBench(TestDatabase database, Schema entities, Customization customization) {
		this(database, entities, ChangelogFormat.YAML, customization);
	}

	private LawBench(TestDatabase database, Schema entities, ChangelogFormat format, Customization customization) {
		this.database = database;
		this.entities = entities;
		try {
			this.folder = Files.createTempDirectory("laws");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		MigrationTarget target = MigrationTarget
			.builder("main", database.dataSource(), "file:" + this.folder.resolve("db.changelog-master.yaml"),
					new DefaultResourceLoader())
			.build();
		this.migrations = new DefaultDatabaseMigrations(new ManagedDatabase(target, new RunLog(),
				() -> Optional.of(this.entities), this.folder, format, "laws", customization, RevisionSettings.DEFAULT,
				ScratchConnections.NONE, FlywaySettings.DEFAULT, Caveats.NONE), Preparation.NONE);
		this.migrations.init(InitRequest.DEFAULT);
	}

	/**
	 * Set the desired schema.
	 * @param entities the desired schema
	 */
	public void desire(Schema entities) {
		this.entities = entities;
	}

	/**
	 * Generate a revision without renames.
	 * @param message the message of the revision
	 * @param format the format of the file
	 * @return the generated revision
	 */
	public GeneratedView generate(String message, @Nullable ChangelogFormat format) {
		GeneratedView generated = this.migrations
			.generate(new GenerateRequest(message, null, format, Answers.NONE.withoutOtherRenames(), false));
		fillIn(generated);
		return generated;
	}

	private void fillIn(GeneratedView generated) {
		if (generated.file() == null) {
			return;
		}
		try {
			String content = Files.readString(generated.file());
			Files.writeString(generated.file(), content.replaceAll("FILL_IN_\\w+", this.filling));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Set the value that is filled in for a new column whose value is not known.
	 * @param value the value as SQL
	 */
	void fillInWith(String value) {
		this.filling = Matcher.quoteReplacement(value);
	}

	/**
	 * Fill every table with rows.
	 * @param style the kind of rows
	 */
	public void fill(Style style) {
		RowGenerator.fill(this.database, this.entities, style);
	}

	void clear() {
		RowGenerator.clear(this.database, this.entities);
	}

	/**
	 * Return the rows of every table.
	 * @return the rows
	 */
	public Contents contents() {
		return Contents.of(this.database, this.entities);
	}

	TestDatabase database() {
		return this.database;
	}

	Path folder() {
		return this.folder;
	}

	DatabaseMigrations migrations() {
		return this.migrations;
	}

	public GeneratedView generate(String message) {
		return generate(message, null);
	}

	public void upgrade() {
		this.migrations.upgrade("head");
	}

	public void downgrade(String revision) {
		this.migrations.downgrade(revision);
	}

	int applied() {
		return JdbcClient.create(this.database.dataSource())
			.sql("select count(*) from DATABASECHANGELOG")
			.query(Integer.class)
			.single();
	}

	public CheckView check() {
		return this.migrations.check();
	}

	public List<String> oracle() {
		return Oracle.of(this.database, Oracle.Ignore.COLUMN_ORDER, Oracle.Ignore.SEQUENCE_POSITIONS,
				Oracle.Ignore.CONSTRAINT_NAMES);
	}

	/**
	 * Assert that the oracle reports the expected lines.
	 * @param expected the expected lines
	 */
	public void assertOracle(List<String> expected) {
		Difference difference = differenceFrom(expected);
		assertThat(difference.come()).as("what the oracle sees, and should not; missing: %s", difference.gone())
			.isEmpty();
		assertThat(difference.gone()).as("what the oracle should see, and does not").isEmpty();
	}

	Difference differenceFrom(List<String> expected) {
		List<String> actual = oracle();
		List<String> gone = new ArrayList<>(expected);
		actual.forEach(gone::remove);
		List<String> come = new ArrayList<>(actual);
		expected.forEach(come::remove);
		return new Difference(come, gone);
	}

	@Override
	public void close() {
		FileSystemUtils.deleteRecursively(this.folder.toFile());
	}

	/**
	 * The difference between two reports of the oracle.
	 *
	 * @param come the added lines
	 * @param gone the removed lines
	 */
	record Difference(List<String> come, List<String> gone) {

		int size() {
			return this.come.size() + this.gone.size();
		}

	}

}
