package dev.migrate.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.RevisionRequest;
import dev.migrate.WrittenView;
import dev.migrate.authoring.placement.NewRevisions;
import dev.migrate.authoring.placement.NewRevisions.Place;
import dev.migrate.authoring.placement.RevisionFiles;
import dev.migrate.authoring.placement.RevisionFiles.Written;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.Divergence;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.write.EmptyRevision;

/**
 * Writes empty revisions and merges.
 */
public final class EmptyRevisions {

	private static final int NAMED = 5;

	private final ManagedDatabase database;

	private final NewRevisions revisions;

	private final Changelog changelog;

	public EmptyRevisions(ManagedDatabase database, NewRevisions revisions, Changelog changelog) {
		this.database = database;
		this.revisions = revisions;
		this.changelog = changelog;
	}

	public WrittenView revision(RevisionRequest request) {
		this.revisions.refuseUnknownFiles();
		Place place = this.revisions.next(request.placement());
		List<String> hints = List.of(
				"Edit this file before it is applied: replace \"empty\" with the change, and the \"empty\" under"
						+ " \"rollback\" with its reversal.",
				"Write one change per changeset; the next ids are " + place.id() + ".2, " + place.id() + ".3.");
		String message = (request.message() != null) ? normalized(request.message()) : "";
		return write(place, message, request, hints, List.of());
	}

	public WrittenView merge(RevisionRequest request) {
		this.revisions.refuseUnknownFiles();
		Place place = this.revisions.merge(request.placement());
		List<String> hints = List
			.of("This revision merges branches, and can stay empty. If they conflict, replace \"empty\" with the"
					+ " change that resolves the conflict, and the \"empty\" under \"rollback\" with its reversal.");
		String message = (request.message() != null) ? normalized(request.message())
				: "Merge " + names(place.parents());
		return write(place, message, request, hints, Divergence.of(this.changelog, place.parents()).notes());
	}

	private static String normalized(String message) {
		if (message.isBlank()) {
			throw new CannotProceedException(ErrorCode.USAGE,
					"The message is empty: specify with -m what the revision is for.");
		}
		return message;
	}

	private WrittenView write(Place place, String message, RevisionRequest request, List<String> hints,
			List<String> notes) {
		ChangelogFormat wanted = Objects.requireNonNullElse(request.format(), this.database.format());
		ChangelogFormat format = EmptyRevision.formatOf(wanted);
		String fileName = this.revisions.fileName(place, message, format);
		NewRevision revision = this.revisions.revision(place, message, request.author(), fileName);
		String content = EmptyRevision.write(revision, hints, format);
		RevisionFiles files = new RevisionFiles(this.database.files(), this.changelog,
				() -> Changelog.parse(this.database.target().source(null)));
		Written file = request.dryRun() ? files.plan(place, fileName) : files.write(place, fileName, content);
		List<String> all = new ArrayList<>(notes);
		all.addAll(file.notes());
		if (format != wanted) {
			all.add("The file is in YAML: Liquibase's formatted SQL does not allow changesets without SQL.");
		}
		return new WrittenView(this.database.name(), revision.id(), revision.message(), revision.parents(),
				revision.dependencies(), revision.labels(), file.file(), content, all);
	}

	private static String names(List<Revision> parents) {
		List<String> ids = parents.stream().map(Revision::id).toList();
		String last = (ids.size() > NAMED) ? (ids.size() - NAMED) + " more" : ids.get(ids.size() - 1);
		return ids.stream().limit(Math.min(NAMED, ids.size() - 1)).collect(Collectors.joining(", ")) + " and " + last;
	}

}
