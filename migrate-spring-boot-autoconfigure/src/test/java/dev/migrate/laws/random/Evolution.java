package dev.migrate.laws.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * A schema before and after random mutations. {@code -Dmigrate.random.seed=} sets the
 * first seed, and {@code -Dmigrate.random.runs=} the number of seeds.
 *
 * @param seed the seed
 * @param before the schema before the mutations
 * @param after the schema after the mutations
 */
public record Evolution(long seed, Schema before, Schema after) {

	/**
	 * Return the seeds of a test.
	 * @param runs the default number of seeds
	 * @return the seeds
	 */
	public static LongStream seeds(int runs) {
		long first = Long.getLong("migrate.random.seed", 1);
		return LongStream.range(first, first + Long.getLong("migrate.random.runs", runs));
	}

	/**
	 * Create an evolution.
	 * @param seed the seed, which determines the evolution
	 * @param vocabulary the vocabulary of the schemas
	 * @return the evolution
	 */
	public static Evolution of(long seed, Vocabulary vocabulary) {
		RandomSchemas schemas = new RandomSchemas(seed, vocabulary);
		Schema before = schemas.schema();
		return new Evolution(seed, before, schemas.mutated(before));
	}

	/**
	 * Check a law on this evolution. If it fails, search for a smaller evolution that
	 * fails too.
	 * @param vocabulary the vocabulary of the schemas
	 * @param tries the maximum number of smaller evolutions to try
	 * @param law the check, which throws if the law is broken
	 */
	public void hold(Vocabulary vocabulary, int tries, BiConsumer<Schema, Schema> law) {
		Throwable failure = failure(law, this);
		if (failure == null) {
			return;
		}
		Evolution smallest = this;
		int left = tries;
		boolean smaller = true;
		while (smaller && left > 0) {
			smaller = false;
			for (Evolution candidate : smallest.smaller(new Validity(vocabulary))) {
				Throwable found = (left-- > 0) ? failure(law, candidate) : null;
				if (found != null) {
					smallest = candidate;
					failure = found;
					smaller = true;
					break;
				}
			}
		}
		throw new AssertionError("Seed " + this.seed + " of " + vocabulary.dialect().name() + ": "
				+ failure.getMessage() + "\n  before: " + smallest.before + "\n  after: " + smallest.after, failure);
	}

	private static Throwable failure(BiConsumer<Schema, Schema> law, Evolution evolution) {
		try {
			law.accept(evolution.before, evolution.after);
			return null;
		}
		catch (AssertionError | RuntimeException ex) {
			return ex;
		}
	}

	private List<Evolution> smaller(Validity validity) {
		List<Evolution> candidates = new ArrayList<>();
		List<Schema> befores = smaller(this.before, validity);
		for (Table table : this.before.tables()) {
			candidates.add(new Evolution(this.seed, validity.of(without(this.before, table)),
					validity.of(without(this.after, table))));
			this.after.table(table.name())
				.filter((other) -> !other.equals(table))
				.ifPresent((other) -> candidates.add(new Evolution(this.seed, this.before,
						validity.of(this.after.mapTables((any) -> any.name().equals(table.name()) ? table : any)))));
		}
		befores.forEach((fewer) -> candidates.add(new Evolution(this.seed, fewer, this.after)));
		smaller(this.after, validity).forEach((after) -> candidates.add(new Evolution(this.seed, this.before, after)));
		for (Schema fewer : befores) {
			for (Schema after : smaller(this.after, validity)) {
				if (isSameStep(fewer, after)) {
					candidates.add(new Evolution(this.seed, fewer, after));
				}
			}
		}
		return candidates.stream().filter((candidate) -> candidate.size() < size()).toList();
	}

	private boolean isSameStep(Schema fewer, Schema after) {
		// The part was removed from both schemas, so their difference is unchanged.
		return this.before.toString().length() - fewer.toString().length() == this.after.toString().length()
				- after.toString().length();
	}

	private int size() {
		return this.before.toString().length() + this.after.toString().length();
	}

	private static Schema without(Schema schema, Table table) {
		return schema
			.withTables(schema.tables().stream().filter((other) -> !other.name().equals(table.name())).toList());
	}

	private static List<Schema> smaller(Schema schema, Validity validity) {
		List<Schema> smaller = new ArrayList<>();
		for (Table table : schema.tables()) {
			smaller.add(without(schema, table));
			for (Table fewer : smaller(table)) {
				smaller.add(schema.mapTables((any) -> any.equals(table) ? fewer : any));
			}
		}
		schema.sequences()
			.forEach((sequence) -> smaller.add(new Schema(schema.schemas(), schema.tables(),
					schema.sequences().stream().filter((other) -> !other.equals(sequence)).toList(),
					schema.enumTypes())));
		schema.enumTypes()
			.forEach((type) -> smaller.add(new Schema(schema.schemas(), schema.tables(), schema.sequences(),
					schema.enumTypes().stream().filter((other) -> !other.equals(type)).toList())));
		return smaller.stream().map(validity::of).filter((other) -> !other.equals(schema)).toList();
	}

	private static List<Table> smaller(Table table) {
		List<Table> smaller = new ArrayList<>();
		fewer(table.columns()).forEach((columns) -> smaller.add(table.withColumns(columns)));
		table.columns()
			.forEach((column) -> smaller.add(table.withColumns(table.columns()
				.stream()
				.map((any) -> any.equals(column)
						? column.withComment(null).withDefaultValue(null).withIdentity(null).withGeneratedAs(null)
						: any)
				.toList())));
		smaller.add(RandomSchemas.withPrimaryKey(table, null));
		fewer(table.uniqueKeys()).forEach((keys) -> smaller.add(RandomSchemas.withUniqueKeys(table, keys)));
		fewer(table.foreignKeys()).forEach((keys) -> smaller.add(RandomSchemas.withForeignKeys(table, keys)));
		fewer(table.indexes()).forEach((indexes) -> smaller.add(table.withIndexes(indexes)));
		fewer(table.checks()).forEach((checks) -> smaller.add(table.withChecks(checks)));
		smaller.add(new Table(table.name(), table.columns(), table.primaryKey(), table.uniqueKeys(),
				table.foreignKeys(), table.indexes(), table.checks(), null));
		return smaller;
	}

	private static <T> List<List<T>> fewer(List<T> items) {
		List<List<T>> fewer = new ArrayList<>();
		for (int i = 0; i < items.size(); i++) {
			List<T> rest = new ArrayList<>(items);
			rest.remove(i);
			fewer.add(rest);
		}
		return fewer;
	}

}
