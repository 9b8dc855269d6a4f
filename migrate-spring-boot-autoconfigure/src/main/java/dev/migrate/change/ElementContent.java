package dev.migrate.change;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.Element;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * The whole content of an element in one line, in canonical form.
 *
 * @param thing the name of the element, or the structure that identifies it; a check has
 * only that of its table
 * @param definition everything about it that is compared
 */
record ElementContent(String thing, String definition) {

	static String of(Identity identity) {
		Stream<String> mode = Stream.of(words(identity.mode()));
		return Stream.concat(mode, options(identity.increment(), identity.options())).collect(Collectors.joining(" "));
	}

	static Stream<String> options(@Nullable Long increment, @Nullable SequenceOptions options) {
		Stream<String> first = Stream.ofNullable(increment).map((by) -> "increment " + by);
		if (options == null) {
			return first;
		}
		return Stream
			.of(first, Stream.ofNullable(options.minimum()).map((value) -> "minimum " + value),
					Stream.ofNullable(options.maximum()).map((value) -> "maximum " + value),
					Stream.of("cache " + options.cache()), Stream.of("cycle").filter((word) -> options.cycle()),
					Stream.ofNullable(options.type()).map((type) -> "as " + type))
			.flatMap((words) -> words);
	}

	static String quoted(@Nullable String text) {
		return (text == null || text.isEmpty()) ? "" : "'" + text.replace("'", "''") + "'";
	}

	private static String words(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String list(List<?> parts) {
		return parts.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
	}

	/**
	 * Reads the content of elements.
	 */
	static final class Reader implements Element.Visitor<ElementContent> {

		static final Reader READER = new Reader();

		@Override
		public ElementContent visit(Namespace schema) {
			return new ElementContent(schema.name() + " schema", "schema");
		}

		@Override
		public ElementContent visit(EnumType type) {
			return new ElementContent(type.name() + " type",
					list(type.values().stream().map(ElementContent::quoted).toList()));
		}

		@Override
		public ElementContent visit(Sequence sequence) {
			return new ElementContent(sequence.name() + " sequence",
					Stream
						.concat(Stream.of("start " + sequence.start()),
								options(sequence.increment(), sequence.options()))
						.collect(Collectors.joining(" ")));
		}

		@Override
		public ElementContent visit(Table table) {
			Stream<String> columns = table.columns().stream().map((column) -> column.name() + " " + of(column));
			Stream<TablePart> constraints = Stream
				.of(Stream.ofNullable(table.primaryKey()), table.uniqueKeys().stream(), table.checks().stream(),
						table.foreignKeys().stream())
				.flatMap((parts) -> parts);
			Stream<String> comment = text("comment", quoted(table.comment()));
			return new ElementContent(table.name() + " table", Stream
				.of(columns, constraints.map((part) -> kind(part) + " " + of(table.name(), part).definition()), comment)
				.flatMap((parts) -> parts)
				.collect(Collectors.joining(", ")));
		}

		@Override
		public ElementContent visit(QualifiedName table, Column column) {
			return new ElementContent(table + "." + column.name() + " column", of(column));
		}

		@Override
		public ElementContent visit(QualifiedName table, PrimaryKey key) {
			return new ElementContent(table + " primary key", list(key.columns()));
		}

		@Override
		public ElementContent visit(QualifiedName table, UniqueKey key) {
			String columns = list(key.columns());
			return new ElementContent(table + " unique key " + columns,
					columns + (key.isPlain() ? "" : " " + key.definition()));
		}

		@Override
		public ElementContent visit(QualifiedName table, ForeignKey key) {
			String columns = list(key.columns());
			StringBuilder definition = new StringBuilder(columns).append(" to ")
				.append(key.referencedTable())
				.append(' ')
				.append(list(key.referencedColumns()));
			if (key.onDelete() != ForeignKey.Action.NO_ACTION) {
				definition.append(" on delete ").append(words(key.onDelete()));
			}
			if (key.onUpdate() != ForeignKey.Action.NO_ACTION) {
				definition.append(" on update ").append(words(key.onUpdate()));
			}
			if (key.deferral() != ForeignKey.Deferral.NOT_DEFERRABLE) {
				definition.append(' ').append(words(key.deferral()));
			}
			return new ElementContent(table + " foreign key " + columns, definition.toString());
		}

		@Override
		public ElementContent visit(QualifiedName table, Check check) {
			return new ElementContent(table + " check", check.condition().canonical());
		}

		@Override
		public ElementContent visit(QualifiedName table, Index index) {
			String parts = list(index.parts().stream().map(Reader::of).toList());
			String method = (index.method() != null && !index.method().equals("btree")) ? " using " + index.method()
					: "";
			return new ElementContent(table + " index " + parts,
					(index.unique() ? "unique " : "") + parts + method
							+ (index.where().isPresent() ? " where " + index.where().canonical() : "")
							+ ((index.definition() != null) ? " " + index.definition().structure() : ""));
		}

		@Override
		public ElementContent visit(DependentObjects objects) {
			return new ElementContent(objects.toString(), "");
		}

		private static String of(Index.Part part) {
			return ((part.column() != null) ? part.column() : part.expression().canonical())
					+ (part.descending() ? " desc" : "");
		}

		private static String kind(TablePart part) {
			return SchemaObject.of(new PartOfTable(QualifiedName.of(""), part)).kind().toString();
		}

		private ElementContent of(QualifiedName table, TablePart part) {
			return new PartOfTable(table, part).accept(this);
		}

		private static String of(Column column) {
			return Stream
				.of(Stream.of(column.type().canonical()), Stream.of("not null").filter((words) -> !column.nullable()),
						expression("default", column.defaultOrNone()), expression("as", column.generatedAsOrNone()),
						Stream.ofNullable(column.storage()).map(ElementContent::words),
						Stream.of(column.identityOrNone()).filter(Identity::isPresent).map(ElementContent::of),
						text("collate", column.collation()), text("comment", quoted(column.comment())))
				.flatMap((words) -> words)
				.collect(Collectors.joining(" "));
		}

		private static Stream<String> expression(String word, Expression expression) {
			return text(word, expression.canonical());
		}

		private static Stream<String> text(String word, @Nullable String text) {
			return Stream.ofNullable(text).filter((value) -> !value.isEmpty()).map((value) -> word + " " + value);
		}

	}

}
