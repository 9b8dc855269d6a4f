package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * What to generate.
 *
 * @param message what the revision is for
 * @param author who writes it; {@code null} for the user of the machine
 * @param format the format of the file; {@code null} for the configured one
 * @param answers what the comparison cannot know
 * @param placement where the revision goes among the others
 * @param basis what the entities are compared with
 * @param dryRun whether to write nothing and return what would be written
 */
public record GenerateRequest(String message, @Nullable String author, @Nullable ChangelogFormat format,
		Answers answers, Placement placement, Basis basis, boolean dryRun) {

	/**
	 * Create a request for a revision on the one head of the changelog, which brings the
	 * database to what the entities ask for.
	 * @param message what the revision is for
	 * @param author who writes it; {@code null} for the configured one
	 * @param format the format of the file; {@code null} for the configured one
	 * @param answers what the comparison cannot know
	 * @param dryRun whether to write nothing and return what would be written
	 */
	public GenerateRequest(String message, @Nullable String author, @Nullable ChangelogFormat format, Answers answers,
			boolean dryRun) {
		this(message, author, format, answers, Placement.NONE, Basis.DATABASE, dryRun);
	}

	/**
	 * Return this request with another basis.
	 * @param basis what the entities are compared with
	 * @return the changed copy
	 */
	public GenerateRequest from(Basis basis) {
		return new GenerateRequest(this.message, this.author, this.format, this.answers, this.placement, basis,
				this.dryRun);
	}

}
