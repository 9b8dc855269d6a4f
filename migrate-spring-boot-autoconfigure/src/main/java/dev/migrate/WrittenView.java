package dev.migrate;

import java.nio.file.Path;
import java.util.List;

/**
 * An empty revision that was written.
 *
 * @param database the name of the database in this application
 * @param revision the id of the revision
 * @param message the message of the revision
 * @param parents the ids of the parents; empty for the first revision
 * @param dependencies the ids of required revisions of other branches
 * @param labels the labels of the branch
 * @param file the file of the revision; not written in a dry run
 * @param content the text of the file
 * @param notes the notes for the user, in whole sentences
 */
public record WrittenView(String database, String revision, String message, List<String> parents,
		List<String> dependencies, List<String> labels, Path file, String content, List<String> notes) {

}
