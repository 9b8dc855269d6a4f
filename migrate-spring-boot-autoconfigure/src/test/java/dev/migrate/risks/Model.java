package dev.migrate.risks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import dev.migrate.testing.TestProduct;

/**
 * The tables before a change: an item that may have a parent.
 */
final class Model {

	static final String ITEM = "item";

	static final String PARENT = "parent";

	private final TestProduct product;

	private final List<Sequence> sequences = new ArrayList<>();

	private final List<EnumType> types = new ArrayList<>();

	private Table item;

	private final Table parent;

	Model(TestProduct product) {
		this.product = product;
		this.parent = Table
			.of(QualifiedName.of(name(PARENT)),
					List.of(column("id", Type.BIGINT, false), column("label", Type.VARCHAR_50, true)))
			.withPrimaryKey(new PrimaryKey(name("parent_pkey"), List.of(name("id"))));
		this.item = Table
			.of(QualifiedName.of(name(ITEM)),
					List.of(column("id", Type.BIGINT, false), column("a", Type.VARCHAR_100, true),
							column("u", Type.VARCHAR_50, false), column("n", Type.INT, true),
							column("r", Type.INT, false), column("d", Type.NUMERIC_10_2, true),
							column("f", Type.DOUBLE, true), column("ts", Type.TIMESTAMP, true),
							column("b", Type.BOOLEAN, true), column("parent_id", Type.BIGINT, true)))
			.withPrimaryKey(new PrimaryKey(name("item_pkey"), List.of(name("id"))));
	}

	TestProduct product() {
		return this.product;
	}

	String name(String name) {
		return Situation.name(name, this.product);
	}

	Column column(String name, Type type, boolean nullable) {
		return Column.of(name(name), type.on(this.product), nullable);
	}

	Model with(String column, Function<Column, Column> change) {
		this.item = this.item.withColumns(this.item.columns()
			.stream()
			.map((each) -> each.name().equals(name(column)) ? change.apply(each) : each)
			.toList());
		return this;
	}

	Model with(TablePart part) {
		if (part instanceof Column column) {
			this.item = this.item.withColumns(and(this.item.columns(), column));
		}
		else if (part instanceof UniqueKey key) {
			this.item = this.item.withUniqueKeys(and(this.item.uniqueKeys(), key));
		}
		else if (part instanceof ForeignKey key) {
			this.item = this.item.withForeignKeys(and(this.item.foreignKeys(), key));
		}
		else if (part instanceof Check check) {
			this.item = this.item.withChecks(and(this.item.checks(), check));
		}
		else if (part instanceof Index index) {
			this.item = this.item.withIndexes(and(this.item.indexes(), index));
		}
		return this;
	}

	Model withoutPrimaryKey() {
		this.item = this.item.withPrimaryKey(null);
		return this;
	}

	Model with(Sequence sequence) {
		this.sequences.add(sequence);
		return this;
	}

	Model with(EnumType type) {
		this.types.add(type);
		return this;
	}

	Schema schema() {
		return new Schema(Set.of(), List.of(this.parent, this.item), this.sequences, this.types);
	}

	List<Change> creation(Schema canonical, TestProduct on) {
		List<Change> changes = new ArrayList<>();
		canonical.enumTypes().forEach((type) -> changes.add(Create.of(type)));
		canonical.sequences().forEach((sequence) -> changes.add(Create.of(sequence)));
		canonical.tables().forEach((table) -> changes.addAll(Situation.creation(table)));
		return changes;
	}

	static ForeignKey foreignKey(TestProduct product, ForeignKey.Action action) {
		return ForeignKey
			.of(Situation.name("item_parent_fkey", product), List.of(Situation.name("parent_id", product)),
					QualifiedName.of(Situation.name(PARENT, product)), List.of(Situation.name("id", product)))
			.withOnDelete(action);
	}

	static Check check(TestProduct product, String condition) {
		return new Check(Situation.name("item_check", product), new Expression(condition));
	}

	private static <T> List<T> and(List<T> list, T more) {
		List<T> result = new ArrayList<>(list);
		result.add(more);
		return result;
	}

}
