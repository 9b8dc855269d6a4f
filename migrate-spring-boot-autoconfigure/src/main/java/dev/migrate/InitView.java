package dev.migrate;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.changelog.ChangelogFiles.Initialization;
import dev.migrate.changelog.VersionLocation;
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

	InitView(String database, List<Path> written, List<Path> changed, List<Path> kept, List<String> advice) {
		this(database, written, changed, kept, advice, null);
	}

	static InitView of(String database, Initialization initialization, List<VersionLocation> locations) {
		List<Path> master = List.of(initialization.master());
		return switch (initialization.outcome()) {
			case CREATED -> new InitView(database,
					Stream.concat(master.stream(), locations.stream().map(VersionLocation::directory)).toList(),
					List.of(), List.of(), List.of());
			case INCLUDE_ADDED -> new InitView(database, List.of(), master, List.of(), List.of());
			case UNCHANGED -> new InitView(database, List.of(), List.of(), master, List.of());
			case BY_HAND ->
				new InitView(database, List.of(), List.of(), List.of(), List.of(initialization.instruction()));
		};
	}

	InitView withAdvice(List<String> more) {
		return new InitView(this.database, this.written, this.changed, this.kept,
				Stream.concat(this.advice.stream(), more.stream()).toList(), this.baseline);
	}

	InitView with(BaselineView baseline) {
		return new InitView(this.database, this.written, this.changed, this.kept, this.advice, baseline);
	}

}
