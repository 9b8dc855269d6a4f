package dev.migrate.change;

import dev.migrate.schema.QualifiedName;

/**
 * Renames a table, which keeps its rows.
 *
 * @param from the name now
 * @param to the name afterwards, in the same schema
 */
public record RenameTable(QualifiedName from, QualifiedName to) implements Rename {

	@Override
	public RenameTable reverse() {
		return new RenameTable(this.to, this.from);
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
