package dev.migrate;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The result of initializing a changelog.
 *
 * @param database the name of the database in this application
 * @param written the files and directories that were created
 * @param changed the files that were changed
 * @param kept the existing files that need no change
 * @param advice the remaining manual steps, in whole sentences
 * @param baseline the baseline of an adopted database; {@code null} if none was adopted
 */
public record InitView(String database, List<Path> written, List<Path> changed, List<Path> kept, List<String> advice,
		@Nullable BaselineView baseline) {

}
