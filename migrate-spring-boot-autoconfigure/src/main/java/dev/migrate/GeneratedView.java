package dev.migrate;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found and what was written of it.
 *
 * @param database the name of the database in this application
 * @param revision the id of the new revision; {@code null} where nothing differs
 * @param file the file of the new revision; {@code null} where nothing differs; not
 * written in a dry run
 * @param content the text of the file; {@code null} where nothing differs
 * @param changes the changes in it
 * @param leftAlone what differs and was left alone
 * @param notes what could not be told, in whole sentences
 */
public record GeneratedView(String database, @Nullable String revision, @Nullable Path file, @Nullable String content,
		List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes) {

}
