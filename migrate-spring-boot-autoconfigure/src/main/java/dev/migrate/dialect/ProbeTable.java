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
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * A temporary table that is created only to let the database normalize its expressions.
 *
 * @param desired the table to normalize
 * @param table the table to create, with only columns, defaults, generation expressions,
 * checks, and the keys and indexes that are more than their columns
 */
public record ProbeTable(Table desired, Table table) {

	/**
	 * Create a probe of a table.
	 * @param desired the table to normalize
	 * @param name the probe's name
	 * @return the probe
	 */
	public static ProbeTable of(Table desired, String name) {
		List<Column> columns = desired.columns()
			.stream()
			.map((column) -> column.withIdentity(Identity.NONE).withNullable(true).withComment(""))
			.toList();
		List<Check> checks = IntStream.range(0, desired.checks().size())
			.mapToObj((i) -> new Check(checkName(name, i), desired.checks().get(i).condition()))
			.toList();
		List<Index> indexes = desired.indexes().stream().filter((index) -> !index.isPlain()).toList();
		List<UniqueKey> uniqueKeys = desired.uniqueKeys().stream().filter((key) -> !key.isPlain()).toList();
		return new ProbeTable(desired,
				Table.of(QualifiedName.of(name), columns)
					.withUniqueKeys(uniqueKeys)
					.withIndexes(indexes)
					.withChecks(checks)
					.withComment(""));
	}

	/**
	 * Apply the normalized parts of the probe to the desired table.
	 * @param schema the schema that was read
	 * @param name the name under which the probe was read
	 * @return the desired table as the database normalizes it
	 */
	public Table normalized(Schema schema, QualifiedName name) {
		Table read = schema.table(name).orElseThrow(() -> new IllegalStateException("No probe " + name + " was read"));
		List<Column> columns = new ArrayList<>();
		for (Column column : this.desired.columns()) {
			columns.add(read.column(column.name()).map((normalized) -> normalized(column, normalized)).orElse(column));
		}
		List<Check> checks = new ArrayList<>();
		for (int i = 0; i < this.desired.checks().size(); i++) {
			Check check = this.desired.checks().get(i);
			String draftName = checkName(this.table.name().name(), i);
			// What the database accepts but does not store is not compared.
			read.checks()
				.stream()
				.filter((candidate) -> candidate.name().equals(draftName))
				.findFirst()
				.ifPresent((normalized) -> checks.add(check.withCondition(normalized.condition())));
		}
		List<Index> indexes = this.desired.indexes()
			.stream()
			.map((index) -> read.indexes()
				.stream()
				.filter((candidate) -> !index.isPlain() && candidate.name().equals(index.name()))
				.findFirst()
				.map((normalized) -> normalized(index, normalized))
				.orElse(index))
			.toList();
		List<UniqueKey> uniqueKeys = this.desired.uniqueKeys()
			.stream()
			.map((key) -> read.uniqueKeys()
				.stream()
				.filter((candidate) -> !key.isPlain() && candidate.name().equals(key.name()))
				.findFirst()
				.orElse(key))
			.toList();
		return this.desired.withColumns(columns).withChecks(checks).withIndexes(indexes).withUniqueKeys(uniqueKeys);
	}

	/**
	 * Return an index as the database reads it and as the entity writes it: the probe's
	 * own statement names the probe.
	 */
	private static Index normalized(Index index, Index normalized) {
		Index.Definition definition = normalized.definition();
		if (definition == null && !index.options().isPresent()) {
			return normalized;
		}
		List<Index.Part> parts = new ArrayList<>();
		for (int i = 0; i < normalized.parts().size(); i++) {
			Index.Part part = normalized.parts().get(i);
			Expression written = index.parts().get(i).expression();
			parts.add(part.with(part.column(), written.withCanonical(part.expression().canonical())));
		}
		return normalized.withParts(parts)
			.withOptions(index.options().withCanonical(""))
			.withDefinition(
					(definition != null) ? new Index.Definition(definition.kind(), "", definition.structure()) : null);
	}

	private static Column normalized(Column column, Column normalized) {
		Column typed = column.withType(normalized.type());
		if (column.collation() != null) {
			typed = typed.withCollation(normalized.collation());
		}
		if (isPresent(normalized.generatedAs())) {
			return typed.withGeneratedAs(normalized.generatedAs());
		}
		// A type that is specified as a piece of SQL may include a default.
		return isPresent(normalized.defaultValue()) ? typed.withDefaultValue(normalized.defaultValue()) : typed;
	}

	private static boolean isPresent(@Nullable Expression expression) {
		return expression != null && expression.isPresent();
	}

	private static String checkName(String table, int position) {
		return table.substring(0, Math.min(table.length(), 15)) + "_c" + position;
	}

}
