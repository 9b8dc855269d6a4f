package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * One difference between two schemas, from the current one to the desired one.
 * <p>
 * A change carries the whole of what it makes or drops, so that it can be reversed
 * without another comparison. A constraint or index that differs is dropped and made anew
 * by two changes, each of which says that it is half of a replacement.
 */
public sealed interface Change {

	/**
	 * Return the change that undoes this one.
	 * @return the reverse, whose own reverse equals this change
	 */
	Change reverse();

	/**
	 * Return when this change happens among others.
	 * @return the phase
	 */
	Phase phase();

	/**
	 * Call the visitor's method for this kind of change.
	 * @param visitor the visitor
	 * @param <R> what the visitor returns
	 * @return what the visitor returned
	 */
	<R> R accept(Visitor<R> visitor);

	/**
	 * Return what this change is, in words.
	 * @return for example {@code add column product.price}
	 */
	default String description() {
		return accept(Description.VISITOR);
	}

	/**
	 * Return what can go wrong when this change is applied to a table with rows.
	 * @param conversions what the product answers about types
	 * @return the risks; empty where the change is safe
	 */
	default List<Risk> risks(Conversions conversions) {
		return accept(new RiskAssessment(conversions));
	}

	/**
	 * Return what comes into being with this change.
	 * @return the things, the one that holds the others first; nothing where the change
	 * is half of a replacement
	 */
	default List<SchemaObject> creates() {
		return accept(Creation.VISITOR);
	}

	/**
	 * Return what is gone after this change.
	 * @return the things, the one that holds the others first; nothing where the change
	 * is half of a replacement
	 */
	default List<SchemaObject> drops() {
		return reverse().creates();
	}

	/**
	 * A schema comes into being.
	 *
	 * @param name its name
	 */
	record CreateSchema(String name) implements Change {

		@Override
		public Change reverse() {
			return new DropSchema(this.name);
		}

		@Override
		public Phase phase() {
			return Phase.CREATE_SCHEMAS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A schema that is empty goes.
	 *
	 * @param name its name
	 */
	record DropSchema(String name) implements Change {

		@Override
		public Change reverse() {
			return new CreateSchema(this.name);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_SCHEMAS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A type comes into being.
	 *
	 * @param type the type
	 */
	record CreateEnumType(EnumType type) implements Change {

		@Override
		public Change reverse() {
			return new DropEnumType(this.type);
		}

		@Override
		public Phase phase() {
			return Phase.CREATE_TYPES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A type goes.
	 *
	 * @param type the type
	 */
	record DropEnumType(EnumType type) implements Change {

		@Override
		public Change reverse() {
			return new CreateEnumType(this.type);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_TYPES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A type gets other values.
	 *
	 * @param from the type now
	 * @param to the type afterwards
	 */
	record AlterEnumType(EnumType from, EnumType to) implements Change {

		@Override
		public Change reverse() {
			return new AlterEnumType(this.to, this.from);
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
	 * A sequence comes into being.
	 *
	 * @param sequence the sequence
	 */
	record CreateSequence(Sequence sequence) implements Change {

		@Override
		public Change reverse() {
			return new DropSequence(this.sequence);
		}

		@Override
		public Phase phase() {
			return Phase.CREATE_SEQUENCES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A sequence goes.
	 *
	 * @param sequence the sequence
	 */
	record DropSequence(Sequence sequence) implements Change {

		@Override
		public Change reverse() {
			return new CreateSequence(this.sequence);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_SEQUENCES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A sequence gets another step.
	 *
	 * @param from the sequence now
	 * @param to the sequence afterwards
	 */
	record AlterSequence(Sequence from, Sequence to) implements Change {

		@Override
		public Change reverse() {
			return new AlterSequence(this.to, this.from);
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
	 * A table comes into being, without its foreign keys and indexes.
	 *
	 * @param table the table, without them
	 */
	record CreateTable(Table table) implements Change {

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
	 * A table goes, with its rows.
	 *
	 * @param table the table, without its foreign keys and indexes
	 */
	record DropTable(Table table) implements Change {

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
	 * A table gets another comment, or none.
	 *
	 * @param table the table
	 * @param from the comment now, empty for none
	 * @param to the comment afterwards, empty for none
	 */
	record AlterTableComment(QualifiedName table, String from, String to) implements Change {

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
	 * A column comes into being.
	 *
	 * @param table the table
	 * @param column the column
	 */
	record AddColumn(QualifiedName table, Column column) implements Change {

		@Override
		public Change reverse() {
			return new DropColumn(this.table, this.column);
		}

		@Override
		public Phase phase() {
			return Phase.ADD_COLUMNS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A column goes, with its values.
	 *
	 * @param table the table
	 * @param column the column
	 */
	record DropColumn(QualifiedName table, Column column) implements Change {

		@Override
		public Change reverse() {
			return new AddColumn(this.table, this.column);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_COLUMNS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * One aspect of a column becomes another.
	 *
	 * @param table the table
	 * @param aspect what differs between the two
	 * @param from the whole column now
	 * @param to the whole column afterwards
	 * @param phase when it happens: later than other changes of columns where the rows
	 * get a value first
	 */
	record AlterColumn(QualifiedName table, Aspect aspect, Column from, Column to, Phase phase) implements Change {

		/**
		 * Create a change that happens when columns change.
		 * @param table the table
		 * @param aspect what differs between the two
		 * @param from the whole column now
		 * @param to the whole column afterwards
		 */
		public AlterColumn(QualifiedName table, Aspect aspect, Column from, Column to) {
			this(table, aspect, from, to, usualPhase(aspect, from, to));
		}

		private static Phase usualPhase(Aspect aspect, Column from, Column to) {
			if (aspect == Aspect.FORMULA && from.isGenerated() != to.isGenerated()) {
				// What the formula is computed from may go after it, or come before it.
				return to.isGenerated() ? Phase.ADD_COLUMNS : Phase.DROP_COLUMNS;
			}
			return Phase.ALTER;
		}

		@Override
		public Change reverse() {
			return new AlterColumn(this.table, this.aspect, this.to, this.from, this.phase.mirror());
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Rows that have no value for a column get one.
	 *
	 * @param table the table
	 * @param column the column
	 * @param value the value; {@link Expression#NONE} where a person has yet to say it
	 * @param back whether this undoes it, which leaves the values as they are
	 */
	record FillColumn(QualifiedName table, Column column, Expression value, boolean back) implements Change {

		@Override
		public Change reverse() {
			return new FillColumn(this.table, this.column, this.value, !this.back);
		}

		@Override
		public Phase phase() {
			return this.back ? Phase.LEAVE_COLUMNS : Phase.FILL_COLUMNS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A table gets another name and keeps its rows.
	 *
	 * @param from the name now
	 * @param to the name afterwards, in the same schema
	 * @param back whether this undoes a rename, and so comes last
	 */
	record RenameTable(QualifiedName from, QualifiedName to, boolean back) implements Change {

		@Override
		public Change reverse() {
			return new RenameTable(this.to, this.from, !this.back);
		}

		@Override
		public Phase phase() {
			return this.back ? Phase.RENAME_BACK : Phase.RENAME;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A column gets another name and keeps its values.
	 *
	 * @param table the table
	 * @param from the name now
	 * @param to the name afterwards
	 * @param back whether this undoes a rename, and so comes last
	 */
	record RenameColumn(QualifiedName table, String from, String to, boolean back) implements Change {

		@Override
		public Change reverse() {
			return new RenameColumn(this.table, this.to, this.from, !this.back);
		}

		@Override
		public Phase phase() {
			return this.back ? Phase.RENAME_BACK : Phase.RENAME;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A primary key comes into being.
	 *
	 * @param table the table
	 * @param key the primary key
	 * @param replacement whether this is half of a replacement
	 */
	record AddPrimaryKey(QualifiedName table, PrimaryKey key, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new DropPrimaryKey(this.table, this.key, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.ADD_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A primary key goes.
	 *
	 * @param table the table
	 * @param key the primary key
	 * @param replacement whether this is half of a replacement
	 */
	record DropPrimaryKey(QualifiedName table, PrimaryKey key, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new AddPrimaryKey(this.table, this.key, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A unique key comes into being.
	 *
	 * @param table the table
	 * @param key the unique key
	 * @param replacement whether this is half of a replacement
	 */
	record AddUniqueKey(QualifiedName table, UniqueKey key, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new DropUniqueKey(this.table, this.key, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.ADD_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A unique key goes.
	 *
	 * @param table the table
	 * @param key the unique key
	 * @param replacement whether this is half of a replacement
	 */
	record DropUniqueKey(QualifiedName table, UniqueKey key, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new AddUniqueKey(this.table, this.key, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A foreign key comes into being.
	 *
	 * @param table the table
	 * @param key the foreign key
	 * @param replacement whether this is half of a replacement
	 */
	record AddForeignKey(QualifiedName table, ForeignKey key, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new DropForeignKey(this.table, this.key, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.ADD_FOREIGN_KEYS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A foreign key goes.
	 *
	 * @param table the table
	 * @param key the foreign key
	 * @param replacement whether this is half of a replacement
	 */
	record DropForeignKey(QualifiedName table, ForeignKey key, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new AddForeignKey(this.table, this.key, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_FOREIGN_KEYS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A check comes into being.
	 *
	 * @param table the table
	 * @param check the check
	 * @param replacement whether this is half of a replacement
	 */
	record AddCheck(QualifiedName table, Check check, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new DropCheck(this.table, this.check, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.ADD_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A check goes.
	 *
	 * @param table the table
	 * @param check the check
	 * @param replacement whether this is half of a replacement
	 */
	record DropCheck(QualifiedName table, Check check, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new AddCheck(this.table, this.check, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * An index comes into being.
	 *
	 * @param table the table
	 * @param index the index
	 * @param replacement whether this is half of a replacement
	 */
	record CreateIndex(QualifiedName table, Index index, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new DropIndex(this.table, this.index, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.ADD_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * An index goes.
	 *
	 * @param table the table
	 * @param index the index
	 * @param replacement whether this is half of a replacement
	 */
	record DropIndex(QualifiedName table, Index index, boolean replacement) implements Change {

		@Override
		public Change reverse() {
			return new CreateIndex(this.table, this.index, this.replacement);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * A table is made anew with its rows, since the product cannot change it in place.
	 *
	 * @param table the table
	 * @param from the statements that make it as it is, with what hangs on it
	 * @param to the statements that make it as it is to be
	 * @param parts the single changes that this is about
	 * @param phase when it happens: later where the rows get a value first
	 */
	record RebuildTable(QualifiedName table, List<String> from, List<String> to, List<Change> parts,
			Phase phase) implements Change {

		public RebuildTable {
			from = List.copyOf(from);
			to = List.copyOf(to);
			parts = List.copyOf(parts);
		}

		@Override
		public Change reverse() {
			List<Change> reversed = new ArrayList<>();
			this.parts.forEach((part) -> reversed.add(0, part.reverse()));
			return new RebuildTable(this.table, this.to, this.from, reversed, this.phase.mirror());
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * The aspects of a column that change one at a time.
	 */
	enum Aspect {

		/**
		 * Its type.
		 */
		TYPE,

		/**
		 * Whether it takes null.
		 */
		NULLABILITY,

		/**
		 * Its default.
		 */
		DEFAULT,

		/**
		 * How the database numbers it.
		 */
		IDENTITY,

		/**
		 * The formula that it is computed from.
		 */
		FORMULA,

		/**
		 * Its collation.
		 */
		COLLATION,

		/**
		 * Its comment.
		 */
		COMMENT

	}

	/**
	 * Something that does one thing for each kind of change: a new kind breaks the
	 * compile wherever an answer is needed.
	 *
	 * @param <R> what it returns
	 */
	interface Visitor<R> {

		R visit(CreateSchema change);

		R visit(DropSchema change);

		R visit(CreateEnumType change);

		R visit(DropEnumType change);

		R visit(AlterEnumType change);

		R visit(CreateSequence change);

		R visit(DropSequence change);

		R visit(AlterSequence change);

		R visit(CreateTable change);

		R visit(DropTable change);

		R visit(AlterTableComment change);

		R visit(AddColumn change);

		R visit(DropColumn change);

		R visit(AlterColumn change);

		R visit(FillColumn change);

		R visit(RenameTable change);

		R visit(RenameColumn change);

		R visit(AddPrimaryKey change);

		R visit(DropPrimaryKey change);

		R visit(AddUniqueKey change);

		R visit(DropUniqueKey change);

		R visit(AddForeignKey change);

		R visit(DropForeignKey change);

		R visit(AddCheck change);

		R visit(DropCheck change);

		R visit(CreateIndex change);

		R visit(DropIndex change);

		R visit(RebuildTable change);

	}

}
