package dev.migrate.command;

import dev.migrate.DatabaseMigrations;
import dev.migrate.WrittenView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Writes a revision to fill in by hand.
 */
@Command(name = "revision", header = "Write an empty revision to fill in by hand.",
		description = "Does not access the database unless REV is relative to current.",
		footer = { "", "Examples: migrate revision -m \"copy old prices\"",
				"          migrate revision -m \"reports\" --head base --branch-label reports" })
class RevisionCommand extends WritingCommand {

	@Option(names = { "-m", "--message" }, paramLabel = "MESSAGE", required = true,
			description = "What the revision is for.")
	private String message = "";

	@Mixin
	private PlacementOptions placement = new PlacementOptions();

	@Override
	WrittenView write(DatabaseMigrations database) {
		return database.revision(request(this.message, this.placement.placement()));
	}

}
