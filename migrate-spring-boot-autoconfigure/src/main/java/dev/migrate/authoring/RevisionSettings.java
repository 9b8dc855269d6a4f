package dev.migrate.authoring;

import java.util.List;

import dev.migrate.changelog.file.FileNames;

/**
 * The settings of the files of new revisions.
 *
 * @param fileNames the pattern of file names
 * @param hooks the hooks that run after a file is written, in order
 */
public record RevisionSettings(FileNames fileNames, List<Hook> hooks) {

	/**
	 * The default settings.
	 */
	public static final RevisionSettings DEFAULT = new RevisionSettings(FileNames.DEFAULT, List.of());

	public RevisionSettings {
		hooks = List.copyOf(hooks);
	}

}
