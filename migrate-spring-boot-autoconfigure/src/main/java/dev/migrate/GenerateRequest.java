package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * A request to generate a revision from the entities.
 *
 * @param message the message of the revision
 * @param author the author; {@code null} for the configured one
 * @param format the format of the file; {@code null} for the configured one
 * @param answers the answers of the user
 * @param placement the placement of the revision in the graph
 * @param basis the schema that the entities are compared with
 * @param accepted the accepted differences to generate all the same
 * @param dryRun whether to write nothing and return what would be written
 */
public record GenerateRequest(String message, @Nullable String author, @Nullable ChangelogFormat format,
		Answers answers, Placement placement, Basis basis, IncludeAccepted accepted, boolean dryRun) {

	/**
	 * Create a request for a revision on the only head of the changelog that brings the
	 * database to the schema of the entities.
	 * @param message the message of the revision
	 * @param author the author; {@code null} for the configured one
	 * @param format the format of the file; {@code null} for the configured one
	 * @param answers the answers of the user
	 * @param dryRun whether to write nothing and return what would be written
	 */
	public GenerateRequest(String message, @Nullable String author, @Nullable ChangelogFormat format, Answers answers,
			boolean dryRun) {
		this(message, author, format, answers, Placement.NONE, Basis.DATABASE, IncludeAccepted.NONE, dryRun);
	}

	/**
	 * Return this request with another basis.
	 * @param basis the schema that the entities are compared with
	 * @return the changed copy
	 */
	public GenerateRequest from(Basis basis) {
		return new GenerateRequest(this.message, this.author, this.format, this.answers, this.placement, basis,
				this.accepted, this.dryRun);
	}

	/**
	 * Return this request with other accepted differences.
	 * @param accepted the accepted differences to generate all the same
	 * @return the changed copy
	 */
	public GenerateRequest including(IncludeAccepted accepted) {
		return new GenerateRequest(this.message, this.author, this.format, this.answers, this.placement, this.basis,
				accepted, this.dryRun);
	}

}
