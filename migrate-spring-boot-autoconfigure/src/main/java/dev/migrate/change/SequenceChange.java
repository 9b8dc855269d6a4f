package dev.migrate.change;

import dev.migrate.schema.Sequence;

/**
 * Creates, drops or alters a sequence.
 */
public sealed interface SequenceChange extends Change {

	/**
	 * Creates a sequence.
	 *
	 * @param sequence the sequence
	 */
	record CreateSequence(Sequence sequence) implements SequenceChange {

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
	 * Drops a sequence.
	 *
	 * @param sequence the sequence
	 */
	record DropSequence(Sequence sequence) implements SequenceChange {

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
	 * Changes the increment or the options of a sequence.
	 *
	 * @param from the sequence now
	 * @param to the sequence afterwards
	 */
	record AlterSequence(Sequence from, Sequence to) implements SequenceChange {

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

}
