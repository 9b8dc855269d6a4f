package dev.migrate.run.snapshot;

import java.util.List;
import java.util.Set;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for snapshots of schemas.
 */
class SchemaSnapshotTests {

	@ParameterizedTest
	@ValueSource(strings = { "product", "a product", "tab\there", "two\nlines", "\r", "\\n", "50%", "a+b", "größe",
			"\uD83D\uDE00", "table", "" })
	void textStandsForTheSnapshot(String name) {
		SchemaSnapshot snapshot = SchemaSnapshot.of(List.of(table(name, "bigint"), table("other", "text")));
		String text = snapshot.text();
		assertThat(text).matches("[ -~\n]*");
		SchemaSnapshot parsed = SchemaSnapshot.parse(text);
		assertThat(parsed.text()).isEqualTo(text);
		assertThat(snapshot.differencesTo(parsed)).isEmpty();
		assertThat(parsed.differencesTo(SchemaSnapshot.of(List.of(table(name, "integer"), table("other", "text")))))
			.containsOnlyKeys(name);
	}

	@Test
	void tablesAreTakenFromAnotherSnapshot() {
		SchemaSnapshot before = SchemaSnapshot.of(List.of(table("kept", "bigint"), table("gone", "bigint")));
		SchemaSnapshot now = SchemaSnapshot.of(List.of(table("kept", "integer"), table("come", "bigint")));
		assertThat(before.differencesTo(now)).containsOnlyKeys("kept", "gone", "come");
		assertThat(before.differencesTo(now.with(before, Set.of("kept", "come")))).containsOnlyKeys("gone");
		assertThat(before.differencesTo(now.with(before, Set.of("kept", "come", "gone")))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "part  a b", "table a b", "colour  a b", "table %zz a b" })
	void anotherTextIsRejected(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> SchemaSnapshot.parse(text));
	}

	private static Table table(String name, String type) {
		return Table.of(QualifiedName.of(name), List.of(Column.of("id", type, true)));
	}

}
