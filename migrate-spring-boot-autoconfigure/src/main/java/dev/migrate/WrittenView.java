package dev.migrate;

import java.nio.file.Path;
import java.util.List;

/**
 * An empty revision that was written.
 *
 * @param database the name of the database in this application
 * @param revision its id
 * @param message what it is for
 * @param parents the ids of the revisions that it builds on; empty for the first
 * @param dependencies the ids of the revisions that it depends on
 * @param labels the names that it gives to its branch
 * @param file its file; not written in a dry run
 * @param content the text of the file
 * @param notes what is worth knowing, in whole sentences
 */
public record WrittenView(String database, String revision, String message, List<String> parents,
		List<String> dependencies, List<String> labels, Path file, String content, List<String> notes) {

}
