package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The text by which a generated changeset says what it created because an entity asked
 * for it: {@code table product (id, name), unique key product.product_name_key}. One that
 * renames says so in the same place, {@code column product.price from cost}: who owns the
 * thing owns it under its new name.
 */
public final class OwnershipMark {

	private static final String NAME = "[A-Za-z0-9_$]+|\"(?:[^\"]|\"\")*\"";

	private static final Pattern PART = Pattern.compile(NAME);

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$]+");

	private static final String PATH = "(?:" + NAME + ")(?:\\.(?:" + NAME + "))*";

	private static final Pattern ITEM = Pattern
		.compile("([a-z]+(?: key)?) (" + PATH + ")(?: \\(((?:" + NAME + ")(?:, (?:" + NAME + "))*)\\))?(?:, |$)");

	private static final Pattern RENAME = Pattern.compile("(table|column) (" + PATH + ") from (" + NAME + ")");

	private static final Set<Kind> OF_COLUMN = EnumSet.of(Kind.DEFAULT, Kind.IDENTITY, Kind.FORMULA);

	private static final Set<Kind> OF_SCHEMA = EnumSet.of(Kind.TYPE, Kind.SEQUENCE, Kind.TABLE);

	private OwnershipMark() {
	}

	/**
	 * Spell the mark of the changeset that carries out a change.
	 * @param change the change
	 * @return the mark; empty where nothing is created or renamed
	 */
	public static String of(Change change) {
		if (change instanceof Change.RenameTable rename) {
			return "table " + path(rename.to()) + " from " + part(rename.from().name());
		}
		if (change instanceof Change.RenameColumn rename) {
			return "column " + path(rename.table()) + "." + part(rename.to()) + " from " + part(rename.from());
		}
		return of(change.creates());
	}

	/**
	 * Read the rename that a mark speaks of.
	 * @param mark the mark, as a changeset has it
	 * @return the rename; empty where the text speaks of none
	 */
	public static Optional<Change> rename(@Nullable String mark) {
		Matcher rename = RENAME.matcher((mark != null) ? mark : "");
		if (!rename.matches()) {
			return Optional.empty();
		}
		boolean column = rename.group(1).equals("column");
		List<String> path = names(rename.group(2));
		String to = path.get(path.size() - 1);
		String from = names(rename.group(3)).get(0);
		List<String> owner = column ? path.subList(0, path.size() - 1) : path;
		if (owner.isEmpty() || owner.size() > 2) {
			return Optional.empty();
		}
		String schema = (owner.size() > 1) ? owner.get(0) : null;
		QualifiedName table = new QualifiedName(schema, owner.get(owner.size() - 1));
		return Optional.of(column ? new Change.RenameColumn(table, from, to, false)
				: new Change.RenameTable(new QualifiedName(schema, from), table, false));
	}

	/**
	 * Spell things as a mark. What comes with a listed column or table is left out: its
	 * default, identity, formula, primary key.
	 * @param created the things, the one that holds the others first
	 * @return the mark; empty for nothing
	 */
	public static String of(List<SchemaObject> created) {
		List<String> items = new ArrayList<>();
		for (SchemaObject object : created) {
			if (!isImplied(object, created)) {
				items.add(item(object, created));
			}
		}
		return String.join(", ", items);
	}

	/**
	 * Read a mark.
	 * @param mark the mark, as a changeset has it
	 * @return the things that it lists; nothing where the text is no mark
	 */
	public static List<SchemaObject> parse(@Nullable String mark) {
		List<SchemaObject> objects = new ArrayList<>();
		if (mark == null) {
			return List.of();
		}
		Matcher item = ITEM.matcher(mark);
		int position = 0;
		while (position < mark.length()) {
			Kind kind = (item.find() && item.start() == position) ? kind(item.group(1)) : null;
			if (kind == null) {
				return List.of();
			}
			List<String> path = names(item.group(2));
			if (path.size() > parts(kind)) {
				return List.of();
			}
			add(objects, kind, path, item.group(3));
			position = item.end();
		}
		return List.copyOf(objects);
	}

	private static void add(List<SchemaObject> objects, Kind kind, List<String> path, @Nullable String columns) {
		String name = path.get(path.size() - 1);
		List<String> before = path.subList(0, path.size() - 1);
		if (kind == Kind.SCHEMA || OF_SCHEMA.contains(kind)) {
			QualifiedName qualified = new QualifiedName(before.isEmpty() ? null : before.get(0), name);
			objects.add(new SchemaObject(kind, null, qualified));
			if (columns != null) {
				names(columns).forEach(
						(column) -> objects.add(new SchemaObject(Kind.COLUMN, qualified, QualifiedName.of(column))));
			}
		}
		else if (!before.isEmpty()) {
			QualifiedName owner = new QualifiedName((before.size() > 1) ? before.get(0) : null,
					before.get(before.size() - 1));
			objects.add(new SchemaObject(kind, owner, QualifiedName.of(name)));
		}
	}

	private static boolean isImplied(SchemaObject object, List<SchemaObject> created) {
		if (object.owner() == null) {
			return false;
		}
		boolean withTable = created.contains(new SchemaObject(Kind.TABLE, null, object.owner()));
		boolean withColumn = created.contains(new SchemaObject(Kind.COLUMN, object.owner(), object.name()));
		return (withTable && (object.kind() == Kind.COLUMN || object.kind() == Kind.PRIMARY_KEY))
				|| (withColumn && OF_COLUMN.contains(object.kind()));
	}

	private static String item(SchemaObject object, List<SchemaObject> created) {
		if (object.kind() != Kind.TABLE) {
			return object.kind() + " " + ((object.owner() != null) ? path(object.owner()) + "." : "")
					+ path(object.name());
		}
		String columns = created.stream()
			.filter((other) -> other.kind() == Kind.COLUMN && object.name().equals(other.owner()))
			.map((column) -> part(column.name().name()))
			.collect(Collectors.joining(", "));
		return "table " + path(object.name()) + (columns.isEmpty() ? "" : " (" + columns + ")");
	}

	private static String path(QualifiedName name) {
		return ((name.schema() != null) ? part(name.schema()) + "." : "") + part(name.name());
	}

	private static String part(String name) {
		// Liquibase would take a dollar sign before a brace for a parameter.
		return PLAIN.matcher(name).matches() ? name
				: "\"" + name.replace("\"", "\"\"").replaceAll("\\$(\\\\*)\\{", "\\$\\\\$1{") + "\"";
	}

	private static List<String> names(String text) {
		return PART.matcher(text)
			.results()
			.map((part) -> part.group())
			.map((part) -> part.startsWith("\"") ? unquoted(part) : part)
			.toList();
	}

	private static String unquoted(String part) {
		return part.substring(1, part.length() - 1).replace("\"\"", "\"").replaceAll("\\$\\\\(\\\\*)\\{", "\\$$1{");
	}

	private static int parts(Kind kind) {
		if (kind == Kind.SCHEMA) {
			return 1;
		}
		return OF_SCHEMA.contains(kind) ? 2 : 3;
	}

	private static @Nullable Kind kind(String words) {
		for (Kind kind : Kind.values()) {
			if (kind.toString().equals(words)) {
				return kind;
			}
		}
		return null;
	}

}
