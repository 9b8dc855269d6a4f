package dev.migrate.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that compare two PostgreSQL schemas as records, for each case with a known result
 * of Alembic. Both schemas specify every aspect, and no object is managed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareCasesTests {

	private final List<CompareCase> cases = CompareCase.all("compare");

	private final List<CompareCase> ownCases = CompareCase.all("compare-own");

	private final Dialect dialect = new PostgresqlDialect();

	private final SchemaScope scope = new SchemaScope("public", Set.of("test_schema"));

	private final AlembicRenderer renderer = new AlembicRenderer(this::canonical);

	private final Map<String, Schema> read = new HashMap<>();

	private final Expectations expectations = Expectations.of(System.getProperties(), System.getenv());

	private TestDatabase database;

	private Connection connection;

	private int right;

	private int found;

	private int made;

	@BeforeAll
	void connect() throws SQLException {
		this.database = TestDatabases.postgresql();
		this.connection = this.database.connect();
		this.connection.setAutoCommit(false);
	}

	@AfterAll
	void report() throws SQLException {
		if (this.connection != null) {
			this.connection.close();
			this.database.close();
		}
		System.out.printf("%ncases %d, right %d, twins found %d of %d, deviations %d, made by the changes %d of %d%n%n",
				this.cases.size(), this.right, this.found, cases(CompareCase::hasTwin).count(),
				cases(CompareCase::deviates).count(), this.made, this.cases.size());
	}

	@ParameterizedTest
	@MethodSource
	void reportsTheExpectedChanges(CompareCase compared) throws SQLException {
		Changes changes = SchemaDiffer.diff(compared.filter().apply(read(compared.before())),
				compared.filter().apply(read(compared.after())));
		this.expectations.check(compared.expected(), descriptions(changes));
		List<String> differences = this.renderer.differences(compared.alembic(), changes.asList());
		if (compared.deviates()) {
			assertThat(differences).as("deviation, which may be resolved").isNotEmpty();
		}
		else {
			assertThat(differences).as("what Alembic reports differently").isEmpty();
		}
		assertThat(changes.isEmpty()).as("twin for a case that expects nothing").isEqualTo(compared.hasTwin());
		this.right++;
	}

	Stream<CompareCase> reportsTheExpectedChanges() {
		return this.cases.stream();
	}

	@ParameterizedTest
	@MethodSource
	void reportsDifferenceOfTwin(CompareCase compared) throws SQLException {
		Schema before = read(compared.before());
		Schema twin = read(compared.twin());
		Changes changes = SchemaDiffer.diff(compared.filter().apply(before), compared.filter().apply(twin));
		assertThat(changes).isNotEmpty();
		this.expectations.check(compared.twinExpected(), descriptions(changes));
		assertMakes(compared.before(), SchemaDiffer.diff(before, twin), before, twin);
		this.found++;
	}

	Stream<CompareCase> reportsDifferenceOfTwin() {
		return cases(CompareCase::hasTwin);
	}

	@ParameterizedTest
	@MethodSource("reportsTheExpectedChanges")
	void changesTurnFirstSchemaIntoSecond(CompareCase compared) throws SQLException {
		Schema before = read(compared.before());
		Schema after = read(compared.after());
		assertMakes(compared.before(), SchemaDiffer.diff(before, after), before, after);
		this.made++;
	}

	@ParameterizedTest
	@MethodSource
	void reportsExpectedChangesOfOwnCase(CompareCase compared) throws SQLException {
		Schema before = read(compared.before());
		Schema after = read(compared.after());
		Changes changes = SchemaDiffer.diff(before, after);
		this.expectations.check(compared.expected(), descriptions(changes));
		assertMakes(compared.before(), changes, before, after);
	}

	Stream<CompareCase> reportsExpectedChangesOfOwnCase() {
		return this.ownCases.stream();
	}

	@Test
	void deviationsAreDocumented() throws IOException {
		String document = Files.readString(Path.of("../docs/detection.md"));
		assertThat(cases(CompareCase::deviates).map(CompareCase::name)).allMatch(document::contains);
	}

	@Test
	void everyCaseOfTheReferenceIsPresent() {
		assertThat(this.cases).hasSize(128)
			.extracting(CompareCase::reference)
			.doesNotHaveDuplicates()
			.allMatch((reference) -> reference.matches("[a-z-]+-\\d{3}"));
	}

	private void assertMakes(String sql, Changes changes, Schema before, Schema after) throws SQLException {
		try {
			execute(sql);
			assertApplied(changes, after);
			assertApplied(changes.reverse(), before);
		}
		finally {
			this.connection.rollback();
		}
	}

	private void assertApplied(Changes changes, Schema desired) throws SQLException {
		for (Change change : changes) {
			for (String statement : this.dialect.statements(change)) {
				execute(statement);
			}
		}
		Schema made = this.dialect.read(this.connection, this.scope).schema();
		assertThat(descriptions(SchemaDiffer.diff(made, desired))).as("left after " + changes).isEmpty();
		assertThat(descriptions(SchemaDiffer.diff(desired, made))).as("left after " + changes).isEmpty();
	}

	private Schema read(String sql) throws SQLException {
		Schema known = this.read.get(sql);
		if (known != null) {
			return known;
		}
		try {
			execute(sql);
			Schema schema = this.dialect.read(this.connection, this.scope).schema();
			this.read.put(sql, schema);
			return schema;
		}
		finally {
			this.connection.rollback();
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private SqlType canonical(SqlType type) {
		Table table = Table.of(QualifiedName.of("t"), List.of(Column.of("c", type.text(), true)));
		Schema schema = this.dialect.canonical(Schema.EMPTY.withTables(List.of(table)), this.scope);
		return schema.tables().get(0).columns().get(0).type();
	}

	private Stream<CompareCase> cases(Predicate<CompareCase> condition) {
		return this.cases.stream().filter(condition);
	}

	private static List<String> descriptions(Changes changes) {
		return changes.stream().map(Change::description).toList();
	}

}
