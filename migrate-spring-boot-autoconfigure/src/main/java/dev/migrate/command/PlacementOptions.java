package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.Placement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options for the placement of a new revision.
 */
class PlacementOptions {

	@Option(names = "--head", paramLabel = "REV",
			description = "The revision to build on; base to start a new line. Default: the head.")
	private List<String> heads = new ArrayList<>();

	@Option(names = "--depends-on", paramLabel = "REV",
			description = "A revision of another branch that must be applied first.")
	private List<String> dependencies = new ArrayList<>();

	@Mixin
	private NameOptions names = new NameOptions();

	Placement placement() {
		return this.names.placement(this.heads, this.dependencies);
	}

	/**
	 * The options that merges have too.
	 */
	static class NameOptions {

		@Option(names = "--splice", description = "Allow a revision that is not a head, and start a branch there.")
		private boolean splice;

		@Option(names = "--branch-label", paramLabel = "LABEL", description = "A name for the branch.")
		private List<String> labels = new ArrayList<>();

		@Option(names = "--rev-id", paramLabel = "ID",
				description = "The id of the revision. Default: the current time.")
		private @Nullable String revisionId;

		@Option(names = "--version-path", paramLabel = "DIR",
				description = "The version location of the file. Default: that of its parent.")
		private @Nullable String versionPath;

		Placement placement(List<String> heads, List<String> dependencies) {
			return new Placement(heads, this.splice, this.labels, this.revisionId, dependencies, this.versionPath);
		}

	}

}
