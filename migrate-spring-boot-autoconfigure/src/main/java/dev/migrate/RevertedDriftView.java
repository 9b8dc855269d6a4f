package dev.migrate;

import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;

/**
 * The result of undoing the changes that were made to a database by hand.
 *
 * @param database the name of the database in this application
 * @param changes the changes that bring the database to the changelog
 * @param leftAlone the objects that the changelog knows nothing of and that were left
 * alone
 * @param notes the differences that could not be determined, in whole sentences
 * @param statements the statements, in order
 */
public record RevertedDriftView(String database, List<ChangeView> changes, List<LeftAloneView> leftAlone,
		List<String> notes, List<String> statements) {

}
