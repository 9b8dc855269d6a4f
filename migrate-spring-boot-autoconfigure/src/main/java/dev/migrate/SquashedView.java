package dev.migrate;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The result of replacing several revisions by one.
 *
 * @param database the name of the database in this application
 * @param revision the id of the new revision, which is that of the last replaced one
 * @param file the file of the new revision; not written in a dry run
 * @param content the text of the file
 * @param replaced the ids of the replaced revisions, in the order in which they run
 * @param former the directory with copies of the replaced files; {@code null} in a dry
 * run
 */
public record SquashedView(String database, String revision, Path file, String content, List<String> replaced,
		@Nullable Path former) {

}
