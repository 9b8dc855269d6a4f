package dev.migrate.authoring.adoption;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.SchemaFilter;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.change.Change;
import dev.migrate.change.Replace;
import dev.migrate.change.SchemaObject;
import dev.migrate.schema.Schema;

/**
 * Includes the objects of a database that entities map, also under another name that a
 * comparison pairs.
 */
final class Mapped implements SchemaFilter {

	private final Schema desired;

	private final SchemaFilter filter;

	private final Set<SchemaObject> unmapped;

	Mapped(Comparison comparison, SchemaFilter filter) {
		this.desired = comparison.desired();
		this.filter = filter;
		this.unmapped = comparison.changes()
			.stream()
			.flatMap((change) -> unmapped(change).stream())
			.collect(Collectors.toSet());
	}

	private static List<SchemaObject> unmapped(Change change) {
		// An entity cannot have asked for an action that it does not define.
		return (change instanceof Replace replace && replace.losesAction())
				? List.of(SchemaObject.of(replace.removedPart())) : change.drops();
	}

	@Override
	public boolean includes(SchemaObject object) {
		if (this.unmapped.contains(object) || !this.filter.includes(object)) {
			return false;
		}
		if (object.owner() != null) {
			return switch (object.kind()) {
				case COLUMN -> this.desired.table(object.owner())
					.flatMap((table) -> table.column(object.name().name()))
					.isPresent();
				default -> this.desired.table(object.owner()).isPresent();
			};
		}
		return switch (object.kind()) {
			case SCHEMA -> this.desired.schemas().contains(object.name().name());
			case SEQUENCE ->
				this.desired.sequences().stream().anyMatch((sequence) -> sequence.name().equals(object.name()));
			case TYPE -> this.desired.enumTypes().stream().anyMatch((type) -> type.name().equals(object.name()));
			default -> this.desired.table(object.name()).isPresent();
		};
	}

}
