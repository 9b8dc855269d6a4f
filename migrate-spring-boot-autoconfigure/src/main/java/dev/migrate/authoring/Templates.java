package dev.migrate.authoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.InitView;
import dev.migrate.TemplatesView;
import dev.migrate.TemplatesView.TemplateView;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.file.ChangelogFiles.Initialization;
import dev.migrate.changelog.file.ChangelogFiles.Initialization.Outcome;
import dev.migrate.changelog.file.TemplateDirectory;
import dev.migrate.changelog.file.VersionLocation;

/**
 * The templates of a changelog: one of the formats, or a custom directory.
 */
public final class Templates {

	private static final Map<String, String> BUILT_IN = new LinkedHashMap<>();

	static {
		BUILT_IN.put("yaml", "A master and revisions in YAML.");
		BUILT_IN.put("xml", "A master and revisions in XML.");
		BUILT_IN.put("json", "A master and revisions in JSON.");
		BUILT_IN.put("sql", "A master in YAML, which can include other files, and revisions in formatted SQL.");
	}

	private final ManagedDatabase database;

	public Templates(ManagedDatabase database) {
		this.database = database;
	}

	public TemplatesView list() {
		return new TemplatesView(this.database.name(),
				BUILT_IN.entrySet()
					.stream()
					.map((template) -> new TemplateView(template.getKey(), template.getValue()))
					.toList());
	}

	public InitView init(String template, boolean dryRun) {
		if (BUILT_IN.containsKey(template)) {
			return init(ChangelogFormat.valueOf(template.toUpperCase(Locale.ROOT)), dryRun);
		}
		Path directory = Path.of(template);
		if (!Files.isDirectory(directory)) {
			throw new CannotProceedException(ErrorCode.TEMPLATE_UNKNOWN,
					"There is no template '" + template + "': the templates are " + String.join(", ", BUILT_IN.keySet())
							+ ", or specify a directory that contains a master changelog.");
		}
		return init(TemplateDirectory.of(directory), directory, dryRun);
	}

	private InitView init(ChangelogFormat format, boolean dryRun) {
		ChangelogFormat ofMaster = (format != ChangelogFormat.SQL) ? format : ChangelogFormat.YAML;
		ChangelogFiles configured = files(this.database.target().changelog());
		String name = String.valueOf(configured.master().getFileName());
		boolean fits = ChangelogFormat.of(name).filter(ofMaster::equals).isPresent();
		String changelog = fits ? this.database.target().changelog()
				: withName(withoutExtension(name) + "." + ofMaster.extension());
		if (!fits) {
			refuseWhereThereIsAnother(configured);
		}
		List<String> advice = new ArrayList<>();
		if (!fits) {
			advice.add(setChangelog(changelog));
		}
		if (this.database.format() != format) {
			advice.add("Set migrate.format=" + format
					+ " in the application's configuration, so that revisions are written in it.");
		}
		ChangelogFiles files = files(changelog);
		return InitViews.of(this.database.name(), dryRun ? files.planInit() : files.init(), files.locations(), advice);
	}

	private InitView init(TemplateDirectory template, Path directory, boolean dryRun) {
		ChangelogFiles configured = files(this.database.target().changelog());
		String name = String.valueOf(configured.master().getFileName());
		String master = template.master(name)
			.orElseThrow(() -> new CannotProceedException(ErrorCode.TEMPLATE_INVALID, "The template " + directory
					+ " has no master changelog; add " + name + " or db.changelog-master.yaml."));
		String changelog = master.equals(name) ? this.database.target().changelog() : withName(master);
		if (!master.equals(name)) {
			refuseWhereThereIsAnother(configured);
		}
		ChangelogFiles files = files(changelog);
		List<Path> written = new ArrayList<>();
		List<Path> kept = new ArrayList<>();
		for (Path file : template.files()) {
			Path target = files.master().resolveSibling(file.toString());
			(Files.exists(target) ? kept : written).add(target);
			if (!dryRun && !Files.exists(target)) {
				template.copy(file, target);
			}
		}
		files.locations()
			.stream()
			.map(VersionLocation::directory)
			.filter((location) -> !Files.exists(location))
			.forEach(written::add);
		Initialization initialization = dryRun ? files.planInit() : files.init();
		boolean changed = initialization.outcome() == Outcome.INCLUDE_ADDED && kept.remove(files.master());
		List<String> advice = Stream
			.concat(Stream.of(initialization.instruction()).filter((instruction) -> !instruction.isEmpty()),
					Stream.of(changelog)
						.filter((value) -> !value.equals(this.database.target().changelog()))
						.map(Templates::setChangelog))
			.toList();
		return new InitView(this.database.name(), written, changed ? List.of(files.master()) : List.of(), kept, advice,
				null);
	}

	private void refuseWhereThereIsAnother(ChangelogFiles configured) {
		if (Files.exists(configured.master())) {
			throw new CannotProceedException(ErrorCode.CHANGELOG_EXISTS, "There is a master changelog already: "
					+ configured.master()
					+ ". A template is for a new one; run init without --template to keep it, or move it away.");
		}
	}

	private ChangelogFiles files(String changelog) {
		return ChangelogFiles.of(changelog, this.database.resourcesDirectory(),
				this.database.target().versionLocations());
	}

	private String withName(String name) {
		String changelog = this.database.target().changelog();
		int end = Math.max(changelog.lastIndexOf('/'), changelog.lastIndexOf(':'));
		return changelog.substring(0, end + 1) + name;
	}

	private static String setChangelog(String changelog) {
		return "Set spring.liquibase.change-log=" + changelog + " in the application's configuration.";
	}

	private static String withoutExtension(String name) {
		int dot = name.lastIndexOf('.');
		return (dot > 0) ? name.substring(0, dot) : name;
	}

}
