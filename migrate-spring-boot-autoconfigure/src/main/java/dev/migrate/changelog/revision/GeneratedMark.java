package dev.migrate.changelog.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.Rename;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Risk;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What a generated changeset records about itself in its {@code created} attribute, in a
 * form that programs read. It consists of clauses that are separated by semicolons:
 * <ul>
 * <li>what the changeset created because an entity asked for it:
 * {@code table product (id, name), unique key product.product_name_key}; or what it
 * renamed: {@code column product.price from cost}</li>
 * <li>what it dropped: {@code drops column product.legacy}</li>
 * <li>the risks of its changes, the worst first: {@code risk may fail, blocks writes}, or
 * {@code risk safe}; earlier versions have recorded the worst alone</li>
 * </ul>
 * Comments are for users: rewording one changes nothing. Changesets of earlier versions
 * have no risk clause, see {@link LegacyComment}.
 *
 * @param created the objects that the changeset created
 * @param rename the rename that it carried out; {@code null} if it renamed nothing
 * @param dropped the objects that it dropped
 * @param risks the kinds of risk of its changes, the worst first; {@code null} if they
 * are not known
 */
public record GeneratedMark(List<SchemaObject> created, @Nullable Rename rename, List<SchemaObject> dropped,
		@Nullable List<Risk.Kind> risks) {

	/**
	 * Records nothing.
	 */
	public static final GeneratedMark NONE = new GeneratedMark(List.of(), null, List.of(), null);

	private static final String DROPS = "drops ";

	private static final String RISK = "risk ";

	private static final Pattern SEPARATOR = Pattern.compile(", ");

	private static final Pattern CLAUSE = Pattern.compile("((?:[^\";]++|\"(?:[^\"]++|\"\")*+\")++)(?:; |$)");

	private static final String NAME = "[A-Za-z0-9_$]++|\"(?:[^\"]++|\"\")*+\"";

	private static final Pattern PART = Pattern.compile(NAME);

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$]+");

	private static final String PATH = "(?:" + NAME + ")(?:\\.(?:" + NAME + "))*+";

	private static final Pattern ITEM = Pattern
		.compile("([a-z]+(?: key)?) (" + PATH + ")(?: \\(((?:" + NAME + ")(?:, (?:" + NAME + "))*+)\\))?(?:, |$)");

	private static final Pattern RENAME = Pattern.compile("(table|column) (" + PATH + ") from (" + NAME + ")");

	private static final Set<Kind> OF_COLUMN = EnumSet.of(Kind.DEFAULT, Kind.IDENTITY, Kind.FORMULA);

	private static final Set<Kind> OF_SCHEMA = EnumSet.of(Kind.TYPE, Kind.SEQUENCE, Kind.TABLE);

	/**
	 * Return the mark of a changeset that carries out changes.
	 * @param changes the changes; a rename is the only one
	 * @param owned the objects that they create because an entity asks for them
	 * @param risks the kinds of risk of the changes, the worst first
	 * @return the mark
	 */
	public static GeneratedMark of(List<Change> changes, List<SchemaObject> owned, List<Risk.Kind> risks) {
		Rename rename = (changes.get(0) instanceof Rename only) ? only : null;
		return new GeneratedMark(List.copyOf(owned), rename,
				changes.stream().flatMap((change) -> change.drops().stream()).toList(), risks);
	}

	/**
	 * Parse a mark.
	 * @param text the {@code created} attribute of a changeset; {@code null} if it has
	 * none
	 * @return the mark; {@link #NONE} if the text is no mark
	 */
	public static GeneratedMark parse(@Nullable String text) {
		if (text == null) {
			return NONE;
		}
		GeneratedMark mark = NONE;
		Matcher clause = CLAUSE.matcher(text);
		int position = 0;
		while (position < text.length()) {
			GeneratedMark more = (clause.find() && clause.start() == position) ? mark.with(clause.group(1)) : null;
			if (more == null) {
				return NONE;
			}
			mark = more;
			position = clause.end();
		}
		return mark;
	}

	private @Nullable GeneratedMark with(String clause) {
		if (clause.startsWith(RISK)) {
			List<Risk.Kind> kinds = kinds(clause.substring(RISK.length()));
			return (kinds != null) ? new GeneratedMark(this.created, this.rename, this.dropped, kinds) : null;
		}
		Rename renamed = rename(clause);
		if (renamed != null) {
			return new GeneratedMark(this.created, renamed, this.dropped, this.risks);
		}
		boolean drops = clause.startsWith(DROPS);
		List<SchemaObject> objects = objects(drops ? clause.substring(DROPS.length()) : clause);
		if (objects.isEmpty()) {
			return null;
		}
		return new GeneratedMark(drops ? this.created : objects, this.rename, drops ? objects : this.dropped,
				this.risks);
	}

	private static @Nullable List<Risk.Kind> kinds(String text) {
		List<Risk.Kind> kinds = new ArrayList<>();
		for (String name : SEPARATOR.split(text)) {
			Optional<Risk.Kind> kind = Arrays.stream(Risk.Kind.values())
				.filter((each) -> each.toString().equals(name))
				.findFirst();
			if (kind.isEmpty()) {
				return null;
			}
			kinds.add(kind.get());
		}
		return Risk.Kind.union(List.of(kinds));
	}

	private static @Nullable Rename rename(String clause) {
		Matcher rename = RENAME.matcher(clause);
		if (!rename.matches()) {
			return null;
		}
		boolean column = rename.group(1).equals("column");
		List<String> path = names(rename.group(2));
		String to = path.get(path.size() - 1);
		String from = names(rename.group(3)).get(0);
		List<String> owner = column ? path.subList(0, path.size() - 1) : path;
		if (owner.isEmpty() || owner.size() > 2) {
			return null;
		}
		String schema = (owner.size() > 1) ? owner.get(0) : null;
		QualifiedName table = new QualifiedName(schema, owner.get(owner.size() - 1));
		return column ? new RenameColumn(table, from, to) : new RenameTable(new QualifiedName(schema, from), table);
	}

	/**
	 * Return the text of this mark, as {@link #parse} reads it.
	 * @return the value of the {@code created} attribute; empty if it records nothing
	 */
	public String text() {
		List<String> clauses = new ArrayList<>();
		if (this.rename != null) {
			clauses.add(text(this.rename));
		}
		if (!this.created.isEmpty()) {
			clauses.add(text(this.created));
		}
		if (!this.dropped.isEmpty()) {
			clauses.add(DROPS + text(this.dropped));
		}
		if (this.risks != null) {
			clauses.add(RISK + Risk.Kind.text(this.risks));
		}
		return String.join("; ", clauses);
	}

	private static String text(Rename rename) {
		if (rename instanceof RenameTable table) {
			return "table " + path(table.to()) + " from " + part(table.from().name());
		}
		RenameColumn column = (RenameColumn) rename;
		return "column " + path(column.table()) + "." + part(column.to()) + " from " + part(column.from());
	}

	// Objects implied by a listed column or table are omitted: its default, identity,
	// generation expression and primary key.
	private static String text(List<SchemaObject> objects) {
		List<String> items = new ArrayList<>();
		for (SchemaObject object : objects) {
			if (!isImplied(object, objects)) {
				items.add(item(object, objects));
			}
		}
		return String.join(", ", items);
	}

	private static List<SchemaObject> objects(String list) {
		List<SchemaObject> objects = new ArrayList<>();
		Matcher item = ITEM.matcher(list);
		int position = 0;
		while (position < list.length()) {
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
		// Liquibase would read a dollar sign before a brace as a parameter.
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

	private static @Nullable Kind kind(String text) {
		for (Kind kind : Kind.values()) {
			if (kind.toString().equals(text)) {
				return kind;
			}
		}
		return null;
	}

}
