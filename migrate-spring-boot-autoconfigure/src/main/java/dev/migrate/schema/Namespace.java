package dev.migrate.schema;

/**
 * A schema of the database as an object that can be created and dropped, without what is
 * in it.
 *
 * @param name its name
 */
public record Namespace(String name) implements Element {

	@Override
	public QualifiedName object() {
		return QualifiedName.of(this.name);
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
