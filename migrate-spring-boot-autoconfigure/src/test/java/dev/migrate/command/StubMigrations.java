package dev.migrate.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.migrate.AdoptRequest;
import dev.migrate.Answers;
import dev.migrate.BaselineView;
import dev.migrate.BranchView;
import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.ChangesetView;
import dev.migrate.CheckView;
import dev.migrate.ComparisonView;
import dev.migrate.EnsureVersionView;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.InitView;
import dev.migrate.MigrationListener;
import dev.migrate.Migrations;
import dev.migrate.MoveRequest;
import dev.migrate.MovedView;
import dev.migrate.RenamesUnansweredException;
import dev.migrate.RenamesUnansweredException.Question;
import dev.migrate.RevisionRequest;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.ScriptView;
import dev.migrate.StampRequest;
import dev.migrate.StampView;
import dev.migrate.StatusView;
import dev.migrate.TemplatesView;
import dev.migrate.TemplatesView.TemplateView;
import dev.migrate.WrittenView;
import org.jspecify.annotations.Nullable;

/**
 * A front door with a changelog of two revisions, of which one is applied.
 */
class StubMigrations extends Migrations {

	static final RevisionView FIRST = new RevisionView("20260101000000", "create product", List.of(),
			List.of("20260102000000"), List.of(), List.of(), "db/changelog/versions/20260101000000_create_product.yaml",
			RevisionState.APPLIED, false, true, Instant.parse("2026-01-01T10:00:00Z"), "safe",
			List.of(new ChangesetView("20260101000000.1", "ann",
					"db/changelog/versions/20260101000000_create_product.yaml", "create table product", "safe",
					RevisionState.APPLIED, Instant.parse("2026-01-01T10:00:00Z"), 1, "5089264829", "9:abc", null)));

	static final RevisionView SECOND = new RevisionView("20260102000000", "add price", List.of("20260101000000"),
			List.of(), List.of(), List.of(), "db/changelog/versions/20260102000000_add_price.yaml",
			RevisionState.PENDING, true, false, null, null, List.of());

	final List<String> calls = new ArrayList<>();

	List<String> databases = List.of("main");

	List<ChangeView> changes = List.of();

	List<LeftAloneView> leftAlone = List.of();

	List<String> notes = List.of();

	@Nullable ComparisonView changelog;

	@Nullable ComparisonView drift;

	List<String> losses = List.of();

	List<RevisionView> moved = List.of();

	List<RevisionView> unstamped = List.of();

	List<String> left = List.of();

	List<String> created = List.of();

	String sql = "";

	List<String> heads = List.of("20260102000000");

	List<String> pending = List.of();

	List<Question> questions = List.of();

	List<String> divergence = List.of();

	List<RevisionView> revisions = List.of(FIRST, SECOND);

	List<BranchView> branches = List.of();

	List<Path> files = List.of();

	boolean compared = true;

	@Nullable Supplier<RuntimeException> failure;

	StubMigrations() {
		super(List.of());
	}

	@Override
	public void fillInProcessDatabase(String database) {
	}

	@Override
	public List<String> databases() {
		return this.databases;
	}

	@Override
	public InitView init(String database, boolean dryRun) {
		called("init", database, dryRun);
		return new InitView(database, List.of(Path.of("db/changelog/versions")),
				List.of(Path.of("db/changelog/db.changelog-master.yaml")), List.of(Path.of("db/changelog/old.xml")),
				List.of("Add this line by hand."), null);
	}

	@Override
	public InitView adopt(String database, AdoptRequest request) {
		called("adopt", database, request);
		Path file = Path.of("versions/20260103000000_baseline.yaml");
		return new InitView(database, List.of(Path.of("db.changelog-master.yaml")), List.of(), List.of(), List.of(),
				new BaselineView("20260103000000", "baseline", file, "databaseChangeLog:\n", 12, 3, "2.1",
						List.of("Not in the baseline: view cheap."), List.of("Remove Flyway.", "Stamp the others.")));
	}

	@Override
	public InitView init(String database, String template, boolean dryRun) {
		called("init", database, template, dryRun);
		return new InitView(database, List.of(Path.of("db/changelog/versions")), List.of(), List.of(), List.of(), null);
	}

	@Override
	public TemplatesView templates(String database) {
		return new TemplatesView(database,
				List.of(new TemplateView("yaml", "In YAML."), new TemplateView("xml", "In XML.")));
	}

	@Override
	public GeneratedView generate(String database, GenerateRequest request) {
		called("generate", database, request);
		Answers answers = request.answers();
		List<Question> agreed = this.questions.stream()
			.filter((question) -> answers.renames().contains(question.answer()))
			.toList();
		List<Question> open = this.questions.stream()
			.filter((question) -> agreed.stream().noneMatch(question::excludes))
			.toList();
		if (!answers.noRename() && !open.isEmpty()) {
			throw new RenamesUnansweredException(open);
		}
		if (this.changes.isEmpty()) {
			return new GeneratedView(database, null, null, null, this.changes, this.leftAlone, this.notes);
		}
		return new GeneratedView(database, "20260103000000", Path.of("versions/20260103000000_x.yaml"),
				"databaseChangeLog:\n- é\n", this.changes, this.leftAlone, this.notes);
	}

	@Override
	public WrittenView revision(String database, RevisionRequest request) {
		called("revision", database, request);
		return new WrittenView(database, "20260103000000", "by hand", List.of("20260102000000"), List.of(), List.of(),
				Path.of("versions/20260103000000_by_hand.yaml"), "databaseChangeLog:\n- é\n", this.notes);
	}

	@Override
	public WrittenView merge(String database, RevisionRequest request) {
		called("merge", database, request);
		return new WrittenView(database, "20260103000000", "Merge a and b", List.of("a", "b"), List.of(), List.of(),
				Path.of("versions/20260103000000_merge_a_and_b.yaml"), "databaseChangeLog:\n- é\n", this.notes);
	}

	@Override
	public void runHooks(String database, Path file, PrintStream output) {
		this.calls.add("hooks " + database + " " + file);
		output.println("Running hook 'x' … done");
	}

	@Override
	public MovedView upgrade(String database, MoveRequest request, MigrationListener listener) {
		called("upgrade", database, words(request));
		tell(request, listener);
		return new MovedView(database, List.of(), List.of("20260102000000"), this.moved, List.of());
	}

	@Override
	public MovedView downgrade(String database, MoveRequest request, MigrationListener listener) {
		called("downgrade", database, words(request));
		tell(request, listener);
		return new MovedView(database, List.of("20260102000000"), List.of(), this.moved, this.losses);
	}

	@Override
	public StampView stamp(String database, StampRequest request) {
		called("stamp", database, String.join(" ", request.revisions()), request.tag(), request.purge(),
				request.dryRun());
		return new StampView(database, List.of(), List.of("20260102000000"), this.moved, this.unstamped, this.left,
				request.purge() ? 3 : 0);
	}

	@Override
	public EnsureVersionView ensureVersion(String database) {
		called("ensureVersion", database);
		return new EnsureVersionView(database, this.created);
	}

	@Override
	public ScriptView upgradeSql(String database, String revisions, @Nullable String tag) {
		return script("upgradeSql", database, revisions, tag);
	}

	@Override
	public ScriptView downgradeSql(String database, String revisions, @Nullable String tag) {
		return script("downgradeSql", database, revisions, tag);
	}

	@Override
	public ScriptView stampSql(String database, List<String> revisions, @Nullable String tag) {
		return script("stampSql", database, String.join(" ", revisions), tag);
	}

	@Override
	public ScriptView ensureVersionSql(String database) {
		return script("ensureVersionSql", database);
	}

	private ScriptView script(String method, @Nullable Object... arguments) {
		called(method, arguments);
		return new ScriptView("main", List.of(), List.of("20260102000000"), List.of("20260102000000"), this.losses,
				this.sql);
	}

	private void tell(MoveRequest request, MigrationListener listener) {
		for (int i = 0; !request.dryRun() && i < this.moved.size(); i++) {
			listener.revisionStarting(this.moved.get(i), i + 1, this.moved.size());
		}
	}

	private static String words(MoveRequest request) {
		return request.revision() + " " + request.dryRun() + ((request.tag() != null) ? " " + request.tag() : "");
	}

	@Override
	public StatusView status(String database) {
		called("status", database);
		return new StatusView(database, List.of("20260101000000"), this.heads, this.revisions);
	}

	@Override
	public String address(String database) {
		return "jdbc:x://host/db?password=***";
	}

	@Override
	public List<RevisionView> history(String database, String range) {
		called("history", database, range);
		return this.revisions.stream().map(StubMigrations::unasked).toList();
	}

	@Override
	public List<RevisionView> heads(String database) {
		called("heads", database);
		return this.revisions.stream().filter(RevisionView::head).toList();
	}

	@Override
	public List<RevisionView> effectiveHeads(String database) {
		return this.revisions.stream().filter(RevisionView::head).limit(1).toList();
	}

	@Override
	public List<BranchView> branches(String database) {
		called("branches", database);
		return this.branches;
	}

	@Override
	public List<RevisionView> show(String database, String revision) {
		called("show", database, revision);
		return this.revisions;
	}

	@Override
	public List<Path> files(String database, String revision) {
		called("files", database, revision);
		return this.files;
	}

	@Override
	public CheckView check(String database) {
		called("check", database);
		return new CheckView(database, this.pending, this.heads, this.divergence, this.compared, this.changes,
				this.leftAlone, this.notes, this.changelog, this.drift);
	}

	private static RevisionView unasked(RevisionView view) {
		return new RevisionView(view.id(), view.message(), view.parents(), view.children(), view.dependencies(),
				view.labels(), view.path(), null, view.head(), false, null, view.risk(), view.changesets());
	}

	private void called(String method, @Nullable Object... arguments) {
		StringBuilder call = new StringBuilder(method);
		for (@Nullable
		Object argument : arguments) {
			call.append(' ').append(argument);
		}
		this.calls.add(call.toString());
		if (this.failure != null) {
			throw this.failure.get();
		}
	}

}
