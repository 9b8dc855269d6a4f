package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * A table that comes into being only so that the database spells it.
 *
 * @param desired the table whose spelling is asked for
 * @param table the table to create: its columns, defaults, formulas, checks and indexes
 * on expressions alone
 */
public record Draft(Table desired, Table table) {

	/**
	 * Make a draft of a table.
	 * @param desired the table whose spelling is asked for
	 * @param name the draft's name
	 * @return the draft
	 */
	public static Draft of(Table desired, String name) {
		List<Column> columns = desired.columns()
			.stream()
			.map((column) -> column.withIdentity(Identity.NONE).withNullable(true).withComment(""))
			.toList();
		List<Check> checks = IntStream.range(0, desired.checks().size())
			.mapToObj((i) -> new Check(checkName(name, i), desired.checks().get(i).condition()))
			.toList();
		List<Index> indexes = desired.indexes().stream().filter((index) -> !index.isPlain()).toList();
		return new Draft(desired,
				Table.of(QualifiedName.of(name), columns).withIndexes(indexes).withChecks(checks).withComment(""));
	}

	/**
	 * Take over what the database made of the draft.
	 * @param schema what was read
	 * @param name the name under which the draft was read
	 * @return the desired table in the database's spelling
	 */
	public Table spelled(Schema schema, QualifiedName name) {
		Table read = schema.table(name).orElseThrow(() -> new IllegalStateException("No draft " + name + " was read"));
		List<Column> columns = new ArrayList<>();
		for (Column column : this.desired.columns()) {
			columns.add(read.column(column.name()).map((spelling) -> spelled(column, spelling)).orElse(column));
		}
		List<Check> checks = new ArrayList<>();
		for (int i = 0; i < this.desired.checks().size(); i++) {
			Check check = this.desired.checks().get(i);
			String draftName = checkName(this.table.name().name(), i);
			// What the database takes and does not keep is nothing to ask for.
			read.checks()
				.stream()
				.filter((candidate) -> candidate.name().equals(draftName))
				.findFirst()
				.ifPresent((spelling) -> checks.add(new Check(check.name(), spelling.condition())));
		}
		List<Index> indexes = this.desired.indexes()
			.stream()
			.map((index) -> read.indexes()
				.stream()
				.filter((candidate) -> !index.isPlain() && candidate.name().equals(index.name()))
				.findFirst()
				.orElse(index))
			.toList();
		return this.desired.withColumns(columns).withChecks(checks).withIndexes(indexes);
	}

	private static Column spelled(Column column, Column spelling) {
		Column typed = column.withType(spelling.type());
		if (column.collation() != null) {
			typed = typed.withCollation(spelling.collation());
		}
		if (isPresent(spelling.generatedAs())) {
			return typed.withGeneratedAs(spelling.generatedAs());
		}
		// A type that was given as a piece of SQL may bring a default along.
		return isPresent(spelling.defaultValue()) ? typed.withDefaultValue(spelling.defaultValue()) : typed;
	}

	private static boolean isPresent(@Nullable Expression expression) {
		return expression != null && expression.isPresent();
	}

	private static String checkName(String table, int position) {
		return table.substring(0, Math.min(table.length(), 15)) + "_c" + position;
	}

}
