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
 * Says our changes in Alembic's words, so that what a case expects does not rest on what
 * we answered once.
 */
final class AlembicWords {

	private static final Pattern TYPES = Pattern.compile("(modify_type \\S+: )(.*) -> (.*)");

	private final UnaryOperator<SqlType> types;

	/**
	 * Create the words.
	 * @param types brings types into canonical form, since there are many ways to write
	 * one
	 */
	AlembicWords(UnaryOperator<SqlType> types) {
		this.types = types;
	}

	/**
	 * Return what one side reports and the other does not.
	 * @param alembic what Alembic reports
	 * @param changes our changes
	 * @return the differences; nothing where both say the same
	 */
	List<String> differences(List<String> alembic, List<Change> changes) {
		if (alembic.stream().anyMatch((line) -> line.startsWith("touches "))) {
			return touched(alembic, changes);
		}
		List<String> left = new ArrayList<>(alembic.stream().map(this::canonical).toList());
		List<String> differences = new ArrayList<>();
		for (Change change : changes) {
			Set<String> words = words(change);
			String found = left.stream().filter(words::contains).findFirst().orElse(null);
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
	 * Compare as Alembic's own test does that looks no closer: tables with a column that
	 * is altered, columns that are added, tables that are added.
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

	private static Set<String> words(Change change) {
		Set<String> words = new HashSet<>();
		if (change instanceof TableChange.CreateTable create) {
			words.add("add_table " + create.table().name());
		}
		else if (change instanceof TableChange.DropTable drop) {
			words.add("remove_table " + drop.table().name());
		}
		else if (change instanceof ColumnChange.AddColumn add) {
			words.add("add_column " + add.table() + "." + add.column().name());
		}
		else if (change instanceof ColumnChange.DropColumn drop) {
			words.add("remove_column " + drop.table() + "." + drop.column().name());
		}
		else if (change instanceof AlterColumn alter) {
			words.add(ofColumn(alter));
		}
		else if (change instanceof TableChange.AlterTableComment alter) {
			words.add((alter.to().isEmpty() ? "remove_table_comment " : "add_table_comment ") + alter.table());
		}
		else if (change instanceof IndexChange.CreateIndex create) {
			words.add("add_index " + create.index().name());
		}
		else if (change instanceof IndexChange.DropIndex drop) {
			words.add("remove_index " + drop.index().name());
		}
		else if (change instanceof ConstraintChange.AddUniqueKey add) {
			words.add("add_constraint " + add.key().name());
		}
		else if (change instanceof ConstraintChange.DropUniqueKey drop) {
			words.add("remove_constraint " + drop.key().name());
		}
		else if (change instanceof ConstraintChange.AddCheck add) {
			words.add("add_constraint " + add.check().name());
		}
		else if (change instanceof ConstraintChange.DropCheck drop) {
			words.add("remove_constraint " + drop.check().name());
		}
		else if (change instanceof ConstraintChange.AddForeignKey add) {
			words.addAll(ofForeignKey("add_fk ", add.table(), add.key()));
		}
		else if (change instanceof ConstraintChange.DropForeignKey drop) {
			words.addAll(ofForeignKey("remove_fk ", drop.table(), drop.key()));
		}
		return words;
	}

	private static String ofColumn(AlterColumn alter) {
		String column = alter.table() + "." + alter.to().name();
		return switch (alter.aspect()) {
			case TYPE -> "modify_type " + column + ": " + alter.from().type() + " -> " + alter.to().type();
			case NULLABILITY -> "modify_nullable " + column;
			case COMMENT -> "modify_comment " + column;
			// Alembic counts an identity among the defaults.
			case DEFAULT, IDENTITY -> "modify_default " + column;
			case FORMULA, COLLATION -> "";
		};
	}

	private static List<String> ofForeignKey(String operation, QualifiedName table, ForeignKey key) {
		return List.of(operation + key.name(), operation + table + " (" + String.join(", ", key.columns()) + ")");
	}

}
