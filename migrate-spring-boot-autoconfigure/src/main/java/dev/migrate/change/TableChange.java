package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;

/**
 * Creates, drops or alters a table as a whole.
 */
public sealed interface TableChange extends Change {

	/**
	 * Creates a table, without its foreign keys and indexes.
	 *
	 * @param table the table, without them
	 */
	record CreateTable(Table table) implements TableChange {

		@Override
		public Change reverse() {
			return new DropTable(this.table);
		}

		@Override
		public Phase phase() {
			return Phase.CREATE_TABLES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Drops a table with its rows.
	 *
	 * @param table the table, without its foreign keys and indexes
	 */
	record DropTable(Table table) implements TableChange {

		@Override
		public Change reverse() {
			return new CreateTable(this.table);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_TABLES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Sets or removes the comment of a table.
	 *
	 * @param table the table
	 * @param from the comment now, empty for none
	 * @param to the comment afterwards, empty for none
	 */
	record AlterTableComment(QualifiedName table, String from, String to) implements TableChange {

		@Override
		public Change reverse() {
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

	/**
	 * Renames a table, which keeps its rows.
	 *
	 * @param from the name now
	 * @param to the name afterwards, in the same schema
	 * @param direction whether this change is applied or undone
	 */
	record RenameTable(QualifiedName from, QualifiedName to, Direction direction) implements TableChange {

		/**
		 * Create a change that is applied, not undone.
		 * @param from the current name
		 * @param to the new name
		 */
		public RenameTable(QualifiedName from, QualifiedName to) {
			this(from, to, Direction.FORWARD);
		}

		@Override
		public Change reverse() {
			return new RenameTable(this.to, this.from, this.direction.reverse());
		}

		@Override
		public Phase phase() {
			return (this.direction == Direction.BACKWARD) ? Phase.RENAME_BACK : Phase.RENAME;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Changes several aspects of a table at once if the product cannot alter it in place.
	 * The statements are those of the product's dialect.
	 *
	 * @param table the table
	 * @param parts the single changes that this one replaces
	 * @param phase the phase: a later one if the rows get a value first
	 */
	record RebuildTable(QualifiedName table, List<Change> parts, Phase phase) implements TableChange {

		public RebuildTable {
			parts = List.copyOf(parts);
		}

		@Override
		public Change reverse() {
			List<Change> reversed = new ArrayList<>();
			this.parts.forEach((part) -> reversed.add(0, part.reverse()));
			return new RebuildTable(this.table, reversed, this.phase.mirror());
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

}
