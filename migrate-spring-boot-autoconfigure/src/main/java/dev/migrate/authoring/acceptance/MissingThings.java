package dev.migrate.authoring.acceptance;

import java.util.List;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.SchemaObject;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;

/**
 * Determines whether a change needs a thing that is accepted as missing.
 */
final class MissingThings {

	private MissingThings() {
	}

	/**
	 * Return whether a change needs what another one would have created.
	 * @param change the change
	 * @param missing the other change
	 * @return {@code true} if the change cannot be applied without it
	 */
	static boolean needs(Change change, Change missing) {
		if (!(missing instanceof Create create)) {
			return false;
		}
		SchemaObject object = SchemaObject.of(create.element());
		return switch (object.kind()) {
			case TABLE -> needsTable(change, object.name());
			case COLUMN -> needsColumn(change, create.object(), object.name().name());
			case TYPE, SEQUENCE -> columns(change).stream().anyMatch((column) -> column.uses(object.name().name()));
			case SCHEMA -> change instanceof Create other && object.name().name().equals(other.object().schema());
			case DEFAULT, IDENTITY, FORMULA, PRIMARY_KEY, UNIQUE_KEY, FOREIGN_KEY, INDEX, CHECK -> false;
		};
	}

	private static boolean needsTable(Change change, QualifiedName table) {
		PartOfTable created = change.createdPart();
		return created != null && (created.table().equals(table)
				|| (created.part() instanceof ForeignKey key && key.referencedTable().equals(table)));
	}

	private static boolean needsColumn(Change change, QualifiedName table, String column) {
		PartOfTable created = change.createdPart();
		return created != null && ((created.table().equals(table) && created.part().dependsOn(column))
				|| (created.part() instanceof ForeignKey key && key.references(table, column)));
	}

	private static List<Column> columns(Change change) {
		if (change instanceof AlterColumn alter) {
			return List.of(alter.to());
		}
		if (change instanceof Create create && create.element() instanceof Table table) {
			return table.columns();
		}
		PartOfTable created = change.createdPart();
		return (created != null && created.part() instanceof Column column) ? List.of(column) : List.of();
	}

}
