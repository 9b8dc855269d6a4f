package dev.migrate.authoring.comparison;

import java.util.List;

import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FilteredSchemas}.
 */
class FilteredSchemasTests {

	@Test
	void foreignKeyToAnExcludedTableIsExcluded() {
		Table part = table("part")
			.withForeignKeys(List.of(new ForeignKey("part_fk", List.of("id"), QualifiedName.of("secret"), List.of("id"),
					ForeignKey.Action.NO_ACTION, ForeignKey.Action.NO_ACTION, ForeignKey.Deferral.NOT_DEFERRABLE)));
		Schema schema = Schema.EMPTY.withTables(List.of(part, table("secret")));
		FilteredSchemas filtered = FilteredSchemas.of(schema, schema,
				(object) -> !object.name().name().equals("secret"));
		assertThat(filtered.desired().tables()).containsExactly(table("part"));
		assertThat(filtered.current().tables()).containsExactly(table("part"));
	}

	private static Table table(String name) {
		return Table.of(QualifiedName.of(name), List.of(Column.of("id", "bigint", false)));
	}

}
