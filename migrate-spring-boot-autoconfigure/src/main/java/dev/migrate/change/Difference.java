package dev.migrate.change;

import java.util.Comparator;

/**
 * A change as the two descriptions of one thing. Equal differences are the same change,
 * whatever the constraints and indexes are named.
 *
 * @param thing the thing, beginning with the name of its table or of itself, for example
 * {@code product.price type}
 * @param current the description in the current schema
 * @param desired the description in the desired schema
 */
public record Difference(String thing, String current, String desired) implements Comparable<Difference> {

	/**
	 * The description of a thing that a schema does not have.
	 */
	public static final String NOTHING = "nothing";

	private static final Comparator<Difference> ORDER = Comparator.comparing(Difference::thing)
		.thenComparing(Difference::current)
		.thenComparing(Difference::desired);

	/**
	 * Return this difference with a description in place of empty ones.
	 * @return the changed copy
	 */
	Difference described() {
		return new Difference(this.thing, this.current.isEmpty() ? NOTHING : this.current,
				this.desired.isEmpty() ? NOTHING : this.desired);
	}

	@Override
	public int compareTo(Difference other) {
		return ORDER.compare(this, other);
	}

}
