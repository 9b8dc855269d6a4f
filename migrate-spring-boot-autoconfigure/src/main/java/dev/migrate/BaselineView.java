package dev.migrate;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The revision that builds the schema of an adopted database.
 *
 * @param revision the id of the revision
 * @param message the message of the revision
 * @param file the file of the revision; not written in a dry run
 * @param content the text of the file
 * @param tables the number of tables in the revision
 * @param mapped the number of these tables that entities map
 * @param flyway the Flyway version that the baseline replaces; {@code null} if the
 * database was not migrated by Flyway
 * @param accepted the number of accepted differences between the database and the
 * entities
 * @param acceptedFile the file with the accepted differences, not written in a dry run;
 * {@code null} if nothing differs
 * @param unseen the objects of the database that the baseline does not create, in whole
 * sentences
 * @param steps the remaining steps, in whole sentences
 */
public record BaselineView(String revision, String message, Path file, String content, int tables, int mapped,
		@Nullable String flyway, int accepted, @Nullable Path acceptedFile, List<String> unseen, List<String> steps) {

	public BaselineView {
		unseen = List.copyOf(unseen);
		steps = List.copyOf(steps);
	}

}
