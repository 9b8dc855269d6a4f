package dev.migrate.entity;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.models.Model;
import dev.migrate.models.SessionFactories;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EntitySchemaReader} and {@link EntitySchemas}.
 */
class EntitySchemaReaderTests {

	@ParameterizedTest
	@EnumSource
	void tablesAreThoseThatHibernateCreates(Model model) throws SQLException {
		assumeThat(model.runsOn(TestProduct.H2)).as("%s is a model for H2", model).isTrue();
		String url = model.h2Url("reader-" + model);
		try (SessionFactory sessionFactory = SessionFactories.open(model, url, "create-only");
				Connection connection = DriverManager.getConnection(url)) {
			Schema schema = EntitySchemas.of(sessionFactory);
			// The columns of the primary key come first, the others in Hibernate's order.
			assertThat(columns(schema)).containsExactlyInAnyOrderElementsOf(query(connection, """
					select c.table_schema, c.table_name, c.column_name,
					  row_number() over (partition by c.table_schema, c.table_name
					    order by k.ordinal_position nulls last, c.ordinal_position), c.is_nullable, c.is_identity
					from information_schema.columns c join information_schema.tables t
					on t.table_schema = c.table_schema and t.table_name = c.table_name
					left join (select u.* from information_schema.key_column_usage u
					  join information_schema.table_constraints p on p.constraint_schema = u.constraint_schema
					  and p.constraint_name = u.constraint_name and p.constraint_type = 'PRIMARY KEY') k
					on k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name
					where t.table_type = 'BASE TABLE' and t.table_schema in ('PUBLIC', 'ARCHIVE')"""));
			assertThat(keyColumns(schema)).containsExactlyInAnyOrderElementsOf(query(connection, """
					select k.table_schema, k.table_name, c.constraint_type, k.column_name, k.ordinal_position
					from information_schema.key_column_usage k join information_schema.table_constraints c
					on c.constraint_schema = k.constraint_schema and c.constraint_name = k.constraint_name
					where k.table_name not like 'HT%'"""));
			assertThat(sequences(schema)).containsExactlyInAnyOrderElementsOf(query(connection, """
					select sequence_schema, sequence_name, start_value, increment
					from information_schema.sequences where sequence_name not like 'SYSTEM%'"""));
			assertThat(schema.tables().stream().mapToInt((table) -> table.checks().size()).sum())
				.isEqualTo(query(connection, "select * from information_schema.check_constraints "
						+ "where constraint_name not in (select constraint_name from information_schema.domain_constraints)")
					.size());
		}
	}

	@ParameterizedTest
	@EnumSource
	void readingDoesNotChangeTheMetadata(Model model) throws SQLException {
		assumeThat(model.runsOn(TestProduct.H2)).as("%s is a model for H2", model).isTrue();
		String url = model.h2Url("validated-" + model);
		SessionFactories.open(model, url, "create-only").close();
		try (SessionFactory sessionFactory = SessionFactories.open(model, url, "validate")) {
			assertThat(EntitySchemas.of(sessionFactory).tables()).isNotEmpty();
		}
	}

	@Test
	void keycloakHas87Tables() {
		try (SessionFactory sessionFactory = SessionFactories.offline(Model.KEYCLOAK, "PostgreSQL", 17)) {
			Schema schema = EntitySchemas.of(sessionFactory);
			assertThat(schema.tables()).hasSize(87);
			assertThat(table(schema, "user_entity").uniqueKeys()).hasSize(2);
		}
	}

	@Test
	void columnsMatchTheAnnotations() {
		try (SessionFactory sessionFactory = open(Model.EVERYTHING)) {
			Schema schema = EntitySchemas.of(sessionFactory);
			assertThat(column(schema, "DEFAULTS", "ID").identity()).isEqualTo(Identity.BY_DEFAULT);
			assertThat(column(schema, "DEFAULTS", "TEXT"))
				.isEqualTo(Column.of("TEXT", new SqlType("varchar(255)"), false)
					.withDefaultValue(new Expression("'it''s new'"))
					.withIdentity(Identity.NONE));
			assertThat(column(schema, "DEFAULTS", "DEFINED"))
				.isEqualTo(Column.of("DEFINED", new SqlType("varchar(20)"), false)
					.withDefaultValue(new Expression("'x'"))
					.withIdentity(Identity.NONE));
			assertThat(column(schema, "DEFAULTS", "DOUBLED").generatedAs()).isEqualTo(new Expression("number * 2"));
			assertThat(column(schema, "CHECKS", "ID").comment()).isEqualTo("The key");
			assertThat(column(schema, "CHECKS", "TO_DAY").comment()).isEqualTo("Last day; it's included");
			assertThat(column(schema, "VALIDATED", "SIZED").type()).isEqualTo(new SqlType("varchar(30)"));
			assertThat(column(schema, "VALIDATED", "REQUIRED").nullable()).isFalse();
		}
	}

	@Test
	void constraintsMatchTheAnnotations() {
		try (SessionFactory sessionFactory = open(Model.EVERYTHING)) {
			Schema schema = EntitySchemas.of(sessionFactory);
			assertThat(table(schema, "CHECKS").comment()).isEqualTo("Everything that can be checked; it's a lot");
			assertThat(table(schema, "CHECKS").checks()).contains(
					new Check("", new Expression("(twice > 3) and (twice < 30)")),
					new Check("PAIR_LESS", new Expression("pair < 50")),
					new Check("FROM_BEFORE_TO", new Expression("from_day <= to_day")));
			assertThat(table(schema, "DEFAULTS").checks()).contains(new Check("", new Expression("checked > 0")));
			assertThat(table(schema, "ALL_KEYS").uniqueKeys()).contains(new UniqueKey("", List.of("FIFTH")),
					new UniqueKey("NAMED_UNIQUE", List.of("THIRD", "MIDDLE")));
			assertThat(table(schema, "ALL_KEYS").indexes()).contains(Index.of("ORDERED_INDEX",
					List.of(new Index.Part("MIDDLE", Expression.NONE, true), Index.Part.of("THIRD"))));
			assertThat(table(schema, "Order").uniqueKeys())
				.contains(new UniqueKey("Order Key", List.of("select", "PLAIN")));
			assertThat(table(schema, "Order").primaryKey()).isEqualTo(new PrimaryKey("", List.of("Id")));
		}
	}

	@Test
	void foreignKeysAreThoseThatHibernateCreates() {
		try (SessionFactory sessionFactory = open(Model.EVERYTHING)) {
			List<ForeignKey> keys = table(EntitySchemas.of(sessionFactory), "NODE").foreignKeys();
			assertThat(keys).extracting(ForeignKey::columns)
				.containsExactlyInAnyOrder(List.of("PARENT_ID"), List.of("ROOT_ID"), List.of("PREVIOUS_ID"),
						List.of("BY_CODE"), List.of("CUSTOM_ID"));
			assertThat(keys)
				.contains(ForeignKey.of("FK_NODE_ROOT", List.of("ROOT_ID"), QualifiedName.of("NODE"), List.of("ID"))
					.withOnDelete(ForeignKey.Action.CASCADE));
			assertThat(keys).filteredOn((key) -> key.name().equals("FK_NODE_CUSTOM"))
				.extracting(ForeignKey::onDelete)
				.containsExactly(ForeignKey.Action.SET_NULL);
		}
	}

	@Test
	void postgresqlSpecificTypesAreRead() {
		try (SessionFactory sessionFactory = SessionFactories.offline(Model.EVERYTHING_POSTGRESQL, "PostgreSQL", 17)) {
			Schema schema = EntitySchemas.of(sessionFactory);
			QualifiedName special = QualifiedName.of("special");
			assertThat(schema.enumTypes()).containsExactly(
					new EnumType(QualifiedName.of("size"), List.of("LARGE", "SMALL"),
							List.of(new EnumType.TypedColumn(special, "size"))),
					new EnumType(QualifiedName.of("suit"), List.of("HEARTS", "SPADES"),
							List.of(new EnumType.TypedColumn(special, "suit"))));
			assertThat(column(schema, "special", "attributes").type()).isEqualTo(new SqlType("jsonb"));
			assertThat(column(schema, "special", "name").collation()).isEqualTo("C");
			assertThat(column(schema, "special", "defined")).isEqualTo(Column.of("defined", new SqlType("text"), false)
				.withDefaultValue(new Expression("'a b'"))
				.withIdentity(Identity.NONE)
				.withCollation("C"));
			assertThat(table(schema, "special").indexes().get(0).parts()).containsExactly(
					new Index.Part(null, new Expression("(lower(name))"), false),
					new Index.Part("number", Expression.NONE, true));
		}
	}

	@Test
	void closedFactoryIsRejected() {
		SessionFactory sessionFactory = open(Model.LIBRARY);
		sessionFactory.close();
		assertThatExceptionOfType(EntitySchemaException.class).isThrownBy(() -> EntitySchemas.of(sessionFactory))
			.withMessageContaining("closed");
	}

	@Test
	void factoryOfAnotherProviderIsRejected() {
		EntityManagerFactory factory = mock(EntityManagerFactory.class);
		given(factory.isOpen()).willReturn(true);
		given(factory.unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class))
			.willThrow(new jakarta.persistence.PersistenceException("No"));
		assertThatExceptionOfType(EntitySchemaException.class).isThrownBy(() -> EntitySchemas.of(factory))
			.withMessageContaining("not Hibernate's");
	}

	private static SessionFactory open(Model model) {
		return SessionFactories.open(model, model.h2Url("facts"), "none");
	}

	private static Table table(Schema schema, String name) {
		return schema.table(QualifiedName.of(name)).orElseThrow();
	}

	private static Column column(Schema schema, String table, String name) {
		return table(schema, table).column(name).orElseThrow();
	}

	private static List<String> columns(Schema schema) {
		List<String> rows = new ArrayList<>();
		for (Table table : schema.tables()) {
			int position = 1;
			for (Column column : table.columns()) {
				boolean identity = column.identity() != null && column.identity().isPresent();
				rows.add(row(schema(table.name()), table.name().name(), column.name(), position++,
						column.nullable() ? "YES" : "NO", identity ? "YES" : "NO"));
			}
		}
		return rows;
	}

	private static List<String> keyColumns(Schema schema) {
		List<String> rows = new ArrayList<>();
		for (Table table : schema.tables()) {
			if (table.primaryKey() != null) {
				addKey(rows, table, "PRIMARY KEY", table.primaryKey().columns());
			}
			table.uniqueKeys().forEach((key) -> addKey(rows, table, "UNIQUE", key.columns()));
			table.foreignKeys().forEach((key) -> addKey(rows, table, "FOREIGN KEY", key.columns()));
		}
		return rows;
	}

	private static void addKey(List<String> rows, Table table, String type, List<String> columns) {
		for (int i = 0; i < columns.size(); i++) {
			rows.add(row(schema(table.name()), table.name().name(), type, columns.get(i), i + 1));
		}
	}

	private static List<String> sequences(Schema schema) {
		return schema.sequences()
			.stream()
			.map((Sequence sequence) -> row(schema(sequence.name()), sequence.name().name(), sequence.start(),
					sequence.increment()))
			.toList();
	}

	private static String schema(QualifiedName name) {
		return (name.schema() != null) ? name.schema() : "PUBLIC";
	}

	private static String row(Object... values) {
		List<String> texts = new ArrayList<>();
		for (Object value : values) {
			texts.add(String.valueOf(value));
		}
		return String.join("|", texts);
	}

	private static List<String> query(Connection connection, String sql) throws SQLException {
		try (ResultSet resultSet = connection.createStatement().executeQuery(sql)) {
			List<String> rows = new ArrayList<>();
			while (resultSet.next()) {
				Object[] values = new Object[resultSet.getMetaData().getColumnCount()];
				for (int i = 0; i < values.length; i++) {
					values[i] = resultSet.getString(i + 1);
				}
				rows.add(row(values));
			}
			return rows;
		}
	}

}
