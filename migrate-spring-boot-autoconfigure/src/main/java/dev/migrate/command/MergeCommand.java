package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.DatabaseMigrations;
import dev.migrate.WrittenView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Merges branches.
 */
@Command(name = "merge", header = "Write a revision that merges branches.",
		description = "Lists the tables that several branches touch."
				+ " Does not access the database unless REV is relative to current.",
		footer = { "", "Examples: migrate merge",
				"          migrate merge 20260102000000 20260103000000 -m \"merge prices\"" })
class MergeCommand extends WritingCommand {

	@Parameters(paramLabel = "REV", arity = "0..*", description = "The revisions to merge. Default: all heads.")
	private List<String> revisions = new ArrayList<>();

	@Option(names = { "-m", "--message" }, paramLabel = "MESSAGE",
			description = "What the merge is for. Default: what it merges.")
	private @Nullable String message;

	@Option(names = "--depends-on", paramLabel = "REV",
			description = "A revision of another branch that must be applied first.")
	private List<String> dependencies = new ArrayList<>();

	@Mixin
	private PlacementOptions.NameOptions names = new PlacementOptions.NameOptions();

	@Override
	WrittenView write(DatabaseMigrations database) {
		return database.merge(request(this.message, this.names.placement(this.revisions, this.dependencies)));
	}

}
