package dev.migrate.change;

import dev.migrate.schema.QualifiedName;

/**
 * Sets or removes the comment of a table.
 *
 * @param table the table
 * @param from the comment now, empty for none
 * @param to the comment afterwards, empty for none
 */
public record AlterTableComment(QualifiedName table, String from, String to) implements Change {

	@Override
	public AlterTableComment reverse() {
		return new AlterTableComment(this.table, this.to, this.from);
	}

	@Override
	public Phase phase() {
		return Phase.ALTER;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
