package dev.migrate.authoring;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.InitView;
import dev.migrate.changelog.file.ChangelogFiles.Initialization;
import dev.migrate.changelog.file.VersionLocation;

/**
 * Creates views of initializations.
 */
public final class InitViews {

	private InitViews() {
	}

	/**
	 * Return the view of an initialization.
	 * @param database the name of the database
	 * @param initialization what was written
	 * @param locations the version locations
	 * @param advice the remaining manual steps, in whole sentences
	 * @return the view
	 */
	public static InitView of(String database, Initialization initialization, List<VersionLocation> locations,
			List<String> advice) {
		List<Path> master = List.of(initialization.master());
		return switch (initialization.outcome()) {
			case CREATED -> new InitView(database,
					Stream.concat(master.stream(), locations.stream().map(VersionLocation::directory)).toList(),
					List.of(), List.of(), advice, null);
			case INCLUDE_ADDED -> new InitView(database, List.of(), master, List.of(), advice, null);
			case UNCHANGED -> new InitView(database, List.of(), List.of(), master, advice, null);
			case BY_HAND -> new InitView(database, List.of(), List.of(), List.of(),
					Stream.concat(Stream.of(initialization.instruction()), advice.stream()).toList(), null);
		};
	}

}
