package dev.migrate;

import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;
import org.jspecify.annotations.Nullable;

/**
 * Whether the entities, the changelog and the database agree.
 *
 * @param database the name of the database in this application
 * @param pending the ids of the revisions that are pending
 * @param heads the ids of the heads of the changelog
 * @param divergence what lies between several heads, in whole sentences
 * @param compared whether entities were compared; an application without JPA has none
 * @param changes what the entities ask for and the database has not
 * @param leftAlone what differs and is nobody's fault
 * @param notes what could not be told, in whole sentences
 * @param changelog the entities against what the changelog builds; {@code null} where
 * they were not compared
 * @param drift what the changelog builds, as far as the database has it, against the
 * database; {@code null} where they were not compared
 * @param agrees whether nothing is pending, there is at most one head, and nothing
 * differs
 */
public record CheckView(String database, List<String> pending, List<String> heads, List<String> divergence,
		boolean compared, List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes,
		@Nullable ComparisonView changelog, @Nullable ComparisonView drift, boolean agrees) {

}
