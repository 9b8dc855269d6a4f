package dev.migrate;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The revision that stands for what a database had before it was adopted.
 *
 * @param revision its id
 * @param message what it is for
 * @param file its file; not written in a dry run
 * @param content the text of the file
 * @param tables how many tables are in it
 * @param mapped how many of them entities map
 * @param flyway the version of Flyway that it stands for; {@code null} where Flyway has
 * not migrated the database
 * @param unseen what the database has and the baseline has not, in whole sentences
 * @param steps what is left to do, in whole sentences
 */
public record BaselineView(String revision, String message, Path file, String content, int tables, int mapped,
		@Nullable String flyway, List<String> unseen, List<String> steps) {

	public BaselineView {
		unseen = List.copyOf(unseen);
		steps = List.copyOf(steps);
	}

}
