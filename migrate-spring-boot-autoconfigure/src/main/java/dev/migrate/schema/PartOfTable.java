package dev.migrate.schema;

/**
 * A part of a table together with the table that it belongs to.
 *
 * @param table the table
 * @param part the part
 */
public record PartOfTable(QualifiedName table, TablePart part) implements Element {

	@Override
	public QualifiedName object() {
		return this.table;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		if (this.part instanceof Column column) {
			return visitor.visit(this.table, column);
		}
		if (this.part instanceof PrimaryKey key) {
			return visitor.visit(this.table, key);
		}
		if (this.part instanceof UniqueKey key) {
			return visitor.visit(this.table, key);
		}
		if (this.part instanceof ForeignKey key) {
			return visitor.visit(this.table, key);
		}
		if (this.part instanceof Check check) {
			return visitor.visit(this.table, check);
		}
		return visitor.visit(this.table, (Index) this.part);
	}

}
