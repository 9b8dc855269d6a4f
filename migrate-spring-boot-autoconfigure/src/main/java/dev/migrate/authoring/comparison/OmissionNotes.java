package dev.migrate.authoring.comparison;

import java.util.List;
import java.util.Set;

import dev.migrate.SchemaFilter;
import dev.migrate.change.SchemaObject;
import dev.migrate.schema.Omission;
import dev.migrate.schema.QualifiedName;

/**
 * Tells the user what the entities ask for and a revision does not contain.
 */
final class OmissionNotes {

	private OmissionNotes() {
	}

	/**
	 * Return the notes on what is in sight.
	 * @param omissions the omissions, with canonical names
	 * @param filter the objects that are compared
	 * @param views the views that exist
	 * @return the notes, in whole sentences
	 */
	static List<String> of(List<Omission> omissions, SchemaFilter filter, Set<QualifiedName> views) {
		return omissions.stream()
			.filter((omission) -> filter.includes(object(omission)))
			.filter((omission) -> omission.kind() != Omission.Kind.VIEW || !views.contains(omission.object()))
			.map(OmissionNotes::note)
			.toList();
	}

	private static SchemaObject object(Omission omission) {
		SchemaObject.Kind kind = (omission.kind() == Omission.Kind.SEQUENCE_OPTIONS) ? SchemaObject.Kind.SEQUENCE
				: SchemaObject.Kind.TABLE;
		return (omission.column() == null) ? new SchemaObject(kind, null, omission.object())
				: new SchemaObject(SchemaObject.Kind.COLUMN, omission.object(), QualifiedName.of(omission.column()));
	}

	private static String note(Omission omission) {
		String origin = omission.origin().isEmpty() ? "" : " (" + omission.origin() + ")";
		String text = "\"" + omission.text() + "\"";
		return switch (omission.kind()) {
			case VIEW -> "View " + omission.object() + origin
					+ " does not exist, and is not created from its @View: create it in a revision of your own.";
			case TABLE_OPTIONS -> left(text, "table " + omission.object() + origin);
			case COLUMN_CLAUSES -> left(text, "column " + omission.object() + "." + omission.column() + origin);
			case FOREIGN_KEY_OPTIONS -> left(text, "a foreign key of table " + omission.object() + origin);
			case SEQUENCE_OPTIONS -> left(text, "sequence " + omission.object());
			case CHECK_OPTIONS -> "The clause " + text + " of a check of table " + omission.object() + origin
					+ " is written with a new check, and not compared with an existing one.";
		};
	}

	private static String left(String text, String place) {
		return "The clause " + text + " of " + place
				+ " is neither written nor compared: add it to a revision by hand.";
	}

}
