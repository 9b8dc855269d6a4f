package dev.migrate.change;

/**
 * The direction of a change whose reverse is of the same kind but is applied in another
 * phase.
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
