package dev.migrate.database;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testing.Capability;
import dev.migrate.testing.ProductsWith;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DatabaseSchemaReader}.
 */
class DatabaseSchemaReaderTests {

	@ParameterizedTest
	@ProductsWith(Capability.QUOTED_NAMES)
	void hidesTablesOfFrameworksUnlessTheyAreMapped(TestProduct product) throws SQLException {
		try (TestDatabase database = product.create(); Connection connection = database.connect()) {
			database.execute("create table databasechangelog (id integer)",
					"create table \"Qrtz_Triggers\" (id integer)", "create table shedlock (name integer)",
					"create table flyway_schema_history (id integer)", "create table product (id integer)",
					"create table event_publication (id integer)");
			if (product.supports(Capability.SEQUENCES)) {
				database.execute("create sequence batch_job_seq");
			}
			DatabaseSchemaReader reader = new DatabaseSchemaReader("", List.of("DATABASECHANGELOG"));
			CurrentSchema current = reader.read(connection, Schema.EMPTY);
			assertThat(current.schema().tables()).extracting((table) -> table.name().name().toLowerCase())
				.containsExactly("product");
			assertThat(current.schema().sequences()).isEmpty();
			Table mapped = DatabaseSchemaReader.dialect(connection)
				.read(connection, current.scope())
				.schema()
				.tables()
				.stream()
				.filter((table) -> table.name().name().equalsIgnoreCase("shedlock"))
				.findFirst()
				.orElseThrow();
			QualifiedName qualified = new QualifiedName(current.scope().defaultSchema(), mapped.name().name());
			Schema desired = Schema.EMPTY
				.withTables(List.of(Table.of(qualified, List.of(Column.of("x", "integer", true)))));
			assertThat(reader.read(connection, desired).schema().tables()).contains(mapped).hasSize(2);
		}
	}

	@ParameterizedTest
	@ProductsWith({ Capability.QUOTED_NAMES, Capability.SCHEMAS })
	void readsTheSchemasOfTheEntities(TestProduct product) throws SQLException {
		try (TestDatabase database = product.create(); Connection connection = database.connect()) {
			database.execute("create schema \"other\"", "create table \"other\".\"t\" (id integer)");
			Table table = Table.of(new QualifiedName("other", "t"), List.of(Column.of("id", "integer", true)));
			Schema desired = new Schema(Set.of("absent"), List.of(table), List.of(), List.of());
			CurrentSchema current = new DatabaseSchemaReader("", List.of()).read(connection, desired);
			assertThat(current.scope().others()).containsExactly("absent", "other");
			assertThat(current.schema().schemas()).containsExactly("other");
			assertThat(current.schema().tables()).extracting(Table::name)
				.containsExactly(new QualifiedName("other", "t"));
		}
	}

	@Test
	void unsupportedProductIsRejectedWithTheSupportedOnes() {
		DatabaseMetaData metaData = proxy(DatabaseMetaData.class, "Ingres");
		Connection connection = proxy(Connection.class, metaData);
		assertThatExceptionOfType(UnsupportedDatabaseException.class)
			.isThrownBy(() -> DatabaseSchemaReader.dialect(connection))
			.withMessage(
					"The database product \"Ingres\" is not supported. Supported are: h2, hsqldb, mariadb, mssql, mysql,"
							+ " oracle, postgresql, sqlite.");
	}

	private static <T> T proxy(Class<T> type, Object answer) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> answer));
	}

}
