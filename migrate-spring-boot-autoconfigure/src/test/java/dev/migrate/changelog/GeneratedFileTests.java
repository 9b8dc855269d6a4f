package dev.migrate.changelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.ChangelogFormat;
import dev.migrate.change.AlterColumn;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.FillColumn;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.write.ChangelogWriter;
import dev.migrate.changelog.write.EmptyRevision;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Step;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Schema;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.PlainLiquibase;
import dev.migrate.testing.SampleChanges;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that generated files run with plain Liquibase of both versions.
 */
class GeneratedFileTests {

	private static final String MASTER = "db/changelog/db.changelog-master.yaml";

	@TempDir
	Path root;

	@ParameterizedTest(name = "{0} {1}: up with {2}, down with {3}")
	@MethodSource("runs")
	void generatedFileIsAppliedAndUndoneWithPlainLiquibase(TestProduct product, ChangelogFormat format,
			PlainLiquibase up, PlainLiquibase down) throws IOException {
		SampleChanges samples = new SampleChanges(product);
		Dialect dialect = SampleChanges.dialect(product);
		write(dialect, "20261122100000", List.of(), samples.first(), format);
		write(dialect, "20261122100001", List.of("20261122100000"), samples.second(), format);
		int second = steps(dialect, samples.second());
		int count = steps(dialect, samples.first()) + second;
		try (TestDatabase expected = product.create(); TestDatabase database = product.create()) {
			List<String> empty = oracle(database);
			apply(expected, dialect, samples.first());
			apply(expected, dialect, samples.second());
			up.update(database, this.root, MASTER);
			assertThat(oracle(database)).isEqualTo(oracle(expected));
			assertThat(down.pending(database, this.root, MASTER)).isZero();
			down.update(database, this.root, MASTER);
			down.rollback(database, this.root, MASTER, second);
			assertThat(up.pending(database, this.root, MASTER)).isEqualTo(second);
			up.update(database, this.root, MASTER);
			assertThat(oracle(database)).isEqualTo(oracle(expected));
			down.rollback(database, this.root, MASTER, count);
			assertThat(oracle(database)).isEqualTo(empty);
		}
	}

	@ParameterizedTest(name = "{0} with {1}")
	@MethodSource("formatsAndVersions")
	void generatedFileIsRejectedOnAnotherProduct(ChangelogFormat format, PlainLiquibase liquibase) throws IOException {
		Change change = Create.of(new SampleChanges(TestProduct.POSTGRESQL).tutorialTable());
		write(SampleChanges.dialect(TestProduct.POSTGRESQL), "20261122100000", List.of(), Changes.of(List.of(change)),
				format);
		try (TestDatabase database = TestProduct.H2.create()) {
			List<String> empty = oracle(database);
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> liquibase.update(database, this.root, MASTER))
				.withMessageContaining((format == ChangelogFormat.SQL) ? "pg_am" : "generated for postgresql");
			assertThat(oracle(database)).isEqualTo(empty);
		}
	}

	@ParameterizedTest(name = "{0} {1} with {2}")
	@MethodSource("productsAndFormatsAndVersions")
	void columnWithoutValueIsRejectedBeforeTheFileIsApplied(TestProduct product, ChangelogFormat format,
			PlainLiquibase liquibase) throws IOException {
		SampleChanges samples = new SampleChanges(product);
		Dialect dialect = SampleChanges.dialect(product);
		write(dialect, "20261122100000", List.of(), Changes.of(List.of(Create.of(samples.tutorialTable()))), format);
		Changes columns = Changes
			.of(List.of(Create.of(samples.tutorialTable().name(), Column.of(samples.name("early"), "bigint", true)),
					Create.of(samples.tutorialTable().name(), samples.price()),
					new FillColumn(samples.tutorialTable().name(), samples.price(), Expression.NONE),
					new AlterColumn(samples.tutorialTable().name(), AlterColumn.Aspect.NULLABILITY, samples.price(),
							samples.price().withNullable(false))));
		try (TestDatabase database = product.create(); TestDatabase empty = product.create()) {
			liquibase.update(database, this.root, MASTER);
			database.execute("insert into product (name) values ('x')");
			List<String> before = oracle(database);
			write(dialect, "20261122100001", List.of("20261122100000"), columns, format);
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> liquibase.update(database, this.root, MASTER))
				.satisfies((ex) -> assertThat(ex.getMessage()).containsIgnoringCase("FILL_IN_product_price"));
			database.execute("delete from product");
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> liquibase.update(database, this.root, MASTER));
			assertThat(oracle(database)).isEqualTo(before);
			Path file = this.root.resolve("db/changelog/versions/20261122100001_sample." + format.extension());
			Files.writeString(file, Files.readString(file).replaceAll("FILL_IN_\\w+", "7"));
			liquibase.update(database, this.root, MASTER);
			database.execute("insert into product (name, price) values ('x', 1)");
			liquibase.update(database, this.root, MASTER);
			liquibase.update(empty, this.root, MASTER);
			assertThat(oracle(empty)).isEqualTo(oracle(database));
		}
	}

	@ParameterizedTest(name = "{0} with {1}")
	@MethodSource("formatsAndVersions")
	void emptyRevisionIsRecordedAndUndone(ChangelogFormat wanted, PlainLiquibase liquibase) throws IOException {
		ChangelogFormat format = EmptyRevision.formatOf(wanted);
		String path = "db/changelog/versions/20261122100000_by_hand." + format.extension();
		NewRevision revision = new NewRevision("r1", "It's a \"sample\" -- with ${all}", "Jane O'Doe",
				List.of("a", "b"), List.of("c", "d"), List.of("reports", "sums"), path);
		save(path, EmptyRevision.write(revision, List.of("Fill it -- in ${here}", "and </here>"), format));
		try (TestDatabase database = TestProduct.H2.create()) {
			liquibase.update(database, this.root, MASTER);
			assertThat(history(database)).containsExactly("r1.1 Jane O'Doe " + path);
			PlainLiquibase other = PlainLiquibase.values()[1 - liquibase.ordinal()];
			assertThat(other.pending(database, this.root, MASTER)).isZero();
			other.rollback(database, this.root, MASTER, 1);
			assertThat(history(database)).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0} with {1}")
	@MethodSource("formatsAndVersions")
	void fileWithAllRevisionPropertiesRuns(ChangelogFormat format, PlainLiquibase liquibase) throws IOException {
		String path = "db/changelog/versions/20261122100000_all." + format.extension();
		NewRevision revision = new NewRevision("r1", "all", "me", List.of("a"), List.of("c", "d"),
				List.of("reports", "sums"), path);
		Change change = Create.of(new SampleChanges(TestProduct.H2).tutorialTable());
		String text = new ChangelogWriter(SampleChanges.dialect(TestProduct.H2)).write(revision,
				Changes.of(List.of(change)), format);
		assertThat(text).contains("migrate.depends-on", "c,d", "migrate.branch-labels", "reports,sums",
				"migrate.revision");
		save(path, text);
		try (TestDatabase database = TestProduct.H2.create()) {
			liquibase.update(database, this.root, MASTER);
			assertThat(history(database)).containsExactly("r1.1 me " + path);
			liquibase.rollback(database, this.root, MASTER, 1);
			assertThat(history(database)).isEmpty();
		}
	}

	static Stream<Arguments> productsAndFormatsAndVersions() {
		return Stream.of(TestProduct.H2, TestProduct.HSQLDB, TestProduct.POSTGRESQL)
			.flatMap((product) -> Stream.of(ChangelogFormat.YAML, ChangelogFormat.XML, ChangelogFormat.JSON)
				.flatMap((format) -> Arrays.stream(PlainLiquibase.values())
					.map((version) -> Arguments.of(product, format, version))));
	}

	static Stream<Arguments> runs() {
		return Stream.of(TestProduct.H2, TestProduct.HSQLDB, TestProduct.POSTGRESQL)
			.flatMap((product) -> Arrays.stream(ChangelogFormat.values())
				.flatMap((format) -> Stream.of(
						Arguments.of(product, format, PlainLiquibase.VERSION_5, PlainLiquibase.VERSION_4),
						Arguments.of(product, format, PlainLiquibase.VERSION_4, PlainLiquibase.VERSION_5))));
	}

	static Stream<Arguments> formatsAndVersions() {
		return Arrays.stream(ChangelogFormat.values())
			.flatMap(
					(format) -> Arrays.stream(PlainLiquibase.values()).map((version) -> Arguments.of(format, version)));
	}

	private void write(Dialect dialect, String id, List<String> parents, Changes changes, ChangelogFormat format)
			throws IOException {
		String path = "db/changelog/versions/" + id + "_sample." + format.extension();
		String text = new ChangelogWriter(dialect).write(
				new NewRevision(id, "It's a \"sample\" -- with ${all}", "Jane O'Doe", parents, path), changes, format);
		save(path, text);
	}

	private void save(String path, String text) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
		Files.writeString(this.root.resolve(MASTER), """
				databaseChangeLog:
				  - includeAll:
				      path: versions/
				      relativeToChangelogFile: true
				""");
	}

	private static List<String> history(TestDatabase database) {
		return JdbcClient.create(database.dataSource())
			.sql("select id || ' ' || author || ' ' || filename from databasechangelog order by orderexecuted")
			.query(String.class)
			.list();
	}

	private static List<String> oracle(TestDatabase database) {
		return Oracle.of(database, Oracle.Ignore.COLUMN_ORDER, Oracle.Ignore.SEQUENCE_POSITIONS);
	}

	private static int steps(Dialect dialect, Changes changes) {
		return dialect.plan(changes, CatalogSchema.of(Schema.EMPTY)).size();
	}

	private static void apply(TestDatabase database, Dialect dialect, Changes changes) {
		for (Step step : dialect.plan(changes, CatalogSchema.of(Schema.EMPTY))) {
			step.actions().forEach((action) -> database.execute(action.statements().toArray(String[]::new)));
		}
	}

}
