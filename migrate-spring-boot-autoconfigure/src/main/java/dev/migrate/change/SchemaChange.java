package dev.migrate.change;

/**
 * Creates or drops a schema.
 */
public sealed interface SchemaChange extends Change {

	/**
	 * Creates a schema.
	 *
	 * @param name its name
	 */
	record CreateSchema(String name) implements SchemaChange {

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
	 * Drops an empty schema.
	 *
	 * @param name its name
	 */
	record DropSchema(String name) implements SchemaChange {

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

}
