package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Effects;
import dev.migrate.change.FillColumn;
import dev.migrate.change.Risk;
import dev.migrate.change.SchemaObject;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.GeneratedMark;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.revision.Replacement;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Step;
import dev.migrate.dialect.Step.Action;
import dev.migrate.schema.Schema;

/**
 * Writes changes as a plain Liquibase changelog, with one changeset and rollback for each
 * step. The same changes give the same bytes.
 */
public final class ChangelogWriter {

	private static final String PARAMETER = "${";

	private static final String VALUE = "migrate.value.";

	private static final Node NOTHING = Node.of("empty");

	private final Dialect dialect;

	private final TypedChanges typedChanges;

	/**
	 * Create a writer.
	 * @param dialect the dialect of the product that files are written for
	 */
	public ChangelogWriter(Dialect dialect) {
		this.dialect = dialect;
		this.typedChanges = new TypedChanges(dialect.ddl());
	}

	/**
	 * Write a file.
	 * @param revision the revision
	 * @param changes the changes, in canonical form; empty for a file to fill in by hand
	 * @param format the format
	 * @return the text, with Unix line ends
	 * @throws MigrationFailedException if the format does not support the content
	 */
	public String write(NewRevision revision, Changes changes, ChangelogFormat format) {
		return write(revision, RevisionContent.of(changes, CatalogSchema.of(Schema.EMPTY), this.dialect), format);
	}

	/**
	 * Write a file.
	 * @param revision the revision
	 * @param content the content of the revision
	 * @param format the format
	 * @return the text, with Unix line ends
	 * @throws MigrationFailedException if the format does not support the content
	 */
	public String write(NewRevision revision, RevisionContent content, ChangelogFormat format) {
		Map<String, String> properties = new LinkedHashMap<>(revision.properties());
		List<FillColumn> unfilled = content.unfilled();
		for (FillColumn fill : unfilled) {
			properties.put(VALUE + (unfilled.indexOf(fill) + 1), Placeholder.of(fill));
		}
		ChangelogDocument.Guard guard = guard(revision, content, unfilled);
		List<ChangelogDocument.Entry> entries = new ArrayList<>();
		Replacement replacement = revision.replacement();
		ChangelogDocument.Guard others = ChangelogDocument.Guard.NONE;
		if (replacement != null) {
			if (guard.isPresent() || format == ChangelogFormat.SQL) {
				throw new IllegalArgumentException("A replacement cannot have this content or format");
			}
			entries.add(start(revision, replacement));
			others = new ChangelogDocument.Guard("MARK_RAN", List.of(hasNotRun(replacement.last())), "");
			guard = others;
		}
		for (Step step : content.steps()) {
			entries.add(entry(revision, step, content, unfilled, (step == content.steps().get(0)) ? guard : others,
					entries.size() + 1));
		}
		return new ChangelogDocument(line(revision.message()), List.of(), properties, this.dialect.name(),
				this.dialect.ddl().productCheck(), entries)
			.write(format);
	}

	// A database that has only some of the replaced revisions is neither at the start nor
	// at the end.
	private static ChangelogDocument.Entry start(NewRevision revision, Replacement replacement) {
		Node neverBegun = hasNotRun(replacement.first());
		ChangelogDocument.Guard guard = new ChangelogDocument.Guard("HALT",
				List.of(Node.listOf("or", neverBegun, hasRun(replacement.last()))),
				"The database has some of the revisions that " + line(revision.path()) + " replaces, but not all:"
						+ " upgrade it with a release that still has their files first.");
		return new ChangelogDocument.Entry(revision.id() + ".1", revision.author(), revision.path(), "", guard,
				"begin the revision that replaces " + replacement.paths().size() + " others", List.of(NOTHING),
				List.of(NOTHING), List.of(), List.of(), true);
	}

	private static Node hasNotRun(Changeset changeset) {
		return Node.listOf("not", hasRun(changeset));
	}

	private static Node hasRun(Changeset changeset) {
		return Node.of("changeSetExecuted", "id", changeset.id(), "author", changeset.author(), "changeLogFile",
				changeset.path());
	}

	/**
	 * Return the format in which a revision can be written. Formatted SQL does not
	 * separate the statements of a changeset for a product that runs one at a time.
	 * @param content the content of the revision
	 * @param wanted the requested format
	 * @return the requested format, or YAML instead of formatted SQL
	 */
	public ChangelogFormat formatOf(RevisionContent content, ChangelogFormat wanted) {
		return (wanted == ChangelogFormat.SQL && content.steps().stream().anyMatch(this::isTooLong))
				? ChangelogFormat.YAML : wanted;
	}

	private boolean isTooLong(Step step) {
		return !this.dialect.ddl().takesSeveralStatements()
				&& (step.actions().stream().mapToInt((action) -> action.statements().size()).sum() > 1
						|| step.actions().stream().mapToInt((action) -> action.rollback().size()).sum() > 1);
	}

	private ChangelogDocument.Guard guard(NewRevision revision, RevisionContent content, List<FillColumn> unfilled) {
		List<RowGuard> guards = RowGuard.of(content, this.dialect);
		if (guards.isEmpty()) {
			return ChangelogDocument.Guard.NONE;
		}
		List<String> queries = new ArrayList<>();
		for (RowGuard guard : guards) {
			String query = withoutParameters(guard.query());
			for (FillColumn fill : guard.unfilled()) {
				query = query.replaceFirst(FillColumn.PLACE,
						Matcher.quoteReplacement(value(unfilled.indexOf(fill) + 1)));
			}
			queries.add(query);
		}
		String message = guards.stream()
			.map((guard) -> line(guard.message()))
			.collect(Collectors.joining(". Or ", "Nothing of " + line(revision.path()) + " was run: ", "."));
		return ChangelogDocument.Guard.withoutRows(queries, message);
	}

	private ChangelogDocument.Entry entry(NewRevision revision, Step step, RevisionContent content,
			List<FillColumn> unfilled, ChangelogDocument.Guard guard, int number) {
		List<Change> changes = step.changes();
		Effects effects = this.dialect.effects(content.current());
		List<Risk> risks = changes.stream()
			.flatMap((change) -> content.changes().risks(change, effects).stream())
			.distinct()
			.toList();
		List<Action> rollback = new ArrayList<>(step.actions());
		Collections.reverse(rollback);
		List<Node> change = new ArrayList<>();
		List<Node> back = new ArrayList<>();
		List<String> statements = new ArrayList<>();
		List<String> backStatements = new ArrayList<>();
		for (Action action : step.actions()) {
			List<String> texts = texts(action.statements(), action, unfilled);
			statements.addAll(texts);
			change.addAll(nodes(action, texts, false));
		}
		for (Action action : rollback) {
			List<String> texts = texts(action.rollback(), action, unfilled);
			backStatements.addAll(texts);
			back.addAll(nodes(action, texts, true));
		}
		back.removeIf(NOTHING::equals);
		if (back.isEmpty()) {
			back.add(NOTHING);
		}
		return new ChangelogDocument.Entry(revision.id() + "." + number, revision.author(), revision.path(),
				mark(changes, content.requested(), risks), guard, line(StepComment.of(changes, risks)), change, back,
				statements, backStatements, step.isInTransaction());
	}

	private static String mark(List<Change> changes, Changes requested, List<Risk> risks) {
		Set<SchemaObject> objects = requested.stream()
			.flatMap((change) -> change.creates().stream())
			.collect(Collectors.toSet());
		List<SchemaObject> owned = changes.stream()
			.flatMap((change) -> change.creates().stream())
			.filter(objects::contains)
			.toList();
		return GeneratedMark.of(changes, owned, Risk.Kind.of(risks)).text();
	}

	private List<Node> nodes(Action action, List<String> statements, boolean rollback) {
		Change change = action.changes().get(0);
		// A part of a change, or a change that has more to do than usual, has no type.
		boolean typical = this.dialect.ddl().hasTypedChanges() && action.changes().size() == 1
				&& action.equals(Action.of(change, this.dialect));
		Change reverse = change.reverse();
		Optional<Node> typed = (typical && (!rollback || action.rollback().equals(this.dialect.statements(reverse))))
				? (rollback ? reverse : change).accept(this.typedChanges) : Optional.empty();
		return typed.map(List::of).orElseGet(() -> statements.stream().map(Node::sql).toList());
	}

	private List<String> texts(List<String> statements, Action action, List<FillColumn> unfilled) {
		int place = unfilled.indexOf(action.changes().get(0)) + 1;
		return statements.stream()
			.map((sql) -> withoutParameters(sql).replace(FillColumn.PLACE, value(place)))
			.toList();
	}

	private static String value(int number) {
		return PARAMETER + VALUE + number + "}";
	}

	private String withoutParameters(String sql) {
		// Liquibase would replace it by a system property or environment variable, and
		// has no escape that works everywhere.
		return sql.contains(PARAMETER) ? this.dialect.ddl()
			.withoutParameters(sql)
			.orElseThrow(() -> new MigrationFailedException(ErrorCode.FORMAT_UNSUITABLE,
					"Liquibase would read the ${ in \"" + line(sql) + "\" as a changelog parameter, and "
							+ this.dialect.name() + " has no other notation for it; avoid ${ in the name or text.",
					null))
				: sql;
	}

	static String line(String text) {
		return text.replaceAll("[\\s\\p{Cntrl}]+", " ").replace(PARAMETER, "$ {").strip();
	}

}
