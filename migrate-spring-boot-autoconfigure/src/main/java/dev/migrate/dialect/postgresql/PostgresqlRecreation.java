package dev.migrate.dialect.postgresql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.TextResources;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObject.Kind;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.QualifiedName;

/**
 * Renders the statements that drop dependent objects and create them again. What they
 * consist of is read when the statements run, since it differs from one database to the
 * next: privileges, owners, and all that was changed by hand.
 */
final class PostgresqlRecreation {

	/**
	 * The session variable with the statements that create the objects, as a JSON array.
	 */
	private static final String VARIABLE = "'migrate.dependents'";

	private static final List<Section> SECTIONS = sections();

	private final Identifiers identifiers;

	PostgresqlRecreation(Identifiers identifiers) {
		this.identifiers = identifiers;
	}

	/**
	 * Return the statements that remember the objects and drop them. An object that a
	 * database does not have is left out.
	 * @param objects the objects
	 * @return the statements
	 */
	List<String> drop(DependentObjects objects) {
		List<String> statements = new ArrayList<>();
		objects.objects().forEach((object) -> statements.add(0, drop(object)));
		statements.add(0, remember(objects.objects()));
		return List.copyOf(statements);
	}

	/**
	 * Return the statements that create the remembered objects.
	 * @return the statements
	 */
	List<String> create() {
		return List.of("-- Creates the objects again\ndo $$\ndeclare\n    statement text;\nbegin\n"
				+ "    for statement in select jsonb_array_elements_text(current_setting(" + VARIABLE + ")::jsonb)\n"
				+ "    loop\n        execute statement;\n    end loop;\n    perform set_config(" + VARIABLE
				+ ", '[]', false);\nend\n$$");
	}

	private String drop(DependentObject object) {
		String name = this.identifiers.of(object.name());
		String table = (object.table() != null) ? this.identifiers.of(object.table()) : "";
		return switch (object.kind()) {
			case GENERATED_COLUMN -> "alter table " + table + " drop column if exists " + name;
			case FOREIGN_KEY -> "alter table " + table + " drop constraint if exists " + name;
			default -> "drop " + object.kind() + " if exists " + name + (table.isEmpty() ? "" : " on " + table);
		};
	}

	private String remember(List<DependentObject> objects) {
		List<String> rows = new ArrayList<>();
		for (DependentObject object : objects) {
			QualifiedName table = object.table();
			String relation = this.identifiers.of((table != null) ? table : object.name());
			rows.add("(" + (rows.size() + 1) + ", " + Identifiers.literal(object.kind().toString()) + ", to_regclass("
					+ Identifiers.literal(relation) + "), "
					+ Identifiers.literal((table != null) ? object.name().name() : "") + ")");
		}
		Set<Kind> kinds = objects.stream()
			.map(DependentObject::kind)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
		return "-- Remembers how to create these objects again, with comments, owners, privileges and what was added by hand\n"
				+ "with object (place, kind, relation, name) as (\n    values\n        "
				+ String.join(",\n        ", rows) + "\n), " + text(Section.Role.WITH, kinds, ", ")
				+ ", kept (place, part, statement) as (\n" + text(Section.Role.SELECT, kinds, "union all\n").indent(4)
				+ ")\nselect set_config(" + VARIABLE
				+ ",\n    coalesce(jsonb_agg(statement order by place, part, statement), '[]')::text, false)\nfrom kept";
	}

	private static String text(Section.Role role, Set<Kind> kinds, String separator) {
		return SECTIONS.stream()
			.filter((section) -> section.role() == role && section.kinds().stream().anyMatch(kinds::contains))
			.map(Section::text)
			.map((text) -> (role == Section.Role.WITH) ? text.stripTrailing() : text)
			.collect(Collectors.joining(separator));
	}

	private static List<Section> sections() {
		String text = TextResources.read(PostgresqlRecreation.class, "dependents.sql");
		return Arrays.stream(text.split("(?m)^-- (?=with:|select:)")).skip(1).map(Section::of).toList();
	}

	/**
	 * A part of the query for the statements that create objects.
	 *
	 * @param role the place in the query
	 * @param kinds the kinds of objects that need it
	 * @param text the SQL
	 */
	private record Section(Role role, Set<Kind> kinds, String text) {

		static Section of(String section) {
			String[] headAndText = section.split("\n", 2);
			String[] roleAndKinds = headAndText[0].split(":");
			return new Section(Role.valueOf(roleAndKinds[0].toUpperCase(Locale.ROOT)),
					Arrays.stream(roleAndKinds[1].split(",")).map(Section::kind).collect(Collectors.toSet()),
					headAndText[1]);
		}

		private static Kind kind(String name) {
			return Arrays.stream(Kind.values())
				.filter((kind) -> kind.toString().equals(name.strip()))
				.findFirst()
				.orElseThrow();
		}

		/**
		 * The places in the query.
		 */
		enum Role {

			WITH, SELECT

		}

	}

}
