package dev.migrate.change;

/**
 * Whether a change is applied or undone, where its reverse is of the same kind but
 * happens in another phase.
 */
public enum Direction {

	/**
	 * The change is applied.
	 */
	FORWARD,

	/**
	 * The change undoes another one.
	 */
	BACKWARD;

	/**
	 * Return the opposite direction.
	 * @return the direction of the reverse change
	 */
	public Direction reverse() {
		return (this == FORWARD) ? BACKWARD : FORWARD;
	}

}
