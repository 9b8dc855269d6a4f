package dev.migrate;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;
import org.jspecify.annotations.Nullable;

/**
 * The result of generating a revision.
 *
 * @param database the name of the database in this application
 * @param revision the id of the new revision; {@code null} if nothing differs
 * @param file the file of the new revision; {@code null} if nothing differs; not written
 * in a dry run
 * @param content the text of the file; {@code null} if nothing differs
 * @param changes the changes of the revision
 * @param leftAlone the unmanaged objects that were left alone
 * @param notes the differences that could not be determined and the rows that stop the
 * revision, in whole sentences
 * @param unfilled the columns, as {@code table.column}, whose value for existing rows has
 * to be written into the file before it is applied
 * @param accepted the number of differences that are left out because they are accepted
 */
public record GeneratedView(String database, @Nullable String revision, @Nullable Path file, @Nullable String content,
		List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes, List<String> unfilled,
		int accepted) {

}
