package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A sequence.
 *
 * @param name its name
 * @param start the first value; never compared, since a sequence in use has advanced past
 * it
 * @param increment the step between two values
 * @param options the other options; {@code null} if they are not defined
 * @param owner the table with the column that it belongs to and is dropped with;
 * {@code null} for none
 * @param numbers the columns whose values are taken from it, as far as they are known
 */
public record Sequence(QualifiedName name, long start, long increment, @Nullable SequenceOptions options,
		@Nullable QualifiedName owner, List<NumberedColumn> numbers) implements Element {

	public Sequence {
		numbers = List.copyOf(numbers);
	}

	/**
	 * Create a sequence that belongs to no column, without defined options.
	 * @param name its name
	 * @param start the first value
	 * @param increment the step between two values
	 */
	public Sequence(QualifiedName name, long start, long increment) {
		this(name, start, increment, null, null, List.of());
	}

	/**
	 * Return this sequence with another increment.
	 * @param increment the step between two values
	 * @return the changed copy
	 */
	public Sequence withIncrement(long increment) {
		return new Sequence(this.name, this.start, increment, this.options, this.owner, this.numbers);
	}

	/**
	 * Return this sequence with other options.
	 * @param options the options, {@code null} if they are not defined
	 * @return the changed copy
	 */
	public Sequence withOptions(@Nullable SequenceOptions options) {
		return new Sequence(this.name, this.start, this.increment, options, this.owner, this.numbers);
	}

	/**
	 * Return this sequence with another owner.
	 * @param owner the table with the column that it belongs to, {@code null} for none
	 * @return the changed copy
	 */
	public Sequence withOwner(@Nullable QualifiedName owner) {
		return new Sequence(this.name, this.start, this.increment, this.options, owner, this.numbers);
	}

	/**
	 * Return this sequence with another name.
	 * @param name the name
	 * @param owner the name of the table that it belongs to
	 * @return the changed copy
	 */
	public Sequence withNames(QualifiedName name, @Nullable QualifiedName owner) {
		return new Sequence(name, this.start, this.increment, this.options, owner, this.numbers);
	}

	/**
	 * Return whether columns are known whose values are taken from this sequence.
	 * @return {@code false} if none is known
	 */
	public boolean isNumbering() {
		return !this.numbers.isEmpty();
	}

	/**
	 * Return this sequence with other numbered columns.
	 * @param numbers the columns whose values are taken from it
	 * @return the changed copy
	 */
	public Sequence withNumbers(List<NumberedColumn> numbers) {
		return new Sequence(this.name, this.start, this.increment, this.options, this.owner, numbers);
	}

	/**
	 * Return whether the sequence belongs to a column.
	 * @return {@code true} if it is created and dropped with one
	 */
	public boolean isOwned() {
		return this.owner != null;
	}

	@Override
	public QualifiedName object() {
		return this.name;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
