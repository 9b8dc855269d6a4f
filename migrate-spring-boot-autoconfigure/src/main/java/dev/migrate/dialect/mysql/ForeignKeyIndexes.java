package dev.migrate.dialect.mysql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.dialect.Step;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import org.jspecify.annotations.Nullable;

/**
 * The indexes on the columns of foreign keys. The server creates one with the name of the
 * key where no other index serves the key, may drop it when another one comes, and
 * rejects dropping the last one. So the last index that serves a key is dropped in the
 * statement that adds such an index, and the other way round.
 *
 * @see <a href=
 * "https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html">FOREIGN KEY
 * Constraints</a>
 */
final class ForeignKeyIndexes {

	private final MysqlDdl ddl;

	private final Map<QualifiedName, List<TablePart>> parts = new HashMap<>();

	/**
	 * Create the indexes of a schema.
	 * @param current the schema before the steps
	 * @param dialect the dialect of the product
	 */
	ForeignKeyIndexes(Schema current, MysqlDialect dialect) {
		this.ddl = (MysqlDdl) dialect.ddl();
		current.tables().forEach(this::add);
	}

	private void add(Table table) {
		List<TablePart> parts = new ArrayList<>(table.foreignKeys());
		parts.addAll(table.indexes());
		if (table.primaryKey() != null) {
			parts.add(table.primaryKey());
		}
		this.parts.put(table.name(), parts);
	}

	/**
	 * Complete the steps that leave a foreign key without another index, or give it one.
	 * @param steps the steps, each of one change
	 * @return the steps
	 */
	List<Step> complete(List<Step> steps) {
		return steps.stream()
			.map((step) -> new Step(step.actions().stream().map(this::complete).toList(), step.isInTransaction()))
			.toList();
	}

	private Step.Action complete(Step.Action action) {
		Change change = action.changes().get(0);
		if (change instanceof Create create && create.element() instanceof Table table) {
			add(table);
			return action;
		}
		PartOfTable removed = change.removedPart();
		PartOfTable created = change.createdPart();
		PartOfTable part = (created != null) ? created : removed;
		if (part == null) {
			return action;
		}
		QualifiedName table = part.table();
		List<ForeignKey> before = unserved(table);
		apply(table, removed, created);
		List<ForeignKey> after = unserved(table);
		List<ForeignKey> served = before.stream().filter((key) -> !after.contains(key) && remains(table, key)).toList();
		List<ForeignKey> bare = after.stream().filter((key) -> !before.contains(key) && isOld(key, created)).toList();
		return (served.isEmpty() && bare.isEmpty()) ? action
				: new Step.Action(action.changes(), List.of(statement(table, removed, created, served, bare)),
						List.of(statement(table, created, removed, bare, served)));
	}

	private String statement(QualifiedName table, @Nullable PartOfTable removed, @Nullable PartOfTable created,
			List<ForeignKey> served, List<ForeignKey> bare) {
		List<String> clauses = new ArrayList<>();
		if (removed != null) {
			clauses.add(this.ddl.removal(removed.part()));
		}
		if (created != null) {
			clauses.add(this.ddl.addition(created.part()));
		}
		served.forEach((key) -> clauses.add(this.ddl.removal(index(key))));
		bare.forEach((key) -> clauses.add(this.ddl.addition(index(key))));
		return this.ddl.atOnce(table, clauses);
	}

	private static Index index(ForeignKey key) {
		return Index.of(key.name(), key.columns().stream().map(Index.Part::of).toList());
	}

	private void apply(QualifiedName table, @Nullable PartOfTable removed, @Nullable PartOfTable created) {
		List<TablePart> parts = this.parts.computeIfAbsent(table, (any) -> new ArrayList<>());
		if (removed != null) {
			parts.remove(removed.part());
		}
		if (created != null) {
			parts.add(created.part());
		}
	}

	private List<ForeignKey> unserved(QualifiedName table) {
		List<TablePart> parts = this.parts.getOrDefault(table, List.of());
		return parts.stream()
			.filter(ForeignKey.class::isInstance)
			.map(ForeignKey.class::cast)
			.filter((key) -> parts.stream().noneMatch((part) -> serves(part, key)))
			.toList();
	}

	private boolean remains(QualifiedName table, ForeignKey key) {
		return this.parts.getOrDefault(table, List.of()).contains(key);
	}

	private static boolean isOld(ForeignKey key, @Nullable PartOfTable created) {
		return created == null || !created.part().equals(key);
	}

	private static boolean serves(TablePart part, ForeignKey key) {
		List<String> columns = key.columns();
		List<String> indexed = new ArrayList<>();
		if (part instanceof PrimaryKey primaryKey) {
			indexed.addAll(primaryKey.columns());
		}
		if (part instanceof Index index && index.definition() == null) {
			index.parts().forEach((each) -> indexed.add(each.column()));
		}
		return indexed.size() >= columns.size() && indexed.subList(0, columns.size()).equals(columns);
	}

}
