package dev.migrate.diagnosis;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.UndefinedParameter;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Examines a parsed changelog.
 */
final class ChangelogExamination {

	private final ManagedDatabase managed;

	private final Findings findings;

	ChangelogExamination(ManagedDatabase managed, Findings findings) {
		this.managed = managed;
		this.findings = findings;
	}

	void examine(Changelog changelog) {
		List<Revision> heads = changelog.graph().heads();
		if (heads.size() > 1) {
			this.findings.add(Problem.SEVERAL_HEADS, at(heads.get(heads.size() - 1).path()),
					"The changelog has several heads: " + Findings.list(heads.stream().map(Revision::id).toList())
							+ ".",
					"Run merge.");
		}
		for (UndefinedParameter parameter : changelog.undefinedParameters()) {
			Location file = at(parameter.path());
			this.findings.add(Problem.PARAMETER_UNDEFINED,
					(file != null) ? new Location(file.file(), parameter.line()) : null,
					"The changelog parameter " + parameter.name() + " of " + parameter.path()
							+ " has no value, so that the text ${" + parameter.name() + "} is sent to the database.",
					"Give it a value as a changelog parameter, unless the text is meant as it is.");
		}
	}

	/**
	 * Find a file of the changelog.
	 * @param path the path of the file in Liquibase
	 * @return the location; {@code null} if the file is not on disk
	 */
	@Nullable Location at(String path) {
		Path file = this.managed.files().find(path, this.managed.resourcesDirectory()).orElse(null);
		return (file != null) ? Location.of(file) : null;
	}

	/**
	 * Find a changeset in its file.
	 * @param changeset the changeset
	 * @return the location; {@code null} if the file is not on disk
	 */
	@Nullable Location at(Changeset changeset) {
		Location file = at(changeset.path());
		if (file == null) {
			return null;
		}
		// As the four formats write it.
		String id = Pattern.quote(changeset.id()) + "(?![\\w.-])";
		Pattern pattern = Pattern
			.compile("(?<![\\w-])id\"?\\s*[:=]\\s*[\"']?" + id + "|--\\s*changeset\\s+[^:]+:\"?" + id);
		return Location.find(file.file(), (line) -> pattern.matcher(line).find());
	}

}
