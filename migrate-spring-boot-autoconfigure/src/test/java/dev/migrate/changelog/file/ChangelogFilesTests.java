package dev.migrate.changelog.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.MigrationFailedException;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.changelog.file.ChangelogFiles.Initialization;
import dev.migrate.changelog.file.ChangelogFiles.Initialization.Outcome;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.write.ChangelogWriter;
import dev.migrate.dialect.Dialect;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.PlainLiquibase;
import dev.migrate.testing.SampleChanges;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChangelogFiles}.
 */
class ChangelogFilesTests {

	private static final String SCHEMA = """
			xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
			xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
			xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
			http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\"""";

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					classpath:/db/changelog/db.changelog-master.yaml, src/main/resources/db/changelog, db/changelog/versions/x.yaml
					classpath:db/main.xml,                            src/main/resources/db,           db/versions/x.yaml
					db/main.xml,                                      src/main/resources/db,           db/versions/x.yaml
					classpath:main.json,                              src/main/resources,              versions/x.yaml
					file:src/main/resources/db/main.yaml,             src/main/resources/db,           db/versions/x.yaml
					file:///srv/app/src/main/resources/a/m.yaml,     /srv/app/src/main/resources/a,  a/versions/x.yaml
					file:/opt/my%20shop/changes/main.yaml,            /opt/my shop/changes,            changes/versions/x.yaml
					""")
	void changelogFilesAreLocated(String changeLog, String place, String logicalPath) {
		ChangelogFiles files = ChangelogFiles.of(changeLog, Path.of("src/main/resources"));
		assertThat(files.locations().get(0).directory()).isEqualTo(Path.of(place, "versions"));
		assertThat(files.master().getParent()).isEqualTo(Path.of(place));
		assertThat(files.locations().get(0).logicalPath("x.yaml")).isEqualTo(logicalPath);
	}

	@ParameterizedTest
	@CsvSource({ "classpath:db/main.yaml, db/versions/x.yaml, db/versions/x.yaml",
			"classpath:db/main.yaml, classpath:/db/old/y.sql, db/old/y.sql",
			"classpath:db/main.yaml, legacy/z.xml, legacy/z.xml",
			"classpath:db/main.yaml, somewhere/else/x.yaml, db/versions/x.yaml" })
	void recordedFileIsFoundOnDisk(String changeLog, String recorded, String place) throws IOException {
		ChangelogFiles files = ChangelogFiles.of(changeLog, this.directory);
		assertThat(files.find(recorded, this.directory)).isEmpty();
		Path file = this.directory.resolve(place);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "");
		assertThat(files.find(recorded, this.directory)).contains(file);
		assertThat(files.find(file.toUri().toString(), this.directory)).contains(file);
		assertThat(files.find(file.toString(), this.directory)).contains(file);
	}

	@Test
	void unsupportedChangelogLocationIsRejected() {
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> ChangelogFiles.of("https://example.org/main.yaml", this.directory))
			.withMessageContaining("neither on the class path nor a file");
	}

	@ParameterizedTest
	@ValueSource(strings = { "yaml", "yml", "xml", "json" })
	void newMasterRunsOnBothVersions(String extension) throws IOException {
		ChangelogFiles files = ChangelogFiles.of("classpath:db/main." + extension, this.directory);
		assertThat(files.init()).isEqualTo(new Initialization(files.master(), Outcome.CREATED, ""));
		assertThat(files.locations().get(0).directory()).isDirectory();
		assertThat(files.init().outcome()).isEqualTo(Outcome.UNCHANGED);
		runs("db/main." + extension, files);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					yaml | databaseChangeLog:
					yaml | databaseChangeLog:¶- include:¶    file: a.sql¶    relativeToChangelogFile: true¶
					yaml | # mine¶databaseChangeLog: # all¶¶    - include: {file: a.sql, relativeToChangelogFile: true} # why
					xml  | <databaseChangeLog SCHEMA><include relativeToChangelogFile='true' file="a.sql"/>¶¶</databaseChangeLog>
					json | {"databaseChangeLog": []}
					json | {"databaseChangeLog": [ {"include": {"file": "a.sql", "relativeToChangelogFile": true}} ]¶}
					""")
	void includeIsAddedToExistingMaster(String extension, String text) throws IOException {
		ChangelogFiles files = ChangelogFiles.of("classpath:db/main." + extension, this.directory);
		String before = text.replace('¶', '\n').replace("SCHEMA", SCHEMA);
		Files.createDirectories(files.master().getParent());
		Files.writeString(files.master().resolveSibling("a.sql"), "--liquibase formatted sql\n");
		Files.writeString(files.master(), before);
		assertThat(files.init().outcome()).isEqualTo(Outcome.INCLUDE_ADDED);
		String after = Files.readString(files.master());
		assertThat(after.replaceAll("\\s", ""))
			.startsWith(before.replaceAll("\\s|(\\](\\s|\\})*$)|</databaseChangeLog>", ""));
		assertThat(files.init().outcome()).isEqualTo(Outcome.UNCHANGED);
		assertThat(Files.readString(files.master())).isEqualTo(after);
		runs("db/main." + extension, files);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			yaml | databaseChangeLog: [{include: {file: a.yaml}}]
			yaml | databaseChangeLog:¶  - include: {file: a.yaml}¶other:¶  - x
			yaml | databaseChangeLog: {
			xml  | <lb:databaseChangeLog xmlns:lb="http://www.liquibase.org/xml/ns/dbchangelog"></lb:databaseChangeLog>
			xml  | <databaseChangeLog><!-- </databaseChangeLog> -->
			json | {"databaseChangeLog": [], "other": []}
			sql  | --liquibase formatted sql
			""")
	void masterThatCannotBeChangedSafelyIsKept(String extension, String text) throws IOException {
		ChangelogFiles files = ChangelogFiles.of("classpath:db/main." + extension, this.directory);
		String before = text.replace('¶', '\n');
		Files.createDirectories(files.master().getParent());
		Files.writeString(files.master(), before);
		Initialization result = files.init();
		assertThat(result.outcome()).isEqualTo(Outcome.BY_HAND);
		assertThat(result.instruction()).contains("includeAll").contains("versions/").doesNotContain("%s");
		assertThat(Files.readString(files.master())).isEqualTo(before);
		try (Stream<Path> list = Files.list(files.master().getParent())) {
			assertThat(list).containsExactly(files.master());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "yaml", "xml", "json" })
	void eachLocationIsIncludedOnceAndRunsOnBothVersions(String extension) throws IOException {
		ChangelogFiles one = ChangelogFiles.of("classpath:db/main." + extension, this.directory);
		one.init();
		ChangelogFiles two = ChangelogFiles.of("classpath:db/main." + extension, this.directory,
				List.of("versions/", "./billing/versions"));
		assertThat(two.init().outcome()).isEqualTo(Outcome.INCLUDE_ADDED);
		assertThat(two.init().outcome()).isEqualTo(Outcome.UNCHANGED);
		assertThat(this.directory.resolve("db/billing/versions")).isDirectory();
		assertThat(Files.readString(two.master())).containsSubsequence("versions/", "billing/versions/");
		Files.delete(two.master());
		assertThat(two.init().outcome()).isEqualTo(Outcome.CREATED);
		assertThat(two.init().outcome()).isEqualTo(Outcome.UNCHANGED);
		runs("db/main." + extension, two, 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			..         | a directory below that of the master changelog
			.          | a directory below that of the master changelog
			/srv/files | a directory below that of the master changelog
			a b        | a directory below that of the master changelog
			versions/x | run what is in both twice
			versions   | run what is in both twice
			""")
	void invalidVersionLocationIsRejected(String location, String message) {
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> ChangelogFiles.of("main.yaml", this.directory, List.of("versions", location)))
			.withMessageContaining("migrate.version-locations has")
			.withMessageContaining(message);
	}

	@Test
	void windowsLineEndsAreKept() throws IOException {
		ChangelogFiles files = ChangelogFiles.of("main.yaml", this.directory);
		Files.writeString(files.master(), "databaseChangeLog:\r\n- include:\r\n    file: a.sql\r\n");
		files.init();
		assertThat(Files.readString(files.master()))
			.startsWith("databaseChangeLog:\r\n- include:\r\n    file: a.sql\r\n- includeAll:\r\n")
			.doesNotContainPattern("[^\r]\n");
	}

	@Test
	void revisionIsWrittenAtomicallyAndNotOverwritten() throws IOException {
		ChangelogFiles files = ChangelogFiles.of("main.yaml", this.directory);
		String name = FileNames.DEFAULT.name("20261122120000", "20261122120000", "../Add \"price\"\n", Instant.EPOCH,
				ChangelogFormat.YAML);
		assertThat(name).isEqualTo("20261122120000_add_price.yaml");
		Path file = files.locations().get(0).write(name, "ö\n");
		assertThat(file).isEqualTo(this.directory.resolve("versions").resolve(name)).hasContent("ö\n");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> files.locations().get(0).write(name, "other"))
			.withMessageContaining("exists already");
		assertThat(file).hasContent("ö\n");
		try (Stream<Path> list = Files.list(file.getParent())) {
			assertThat(list).containsExactly(file);
		}
	}

	@Test
	void directoryThatCannotBeCreatedIsReported() throws IOException {
		Files.writeString(this.directory.resolve("versions"), "a file where the directory belongs");
		ChangelogFiles files = ChangelogFiles.of("main.yaml", this.directory);
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> files.locations().get(0).write("x.yaml", ""))
			.withMessageContaining(files.locations().get(0).directory().toString())
			.withMessageContaining("cannot be created");
	}

	@ParameterizedTest
	@EnumSource
	void formatIsFoundByExtension(ChangelogFormat format) {
		assertThat(ChangelogFormat.of("a/b.c." + format.extension())).contains(format);
		assertThat(ChangelogFormat.of("a.txt")).isEmpty();
	}

	private void runs(String master, ChangelogFiles files) {
		runs(master, files, 0);
	}

	private void runs(String master, ChangelogFiles files, int location) {
		SampleChanges samples = new SampleChanges(TestProduct.H2);
		Dialect dialect = SampleChanges.dialect(TestProduct.H2);
		for (PlainLiquibase liquibase : PlainLiquibase.values()) {
			try (TestDatabase database = TestProduct.H2.create()) {
				liquibase.update(database, this.directory, master);
				assertThat(Oracle.of(database)).noneMatch((line) -> line.contains("PRODUCT"));
			}
		}
		String name = "20261122120000_x.yaml";
		files.locations()
			.get(location)
			.write(name,
					new ChangelogWriter(dialect).write(
							new NewRevision("20261122120000", "x", "me", List.of(),
									files.locations().get(location).logicalPath(name)),
							Changes.of(List.of(Create.of(samples.tutorialTable()))), ChangelogFormat.YAML));
		for (PlainLiquibase liquibase : PlainLiquibase.values()) {
			try (TestDatabase database = TestProduct.H2.create()) {
				liquibase.update(database, this.directory, master);
				assertThat(Oracle.of(database)).anyMatch((line) -> line.contains("PRODUCT"));
			}
		}
	}

}
