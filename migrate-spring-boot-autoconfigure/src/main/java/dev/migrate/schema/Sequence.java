package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A sequence.
 *
 * @param name its name
 * @param start the first value; used when the sequence is made and never compared, since
 * a sequence that has been used stands elsewhere
 * @param increment the step between two values
 * @param options how it counts otherwise; {@code null} where there is no opinion
 * @param owner the table with the column that it belongs to, with which it goes;
 * {@code null} for none
 */
public record Sequence(QualifiedName name, long start, long increment, @Nullable SequenceOptions options,
		@Nullable QualifiedName owner) {

	/**
	 * Create a sequence that no column owns, with no opinion of its options.
	 * @param name its name
	 * @param start the first value
	 * @param increment the step between two values
	 */
	public Sequence(QualifiedName name, long start, long increment) {
		this(name, start, increment, null, null);
	}

	/**
	 * Return this sequence with another name.
	 * @param name the name
	 * @param owner the name of the table that it belongs to
	 * @return the changed copy
	 */
	public Sequence withNames(QualifiedName name, @Nullable QualifiedName owner) {
		return new Sequence(name, this.start, this.increment, this.options, owner);
	}

	/**
	 * Returns whether the sequence belongs to a column.
	 * @return {@code true} where it comes and goes with one
	 */
	public boolean isOwned() {
		return this.owner != null;
	}

}
