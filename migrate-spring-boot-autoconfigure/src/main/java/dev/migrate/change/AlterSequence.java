package dev.migrate.change;

import dev.migrate.schema.Sequence;

/**
 * Changes the increment or the options of a sequence.
 *
 * @param from the sequence now
 * @param to the sequence afterwards
 */
public record AlterSequence(Sequence from, Sequence to) implements Change {

	@Override
	public AlterSequence reverse() {
		return new AlterSequence(this.to, this.from);
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
