package dev.migrate.offline;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.ChangelogFormat;
import dev.migrate.change.Changes;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.write.ChangelogWriter;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.oracle.OracleDialect;
import dev.migrate.dialect.sqlserver.SqlserverDialect;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.entity.EntitySchemas;
import dev.migrate.models.Model;
import dev.migrate.models.SessionFactories;
import dev.migrate.schema.Schema;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for products without an available server: Liquibase must create SQL for the
 * generated changes offline, and that SQL must be equivalent to Hibernate's.
 */
class OfflineSqlTests {

	private static final String MASTER = "db.changelog-master.yaml";

	@TempDir
	Path root;

	@ParameterizedTest(name = "{0} on {1}")
	@MethodSource("modelsAndProducts")
	void generatedSqlEqualsHibernateSql(Model model, Product product) {
		StringWriter script = new StringWriter();
		try (SessionFactory factory = product.open(model, script)) {
			List<String> statements = new ArrayList<>();
			Changes changes = product.changes(factory);
			changes.forEach((change) -> statements.addAll(product.dialect.statements(change)));
			Set<String> ours = product.facts(statements);
			Set<String> hibernates = product
				.facts(script.toString().lines().map((line) -> line.replaceAll(";$", "")).toList());
			assertThat(hibernates).isNotEmpty();
			Set<String> missing = new TreeSet<>(hibernates);
			missing.removeAll(ours);
			Set<String> extra = new TreeSet<>(ours);
			extra.removeAll(hibernates);
			assertThat(extra).as("what Hibernate does not say; it says beside it: %s", missing).isEmpty();
			assertThat(missing).as("what Hibernate alone says").isEmpty();
		}
	}

	@ParameterizedTest(name = "{0} on {1} as {2}")
	@MethodSource("modelsAndProductsAndFormats")
	void liquibaseCreatesSql(Model model, Product product, ChangelogFormat format)
			throws IOException, LiquibaseException {
		try (SessionFactory factory = product.open(model, new StringWriter())) {
			Changes changes = product.changes(factory);
			write(product.dialect, changes, format);
			List<String> up = lines(product, false);
			List<String> down = lines(product, true);
			changes.forEach((change) -> {
				assertContains(up, product.dialect.statements(change));
				assertContains(down, product.dialect.statements(change.reverse()));
			});
		}
	}

	static Stream<Arguments> modelsAndProducts() {
		return Arrays.stream(Product.values())
			.flatMap((product) -> product.models().map((model) -> Arguments.of(model, product)));
	}

	static Stream<Arguments> modelsAndProductsAndFormats() {
		return Arrays.stream(Product.values())
			.flatMap((product) -> Arrays.stream(ChangelogFormat.values())
				.map((format) -> Arguments.of(Model.EVERYTHING, product, format)));
	}

	private static void assertContains(List<String> lines, List<String> statements) {
		String text = String.join("\n", lines);
		statements.forEach((statement) -> assertThat(text).contains(statement.strip()));
	}

	private void write(Dialect dialect, Changes changes, ChangelogFormat format) throws IOException {
		String path = "versions/20261122100000_all." + format.extension();
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, new ChangelogWriter(dialect)
			.write(new NewRevision("20261122100000", "all", "ada", List.of(), path), changes, format));
		Files.writeString(this.root.resolve(MASTER), """
				databaseChangeLog:
				  - includeAll:
				      path: versions/
				      relativeToChangelogFile: true
				""");
	}

	private List<String> lines(Product product, boolean rollback) throws IOException, LiquibaseException {
		try (DirectoryResourceAccessor files = new DirectoryResourceAccessor(this.root)) {
			Path history = this.root.resolve("history.csv");
			Files.deleteIfExists(history);
			Database database = DatabaseFactory.getInstance()
				.openDatabase("offline:" + product.dialect.name() + "?version=" + product.version + ".0&changeLogFile="
						+ history, null, null, null, files);
			StringWriter sql = new StringWriter();
			Liquibase liquibase = new Liquibase(MASTER, files, database);
			if (rollback) {
				liquibase.futureRollbackSQL(new Contexts(), new LabelExpression(), sql);
			}
			else {
				liquibase.update(new Contexts(), new LabelExpression(), sql);
			}
			return sql.toString().lines().map(String::stripTrailing).toList();
		}
		catch (IOException | LiquibaseException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A product without an available server.
	 */
	enum Product {

		SQLSERVER(new SqlserverDialect(), "Microsoft SQL Server", 16, "dbo",
				Map.of(" float \\(24\\)", " real", " float \\((?!24)\\d+\\)", " float", " integer\\b", " int",
						" time(?=$| not null)", " time (7)", " persisted not null", " persisted")),

		ORACLE(new OracleDialect(), "Oracle", 19, "APP",
				Map.of(" char \\((\\d+)\\)", " char ($1 byte)", " varchar \\((\\d+)\\)", " varchar2 ($1 byte)",
						" numeric ", " number ", " integer\\b", " number (38,0)", " identity$", " identity not null"));

		/**
		 * Views are created by the application, schemas and arrays of Oracle need more
		 * rights than an application has, and rows are not part of the schema.
		 */
		private static final Pattern NOT_COMPARED = Pattern
			.compile("create (or replace|view|schema|type)|insert|if schema_id|declare\\s+known");

		private final Dialect dialect;

		private final String name;

		private final int version;

		private final String schema;

		private final Map<String, String> synonyms;

		Product(Dialect dialect, String name, int version, String schema, Map<String, String> synonyms) {
			this.dialect = dialect;
			this.name = name;
			this.version = version;
			this.schema = schema;
			this.synonyms = synonyms;
		}

		Stream<Model> models() {
			return Stream.of(Model.KEYCLOAK, Model.ANIMAL, Model.CONTACTS, Model.LIBRARY, Model.USERGUIDE,
					Model.MODULITH, Model.EVERYTHING);
		}

		SessionFactory open(Model model, StringWriter script) {
			return SessionFactories.offline(model, this.name, this.version,
					Map.of("jakarta.persistence.schema-generation.scripts.action", "create",
							"jakarta.persistence.schema-generation.scripts.create-target", script));
		}

		Changes changes(SessionFactory factory) {
			Schema desired = this.dialect.canonical(EntitySchemas.of(factory),
					SchemaScope.of(this.schema, List.of("archive")));
			return SchemaDiffer.diff(Schema.EMPTY, desired);
		}

		Set<String> facts(List<String> statements) {
			List<String> compared = statements.stream()
				.filter((statement) -> !NOT_COMPARED.matcher(statement).lookingAt())
				.toList();
			Set<String> facts = new TreeSet<>();
			for (String fact : StatementFacts.of(compared)) {
				String text = fact;
				for (Map.Entry<String, String> synonym : this.synonyms.entrySet()) {
					text = text.startsWith("table ") ? text.replaceAll(synonym.getKey(), synonym.getValue()) : text;
				}
				facts.add(text);
			}
			return facts;
		}

	}

}
