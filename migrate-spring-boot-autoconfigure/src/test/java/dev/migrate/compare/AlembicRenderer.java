package dev.migrate.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Replace;
import dev.migrate.schema.Column;
import dev.migrate.schema.Element;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

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
		for (Change change : changes.stream().flatMap(AlembicRenderer::divided).toList()) {
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

	// Alembic drops a part and adds the other one.
	private static Stream<Change> divided(Change change) {
		return (change instanceof Replace replace) ? Stream.of(replace.drop(), replace.create()) : Stream.of(change);
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
			else if (change instanceof Create create && create.part() instanceof Column column) {
				names.add(column.name());
			}
			else if (change instanceof Create create && create.element() instanceof Table table) {
				names.add(table.name().name());
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
		if (change instanceof Create create) {
			rendered.addAll(ofElement("add_", create.element()));
		}
		else if (change instanceof Drop drop) {
			rendered.addAll(ofElement("remove_", drop.element()));
		}
		else if (change instanceof AlterColumn alter) {
			rendered.add(ofColumn(alter));
		}
		else if (change instanceof AlterTableComment alter) {
			rendered.add((alter.to().isEmpty() ? "remove_table_comment " : "add_table_comment ") + alter.table());
		}
		return rendered;
	}

	private static Set<String> ofElement(String verb, Element element) {
		if (element instanceof Table table) {
			return Set.of(verb + "table " + table.name());
		}
		if (!(element instanceof PartOfTable owned)) {
			return Set.of();
		}
		if (owned.part() instanceof Column column) {
			return Set.of(verb + "column " + owned.table() + "." + column.name());
		}
		if (owned.part() instanceof Index index) {
			return Set.of(verb + "index " + index.name());
		}
		if (owned.part() instanceof ForeignKey key) {
			return Set.copyOf(ofForeignKey(verb + "fk ", owned.table(), key));
		}
		return (owned.part() instanceof PrimaryKey) ? Set.of() : Set.of(verb + "constraint " + owned.part().name());
	}

	private static String ofColumn(AlterColumn alter) {
		String column = alter.table() + "." + alter.to().name();
		return switch (alter.aspect()) {
			case TYPE -> "modify_type " + column + ": " + alter.from().type().canonical() + " -> "
					+ alter.to().type().canonical();
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
