package dev.migrate;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What {@code init} wrote.
 *
 * @param database the name of the database in this application
 * @param written the files and folders that were made
 * @param changed the files that got a line added
 * @param kept the files that were there and need nothing
 * @param advice what is left to do by hand, in whole sentences
 * @param baseline the revision that stands for a database that was adopted; {@code null}
 * where none was
 */
public record InitView(String database, List<Path> written, List<Path> changed, List<Path> kept, List<String> advice,
		@Nullable BaselineView baseline) {

}
