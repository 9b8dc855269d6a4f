package dev.migrate;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;
import org.jspecify.annotations.Nullable;

/**
 * The result of generating the newest revision anew.
 *
 * @param database the name of the database in this application
 * @param revision the id of the revision, which stays as it was
 * @param file the file of the revision; not written in a dry run
 * @param content the text of the file
 * @param changes the changes of the revision
 * @param leftAlone the unmanaged objects that were left alone
 * @param notes the differences that could not be determined, in whole sentences
 * @param unfilled the columns, as {@code table.column}, whose value for existing rows has
 * to be written into the file before it is applied
 * @param accepted the number of differences that are left out because they are accepted
 * @param undone whether the revision was applied to the database, and is undone
 * @param losses the rows that are lost when it is undone, one line each
 * @param former the copy of its former file; {@code null} in a dry run
 */
public record RevisedView(String database, String revision, Path file, String content, List<ChangeView> changes,
		List<LeftAloneView> leftAlone, List<String> notes, List<String> unfilled, int accepted, boolean undone,
		List<String> losses, @Nullable Path former) {

}
