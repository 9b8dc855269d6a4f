package dev.migrate.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.migrate.AcceptedView;
import dev.migrate.AdoptRequest;
import dev.migrate.Answers;
import dev.migrate.BaselineView;
import dev.migrate.BranchCheckView;
import dev.migrate.BranchView;
import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.ChangesetView;
import dev.migrate.CheckRequest;
import dev.migrate.CheckView;
import dev.migrate.ComparisonView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.DowngradeRequest;
import dev.migrate.EnsureVersionView;
import dev.migrate.FindingView;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.InitRequest;
import dev.migrate.InitView;
import dev.migrate.LockState;
import dev.migrate.LockView;
import dev.migrate.MigrationListener;
import dev.migrate.Migrations;
import dev.migrate.MovedView;
import dev.migrate.PlanView;
import dev.migrate.PlanView.PlannedChangesetView;
import dev.migrate.PlanView.PlannedRevisionView;
import dev.migrate.PlanView.PlannedTableView;
import dev.migrate.RenamesUnansweredException;
import dev.migrate.RenamesUnansweredException.Question;
import dev.migrate.RevisionPhase;
import dev.migrate.RevisionRequest;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.ScriptView;
import dev.migrate.StampRequest;
import dev.migrate.StampView;
import dev.migrate.StatusView;
import dev.migrate.TemplatesView;
import dev.migrate.TemplatesView.TemplateView;
import dev.migrate.UpgradeRequest;
import dev.migrate.WrittenView;
import dev.migrate.change.Risk;
import dev.migrate.testing.StubDatabaseMigrations;
import org.jspecify.annotations.Nullable;

/**
 * Stub of {@link Migrations} with two revisions, of which one is applied.
 */
class StubMigrations implements Migrations {

	static final RevisionView FIRST = new RevisionView("20260101000000", "create product", List.of(),
			List.of("20260102000000"), List.of(), List.of(), "db/changelog/versions/20260101000000_create_product.yaml",
			RevisionPhase.BEFORE_START, RevisionState.APPLIED, false, true, Instant.parse("2026-01-01T10:00:00Z"),
			Risk.Kind.SAFE, List.of(),
			List.of(new ChangesetView("20260101000000.1", "ann",
					"db/changelog/versions/20260101000000_create_product.yaml", "create table product", Risk.Kind.SAFE,
					List.of(), RevisionState.APPLIED, Instant.parse("2026-01-01T10:00:00Z"), 1, "5089264829", "9:abc",
					null)));

	static final RevisionView SECOND = new RevisionView("20260102000000", "add price", List.of("20260101000000"),
			List.of(), List.of(), List.of(), "db/changelog/versions/20260102000000_add_price.yaml",
			RevisionPhase.BEFORE_START, RevisionState.PENDING, true, false, null, null, null, List.of());

	final List<String> calls = new ArrayList<>();

	List<String> databases = List.of("main");

	List<ChangeView> changes = List.of();

	List<LeftAloneView> leftAlone = List.of();

	List<String> notes = List.of();

	List<String> unfilled = List.of();

	@Nullable ComparisonView changelog;

	@Nullable ComparisonView drift;

	AcceptedView accepted = AcceptedView.NONE;

	@Nullable BranchCheckView against;

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

	List<FindingView> findings = List.of();

	@Nullable Supplier<RuntimeException> failure;

	@Override
	public List<String> names() {
		return this.databases;
	}

	@Override
	public DatabaseMigrations database(String name) {
		return new Database(name);
	}

	private static RevisionView unasked(RevisionView view) {
		return new RevisionView(view.id(), view.message(), view.parents(), view.children(), view.dependencies(),
				view.labels(), view.path(), view.phase(), null, view.head(), false, null, view.risk(), view.risks(),
				view.changesets());
	}

	private static String words(String revision, boolean dryRun, @Nullable String tag) {
		return revision + " " + dryRun + ((tag != null) ? " " + tag : "");
	}

	private static boolean excludes(Question one, Question other) {
		return one.kind().equals(other.kind()) && (one.from().equals(other.from()) || one.to().equals(other.to()));
	}

	private boolean agrees() {
		return this.pending.isEmpty() && this.heads.size() <= 1 && this.changes.isEmpty() && agrees(this.changelog)
				&& agrees(this.drift);
	}

	private static boolean agrees(@Nullable ComparisonView comparison) {
		return comparison == null || comparison.changes().isEmpty();
	}

	private final class Database extends StubDatabaseMigrations {

		Database(String name) {
			super(name);
		}

		@Override
		public InitView init(InitRequest request) {
			if (request.template() != null) {
				called("init", name(), request.template(), request.dryRun());
				return new InitView(name(), List.of(Path.of("db/changelog/versions")), List.of(), List.of(), List.of(),
						null);
			}
			called("init", name(), request.dryRun());
			return new InitView(name(), List.of(Path.of("db/changelog/versions")),
					List.of(Path.of("db/changelog/db.changelog-master.yaml")), List.of(Path.of("db/changelog/old.xml")),
					List.of("Add this line by hand."), null);
		}

		@Override
		public InitView adopt(AdoptRequest request) {
			called("adopt", name(), request);
			Path file = Path.of("versions/20260103000000_baseline.yaml");
			return new InitView(name(), List.of(Path.of("db.changelog-master.yaml")), List.of(), List.of(), List.of(),
					new BaselineView("20260103000000", "baseline", file, "databaseChangeLog:\n", 12, 3, "2.1", 4,
							Path.of("versions-accepted-differences.jsonl"), List.of("Not in the baseline: view cheap."),
							List.of("Remove Flyway.", "Stamp the others.")));
		}

		@Override
		public TemplatesView templates() {
			return new TemplatesView(name(),
					List.of(new TemplateView("yaml", "In YAML."), new TemplateView("xml", "In XML.")));
		}

		@Override
		public GeneratedView generate(GenerateRequest request) {
			called("generate", name(), request);
			Answers answers = request.answers();
			List<Question> agreed = StubMigrations.this.questions.stream()
				.filter((question) -> answers.renames().contains(question.answer()))
				.toList();
			List<Question> open = StubMigrations.this.questions.stream()
				.filter((question) -> agreed.stream().noneMatch((other) -> excludes(question, other)))
				.toList();
			if (!answers.noRename() && !open.isEmpty()) {
				throw new RenamesUnansweredException(open);
			}
			if (StubMigrations.this.changes.isEmpty()) {
				return new GeneratedView(name(), null, null, null, StubMigrations.this.changes,
						StubMigrations.this.leftAlone, StubMigrations.this.notes, List.of(),
						StubMigrations.this.accepted.unlisted());
			}
			return new GeneratedView(name(), "20260103000000", Path.of("versions/20260103000000_x.yaml"),
					"databaseChangeLog:\n- é\n", StubMigrations.this.changes, StubMigrations.this.leftAlone,
					StubMigrations.this.notes, StubMigrations.this.unfilled, StubMigrations.this.accepted.unlisted());
		}

		@Override
		public WrittenView revision(RevisionRequest request) {
			called("revision", name(), request);
			return new WrittenView(name(), "20260103000000", "by hand", List.of("20260102000000"), List.of(), List.of(),
					Path.of("versions/20260103000000_by_hand.yaml"), "databaseChangeLog:\n- é\n",
					StubMigrations.this.notes);
		}

		@Override
		public WrittenView merge(RevisionRequest request) {
			called("merge", name(), request);
			return new WrittenView(name(), "20260103000000", "Merge a and b", List.of("a", "b"), List.of(), List.of(),
					Path.of("versions/20260103000000_merge_a_and_b.yaml"), "databaseChangeLog:\n- é\n",
					StubMigrations.this.notes);
		}

		@Override
		public void runHooks(Path file, PrintStream output) {
			StubMigrations.this.calls.add("hooks " + name() + " " + file);
			output.println("Running hook 'x' … done");
		}

		@Override
		public MovedView upgrade(UpgradeRequest request, MigrationListener listener) {
			PlanView plan = request.plan();
			called("upgrade", name(), words(request.revision(), request.dryRun(), request.tag())
					+ ((plan != null) ? " by " + plan.history() : "") + (request.changesAccepted() ? " accepted" : ""));
			tell(request.dryRun(), listener);
			return new MovedView(name(), List.of(), List.of("20260102000000"), StubMigrations.this.moved, List.of(),
					List.of());
		}

		@Override
		public MovedView downgrade(DowngradeRequest request, MigrationListener listener) {
			called("downgrade", name(), words(request.revision(), request.dryRun(), request.tag()));
			tell(request.dryRun(), listener);
			return new MovedView(name(), List.of("20260102000000"), List.of(), StubMigrations.this.moved,
					StubMigrations.this.losses, List.of());
		}

		@Override
		public StampView stamp(StampRequest request) {
			called("stamp", name(), String.join(" ", request.revisions()), request.tag(), request.purge(),
					request.dryRun());
			return new StampView(name(), List.of(), List.of("20260102000000"), StubMigrations.this.moved,
					StubMigrations.this.unstamped, StubMigrations.this.left, request.purge() ? 3 : 0);
		}

		@Override
		public PlanView plan(String revision) {
			called("plan", name() + " " + revision);
			PlannedChangesetView changeset = new PlannedChangesetView("20260102000000.1", "ann", SECOND.path(), "9:def",
					"89ab", "ALTER TABLE product ADD price INTEGER;\n");
			return new PlanView(name(), revision, "H2", "2.4.240", List.of("20260101000000"), List.of("20260102000000"),
					"0123abcd",
					List.of(new PlannedRevisionView(SECOND.id(), SECOND.message(), SECOND.path(), Risk.Kind.MAY_FAIL,
							List.of(changeset))),
					List.of(new PlannedTableView("product", "4567cdef")), StubMigrations.this.findings);
		}

		@Override
		public LockView releaseLock(boolean unproved) {
			called("releaseLock", name() + " " + unproved);
			return new LockView(name(), LockState.ABANDONED, "node-7 (10.0.0.7)", 4711L,
					Instant.parse("2026-01-01T10:00:00Z"), "process 4711 on node-7 (10.0.0.7)", true);
		}

		@Override
		public EnsureVersionView ensureVersion() {
			called("ensureVersion", name());
			return new EnsureVersionView(name(), StubMigrations.this.created);
		}

		@Override
		public ScriptView upgradeSql(String revisions, @Nullable String tag) {
			return script("upgradeSql", name(), revisions, tag);
		}

		@Override
		public ScriptView downgradeSql(String revisions, @Nullable String tag) {
			return script("downgradeSql", name(), revisions, tag);
		}

		@Override
		public ScriptView stampSql(List<String> revisions, @Nullable String tag) {
			return script("stampSql", name(), String.join(" ", revisions), tag);
		}

		@Override
		public ScriptView ensureVersionSql() {
			return script("ensureVersionSql", name());
		}

		private ScriptView script(String method, @Nullable Object... arguments) {
			called(method, arguments);
			return new ScriptView("main", List.of(), List.of("20260102000000"), List.of("20260102000000"),
					StubMigrations.this.losses, StubMigrations.this.sql);
		}

		private void tell(boolean dryRun, MigrationListener listener) {
			for (int i = 0; !dryRun && i < StubMigrations.this.moved.size(); i++) {
				listener.revisionStarting(StubMigrations.this.moved.get(i), i + 1, StubMigrations.this.moved.size());
			}
		}

		@Override
		public StatusView status() {
			called("status", name());
			return new StatusView(name(), List.of("20260101000000"), StubMigrations.this.heads,
					StubMigrations.this.revisions);
		}

		@Override
		public String address() {
			return "jdbc:x://host/db?password=***";
		}

		@Override
		public List<RevisionView> history(String range) {
			called("history", name(), range);
			return StubMigrations.this.revisions.stream().map(StubMigrations::unasked).toList();
		}

		@Override
		public List<RevisionView> heads() {
			called("heads", name());
			return StubMigrations.this.revisions.stream().filter(RevisionView::head).toList();
		}

		@Override
		public List<RevisionView> effectiveHeads() {
			return StubMigrations.this.revisions.stream().filter(RevisionView::head).limit(1).toList();
		}

		@Override
		public List<BranchView> branches() {
			called("branches", name());
			return StubMigrations.this.branches;
		}

		@Override
		public List<RevisionView> show(String revision) {
			called("show", name(), revision);
			return StubMigrations.this.revisions;
		}

		@Override
		public List<Path> files(String revision) {
			called("files", name(), revision);
			return StubMigrations.this.files;
		}

		@Override
		public CheckView check(CheckRequest request) {
			called("check", name(), request);
			return new CheckView(name(), StubMigrations.this.pending, StubMigrations.this.heads,
					StubMigrations.this.divergence, StubMigrations.this.compared, StubMigrations.this.changes,
					StubMigrations.this.leftAlone, StubMigrations.this.notes, StubMigrations.this.changelog,
					StubMigrations.this.drift, StubMigrations.this.accepted, StubMigrations.this.against,
					StubMigrations.this.agrees());
		}

		private void called(String method, @Nullable Object... arguments) {
			StringBuilder call = new StringBuilder(method);
			for (@Nullable
			Object argument : arguments) {
				call.append(' ').append(argument);
			}
			StubMigrations.this.calls.add(call.toString());
			if (StubMigrations.this.failure != null) {
				throw StubMigrations.this.failure.get();
			}
		}

	}

}
