package dev.migrate.laws.random;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import dev.migrate.change.Changes;
import dev.migrate.change.ElementChange;
import dev.migrate.change.SchemaObject;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.registry.Dialects;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the laws of comparison on random schemas, without a database.
 */
class RandomChangesTests {

	private static final int RUNS = 250;

	private static final int SMALLER = 5000;

	static List<Dialect> dialects() {
		return Dialects.all();
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void canonicalSchemaIsUnchanged(Dialect dialect) {
		hold(dialect, (before, after) -> {
			assertThat(dialect.canonical(before, scope(dialect))).isEqualTo(before);
			assertThat(dialect.canonical(after, scope(dialect))).isEqualTo(after);
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void canonicalFormKeepsInserts(Dialect dialect) {
		hold(dialect, (before, after) -> {
			Schema made = after.mapTables((table) -> new Table(table.name(), table.columns(), table.primaryKey(),
					table.uniqueKeys(), table.foreignKeys(), table.indexes(), table.checks(), table.comment(),
					List.of("insert into " + table.name())));
			Schema canonical = dialect.canonical(made, scope(dialect));
			assertThat(canonical.tables()).extracting(Table::inserts)
				.isEqualTo(made.tables().stream().map(Table::inserts).toList());
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void schemaEqualsItself(Dialect dialect) {
		hold(dialect, (before, after) -> {
			assertThat(SchemaDiffer.diff(before, before)).isEmpty();
			assertThat(SchemaDiffer.diff(NormalForm.specified(after), after)).isEmpty();
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void reverseOfReverseEqualsChanges(Dialect dialect) {
		hold(dialect, (before, after) -> {
			Changes changes = SchemaDiffer.diff(NormalForm.specified(before), after);
			assertThat(changes.reverse().reverse()).isEqualTo(changes);
			assertThat(changes.reverse().size()).isEqualTo(changes.size());
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void changesLeadToDesiredSchemaAndBack(Dialect dialect) {
		hold(dialect, (before, after) -> {
			Schema current = NormalForm.specified(before);
			Schema desired = NormalForm.specified(after);
			Changes changes = SchemaDiffer.diff(current, desired);
			Schema changed = Interpreter.apply(dialect, changes, current);
			assertThat(NormalForm.of(changed, false)).isEqualTo(NormalForm.of(union(desired, current), false));
			Schema restored = Interpreter.apply(dialect, changes.reverse(), changed);
			assertThat(NormalForm.of(restored, true)).isEqualTo(NormalForm.of(current, true));
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void changesLeaveNoDifferenceWithUnspecifiedAspects(Dialect dialect) {
		hold(dialect, (before, after) -> {
			Schema current = NormalForm.specified(before);
			Changes changes = SchemaDiffer.diff(current, after);
			Schema changed = Interpreter.apply(dialect, changes, current);
			assertThat(SchemaDiffer.diff(NormalForm.specified(changed), after)).isEmpty();
			Schema restored = Interpreter.apply(dialect, changes.reverse(), changed);
			assertThat(NormalForm.of(restored, true)).isEqualTo(NormalForm.of(current, true));
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void reverseConcernsTheSameObjects(Dialect dialect) {
		hold(dialect, (before, after) -> {
			Schema current = NormalForm.specified(before);
			Schema desired = union(NormalForm.specified(after), current);
			Changes there = SchemaDiffer.diff(current, desired);
			Changes back = SchemaDiffer.diff(desired, current);
			assertThat(objects(there.reverse(), false)).isEqualTo(objects(back, false));
			assertThat(objects(there.reverse(), true)).isEqualTo(objects(back, true));
		});
	}

	private static Schema union(Schema desired, Schema current) {
		// No comparison drops a schema.
		Set<String> schemas = new HashSet<>(desired.schemas());
		schemas.addAll(current.schemas());
		return new Schema(schemas, desired.tables(), desired.sequences(), desired.enumTypes());
	}

	private static Set<String> objects(Changes changes, boolean created) {
		return changes.stream()
			.filter((change) -> !(change instanceof ElementChange element && element.element() instanceof Namespace))
			.flatMap((change) -> (created ? change.creates() : change.drops()).stream())
			.filter((object) -> object.kind() == SchemaObject.Kind.TABLE || object.kind() == SchemaObject.Kind.COLUMN
					|| object.kind() == SchemaObject.Kind.SEQUENCE || object.kind() == SchemaObject.Kind.TYPE)
			.map(SchemaObject::toString)
			.collect(Collectors.toSet());
	}

	private static void hold(Dialect dialect, BiConsumer<Schema, Schema> law) {
		Vocabulary vocabulary = Vocabulary.of(dialect);
		Evolution.seeds(RUNS)
			.forEach((seed) -> Evolution.of(seed, vocabulary)
				.hold(vocabulary, SMALLER, (before, after) -> law.accept(dialect.canonical(before, scope(dialect)),
						dialect.canonical(after, scope(dialect)))));
	}

	private static SchemaScope scope(Dialect dialect) {
		return SchemaScope.of(Vocabulary.of(dialect).folded("public"), List.of());
	}

}
