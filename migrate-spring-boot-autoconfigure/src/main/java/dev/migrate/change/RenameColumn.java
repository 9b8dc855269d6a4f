package dev.migrate.change;

import dev.migrate.schema.QualifiedName;

/**
 * Renames a column, which keeps its values.
 *
 * @param table the table
 * @param from the name now
 * @param to the name afterwards
 */
public record RenameColumn(QualifiedName table, String from, String to) implements Rename {

	@Override
	public RenameColumn reverse() {
		return new RenameColumn(this.table, this.to, this.from);
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
