package dev.migrate.change;

import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.Element;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * Describes an element.
 */
final class ElementDescription implements Element.Visitor<String> {

	private final String ofTable;

	/**
	 * Create a visitor.
	 * @param ofTable the text between a check and its table
	 */
	ElementDescription(String ofTable) {
		this.ofTable = ofTable;
	}

	@Override
	public String visit(Namespace schema) {
		return "schema " + schema.name();
	}

	@Override
	public String visit(EnumType type) {
		return "type " + type.name();
	}

	@Override
	public String visit(Sequence sequence) {
		return "sequence " + sequence.name();
	}

	@Override
	public String visit(Table table) {
		return "table " + table.name();
	}

	@Override
	public String visit(QualifiedName table, Column column) {
		return "column " + table + "." + column.name();
	}

	@Override
	public String visit(QualifiedName table, PrimaryKey key) {
		return "primary key " + of(table, key.columns());
	}

	@Override
	public String visit(QualifiedName table, UniqueKey key) {
		return "unique key " + of(table, key.columns()) + (key.isPlain() ? "" : ": " + key.definition());
	}

	@Override
	public String visit(QualifiedName table, ForeignKey key) {
		return "foreign key " + of(table, key.columns()) + " to " + key.referencedTable();
	}

	@Override
	public String visit(QualifiedName table, Check check) {
		return "check " + check.name() + this.ofTable + table;
	}

	@Override
	public String visit(QualifiedName table, Index index) {
		String text = "index " + index.name() + " on " + of(table, index.parts()) + (index.unique() ? ", unique" : "");
		if (index.options().isPresent()) {
			return text + ", " + index.options();
		}
		if (index.definition() != null) {
			return text + ": " + index.definition().statement();
		}
		String method = (index.method() != null && !index.method().equals("btree")) ? ", using " + index.method() : "";
		return text + method + (index.where().isPresent() ? ", where " + index.where() : "");
	}

	@Override
	public String visit(DependentObjects objects) {
		return objects.toString();
	}

	private static String of(QualifiedName table, List<?> parts) {
		return table + parts.stream().map(Object::toString).collect(Collectors.joining(", ", " (", ")"));
	}

}
