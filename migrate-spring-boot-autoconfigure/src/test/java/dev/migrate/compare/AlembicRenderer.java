package dev.migrate.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.change.Change;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ColumnChange.AlterColumn;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.TableChange;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;

/**
 * A renderer of changes in Alembic's notation, so that the expectation of a case does not
 * depend on an earlier result of the comparison.
 */
final class AlembicRenderer {

	private static final Pattern TYPES = Pattern.compile("(modify_type \\S+: )(.*) -> (.*)");

	private final UnaryOperator<SqlType> types;

	/**
	 * Create a renderer.
	 * @param types the function that returns the canonical form of a type
	 */
	AlembicRenderer(UnaryOperator<SqlType> types) {
		this.types = types;
	}

	/**
	 * Return the changes that only one side reports.
	 * @param alembic the lines that Alembic reports
	 * @param changes our changes
	 * @return the differences; empty if both sides agree
	 */
	List<String> differences(List<String> alembic, List<Change> changes) {
		if (alembic.stream().anyMatch((line) -> line.startsWith("touches "))) {
			return touched(alembic, changes);
		}
		List<String> left = new ArrayList<>(alembic.stream().map(this::canonical).toList());
		List<String> differences = new ArrayList<>();
		for (Change change : changes) {
			Set<String> rendered = rendered(change);
			String found = left.stream().filter(rendered::contains).findFirst().orElse(null);
			if (found == null) {
				differences.add("not in Alembic's: " + change.description());
			}
			else {
				left.remove(found);
			}
		}
		left.forEach((line) -> differences.add("not in ours: " + line));
		return differences;
	}

	/**
	 * Compare only altered columns by table, added columns and added tables, as Alembic's
	 * own coarse test does.
	 * @param alembic the one line
	 * @param changes our changes
	 * @return the differences
	 */
	private static List<String> touched(List<String> alembic, List<Change> changes) {
		Set<String> names = new TreeSet<>();
		for (Change change : changes) {
			if (change instanceof AlterColumn alter) {
				names.add(alter.table().name());
			}
			else if (change instanceof ColumnChange.AddColumn add) {
				names.add(add.column().name());
			}
			else if (change instanceof TableChange.CreateTable create) {
				names.add(create.table().name().name());
			}
		}
		String line = "touches " + String.join(", ", names);
		return alembic.equals(List.of(line)) ? List.of() : List.of("ours " + line);
	}

	private String canonical(String line) {
		Matcher matcher = TYPES.matcher(line);
		return matcher.matches()
				? matcher.group(1) + canonicalType(matcher.group(2)) + " -> " + canonicalType(matcher.group(3)) : line;
	}

	private SqlType canonicalType(String text) {
		return this.types.apply(new SqlType(text));
	}

	private static Set<String> rendered(Change change) {
		Set<String> rendered = new HashSet<>();
		if (change instanceof TableChange.CreateTable create) {
			rendered.add("add_table " + create.table().name());
		}
		else if (change instanceof TableChange.DropTable drop) {
			rendered.add("remove_table " + drop.table().name());
		}
		else if (change instanceof ColumnChange.AddColumn add) {
			rendered.add("add_column " + add.table() + "." + add.column().name());
		}
		else if (change instanceof ColumnChange.DropColumn drop) {
			rendered.add("remove_column " + drop.table() + "." + drop.column().name());
		}
		else if (change instanceof AlterColumn alter) {
			rendered.add(ofColumn(alter));
		}
		else if (change instanceof TableChange.AlterTableComment alter) {
			rendered.add((alter.to().isEmpty() ? "remove_table_comment " : "add_table_comment ") + alter.table());
		}
		else if (change instanceof IndexChange.CreateIndex create) {
			rendered.add("add_index " + create.index().name());
		}
		else if (change instanceof IndexChange.DropIndex drop) {
			rendered.add("remove_index " + drop.index().name());
		}
		else if (change instanceof ConstraintChange.AddUniqueKey add) {
			rendered.add("add_constraint " + add.key().name());
		}
		else if (change instanceof ConstraintChange.DropUniqueKey drop) {
			rendered.add("remove_constraint " + drop.key().name());
		}
		else if (change instanceof ConstraintChange.AddCheck add) {
			rendered.add("add_constraint " + add.check().name());
		}
		else if (change instanceof ConstraintChange.DropCheck drop) {
			rendered.add("remove_constraint " + drop.check().name());
		}
		else if (change instanceof ConstraintChange.AddForeignKey add) {
			rendered.addAll(ofForeignKey("add_fk ", add.table(), add.key()));
		}
		else if (change instanceof ConstraintChange.DropForeignKey drop) {
			rendered.addAll(ofForeignKey("remove_fk ", drop.table(), drop.key()));
		}
		return rendered;
	}

	private static String ofColumn(AlterColumn alter) {
		String column = alter.table() + "." + alter.to().name();
		return switch (alter.aspect()) {
			case TYPE -> "modify_type " + column + ": " + alter.from().type() + " -> " + alter.to().type();
			case NULLABILITY -> "modify_nullable " + column;
			case COMMENT -> "modify_comment " + column;
			// Alembic treats an identity as a default.
			case DEFAULT, IDENTITY -> "modify_default " + column;
			case FORMULA, COLLATION -> "";
		};
	}

	private static List<String> ofForeignKey(String operation, QualifiedName table, ForeignKey key) {
		return List.of(operation + key.name(), operation + table + " (" + String.join(", ", key.columns()) + ")");
	}

}
