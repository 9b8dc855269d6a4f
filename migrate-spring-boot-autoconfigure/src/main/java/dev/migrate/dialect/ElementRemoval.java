package dev.migrate.dialect;

import java.util.List;

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
 * Renders the statements that drop an element.
 *
 * @param ddl the renderer of the product
 */
record ElementRemoval(StandardDdl ddl) implements Element.Visitor<List<String>> {

	@Override
	public List<String> visit(Namespace schema) {
		return this.ddl.drop(schema);
	}

	@Override
	public List<String> visit(EnumType type) {
		return this.ddl.drop(type);
	}

	@Override
	public List<String> visit(Sequence sequence) {
		return this.ddl.drop(sequence);
	}

	@Override
	public List<String> visit(Table table) {
		return this.ddl.drop(table);
	}

	@Override
	public List<String> visit(QualifiedName table, Column column) {
		return this.ddl.drop(table, column);
	}

	@Override
	public List<String> visit(QualifiedName table, PrimaryKey key) {
		return this.ddl.drop(table, key);
	}

	@Override
	public List<String> visit(QualifiedName table, UniqueKey key) {
		return this.ddl.drop(table, key);
	}

	@Override
	public List<String> visit(QualifiedName table, ForeignKey key) {
		return this.ddl.drop(table, key);
	}

	@Override
	public List<String> visit(QualifiedName table, Check check) {
		return this.ddl.drop(table, check);
	}

	@Override
	public List<String> visit(QualifiedName table, Index index) {
		return this.ddl.drop(table, index);
	}

	@Override
	public List<String> visit(DependentObjects objects) {
		return this.ddl.drop(objects);
	}

}
