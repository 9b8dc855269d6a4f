package dev.migrate.authoring;

import java.util.List;

import dev.migrate.changelog.file.FileNames;

/**
 * What an application says about the files of new revisions.
 *
 * @param fileNames how they are called
 * @param hooks what runs after one is written, in order
 */
public record RevisionSettings(FileNames fileNames, List<Hook> hooks) {

	/**
	 * Nothing said.
	 */
	public static final RevisionSettings DEFAULT = new RevisionSettings(FileNames.DEFAULT, List.of());

	public RevisionSettings {
		hooks = List.copyOf(hooks);
	}

}
