package dev.migrate.change;

import java.util.List;

import dev.migrate.schema.EnumType;

/**
 * Changes the values of an enumerated type.
 *
 * @param from the type now
 * @param to the type afterwards
 */
public record AlterEnumType(EnumType from, EnumType to) implements Change {

	/**
	 * Return the values that the type no longer has.
	 * @return the values, in order
	 */
	public List<String> removedValues() {
		return this.from.values().stream().filter((value) -> !this.to.values().contains(value)).toList();
	}

	/**
	 * Return whether the type only gets further values.
	 * @return {@code false} if a value is removed or moved
	 */
	public boolean isExtension() {
		return this.to.values().stream().filter(this.from.values()::contains).toList().equals(this.from.values());
	}

	@Override
	public AlterEnumType reverse() {
		return new AlterEnumType(this.to, this.from);
	}

	@Override
	public Phase phase() {
		return removedValues().isEmpty() ? Phase.CREATE_TYPES : Phase.NARROW_TYPES;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
