package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DependentUses}.
 */
class DependentUsesTests {

	private static final QualifiedName ITEM = QualifiedName.of("item");

	private static final Schema SCHEMA = Schema.EMPTY
		.withTables(List.of(Table.of(ITEM, List.of(Column.of("id", "int", false), Column.of("note", "int", true)))));

	@ParameterizedTest
	@ValueSource(strings = { "select id from item", "select `id` from `shop`.`item`", "SELECT ID FROM ITEM" })
	void textOfTheSameSchemaUsesTheTable(String text) throws SQLException {
		assertThat(dependents("shop", text)).singleElement().hasToString("view v");
	}

	@Test
	void textOfAnotherSchemaUsesTheTableIfItNamesTheSchema() throws SQLException {
		assertThat(dependents("other", "select id from Shop.item")).singleElement().hasToString("view other.v");
	}

	@Test
	void tableOfTheSameNameInAnotherSchemaIsNotMeant() throws SQLException {
		assertThat(dependents("other", "select id from item")).isEmpty();
		assertThat(dependents("other", "select id from other.item")).isEmpty();
	}

	private static List<DependentObject> dependents(String schema, String text) throws SQLException {
		String sql = "select 'VIEW' as kind, '%s' as object_schema, cast(null as varchar(9)) as object_table, 'v' as object_name, '%s' as definition"
			.formatted(schema, text);
		try (TestDatabase database = TestDatabases.h2(); Connection connection = database.connect()) {
			DependentUses uses = new DependentUses(SCHEMA, SchemaScope.of("shop", List.of()));
			uses.readTexts(connection, sql);
			return uses.build().ofTable(ITEM);
		}
	}

}
