package dev.migrate.change;

import dev.migrate.schema.EnumType;

/**
 * Creates, drops or alters a named enumerated type.
 */
public sealed interface EnumTypeChange extends Change {

	/**
	 * Creates an enumerated type.
	 *
	 * @param type the type
	 */
	record CreateEnumType(EnumType type) implements EnumTypeChange {

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
	 * Drops an enumerated type.
	 *
	 * @param type the type
	 */
	record DropEnumType(EnumType type) implements EnumTypeChange {

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
	 * Changes the values of an enumerated type.
	 *
	 * @param from the type now
	 * @param to the type afterwards
	 */
	record AlterEnumType(EnumType from, EnumType to) implements EnumTypeChange {

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

}
