package dev.migrate.service;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import dev.migrate.AdoptDriftRequest;
import dev.migrate.AdoptRequest;
import dev.migrate.Basis;
import dev.migrate.BranchView;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.CheckRequest;
import dev.migrate.CheckView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.DoctorView;
import dev.migrate.DowngradeRequest;
import dev.migrate.EnsureVersionView;
import dev.migrate.ErrorCode;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.IgnoredDriftView;
import dev.migrate.InitRequest;
import dev.migrate.InitView;
import dev.migrate.LockView;
import dev.migrate.MigrationListener;
import dev.migrate.MovedView;
import dev.migrate.Placement;
import dev.migrate.PlanView;
import dev.migrate.RevertDriftRequest;
import dev.migrate.RevertedDriftView;
import dev.migrate.ReviseRequest;
import dev.migrate.RevisedView;
import dev.migrate.RevisionRequest;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.RunView;
import dev.migrate.ScratchMigrations;
import dev.migrate.ScriptView;
import dev.migrate.Secrets;
import dev.migrate.SquashRequest;
import dev.migrate.SquashedView;
import dev.migrate.StampRequest;
import dev.migrate.StampView;
import dev.migrate.StatusView;
import dev.migrate.TemplatesView;
import dev.migrate.UpgradeRequest;
import dev.migrate.WrittenView;
import dev.migrate.authoring.BranchCheck;
import dev.migrate.authoring.Drift;
import dev.migrate.authoring.EmptyRevisions;
import dev.migrate.authoring.Generation;
import dev.migrate.authoring.Hooks;
import dev.migrate.authoring.InitViews;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.NewestRevision;
import dev.migrate.authoring.ScratchChangelog;
import dev.migrate.authoring.Squash;
import dev.migrate.authoring.Templates;
import dev.migrate.authoring.ThreeWayCheck;
import dev.migrate.authoring.adoption.Adoption;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.authoring.placement.NewRevisions;
import dev.migrate.authoring.placement.RevisionFiles;
import dev.migrate.authoring.placement.RevisionFiles.PreparedFile;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.Divergence;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.changelog.revision.RevisionRange;
import dev.migrate.diagnosis.ApplicationFacts;
import dev.migrate.diagnosis.Doctor;
import dev.migrate.diagnosis.Preflight;
import dev.migrate.run.DowngradePlan;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.LockRelease;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationRunner.Upgrade;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RevisionViews;
import dev.migrate.run.RunOptions;
import dev.migrate.run.Session;
import dev.migrate.run.Stamp;
import dev.migrate.run.Stamper;
import dev.migrate.run.TouchedSchema;
import dev.migrate.run.UpgradePlan;
import dev.migrate.run.script.Script;
import dev.migrate.run.script.Scripts;
import dev.migrate.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Default implementation of {@link DatabaseMigrations}: turns requests into calls of the
 * packages that do the work, and their results into views.
 */
public final class DefaultDatabaseMigrations implements DatabaseMigrations {

	private final ManagedDatabase managed;

	private final Preparation preparation;

	private final ApplicationFacts application;

	/**
	 * Create the operations on a database of an application of which nothing is known.
	 * @param managed the database
	 * @param preparation prepares the database before an operation depends on its state
	 */
	public DefaultDatabaseMigrations(ManagedDatabase managed, Preparation preparation) {
		this(managed, preparation, ApplicationFacts.NONE);
	}

	/**
	 * Create the operations on a database.
	 * @param managed the database
	 * @param preparation prepares the database before an operation depends on its state
	 * @param application what a diagnosis asks about the application
	 */
	public DefaultDatabaseMigrations(ManagedDatabase managed, Preparation preparation, ApplicationFacts application) {
		this.managed = managed;
		this.preparation = preparation;
		this.application = application;
	}

	@Override
	public String name() {
		return this.managed.name();
	}

	@Override
	public String address() {
		return DatabaseAccess.connect(target(), (connection) -> Secrets.mask(connection.getMetaData().getURL()));
	}

	@Override
	public InitView init(InitRequest request) {
		this.managed.files().refuseWithoutSources();
		if (request.template() != null) {
			return new Templates(this.managed).init(request.template(), request.dryRun());
		}
		ChangelogFiles files = this.managed.files();
		return InitViews.of(name(), request.dryRun() ? files.planInit() : files.init(), files.locations(), List.of());
	}

	@Override
	public TemplatesView templates() {
		return new Templates(this.managed).list();
	}

	@Override
	public InitView adopt(AdoptRequest request) {
		hooks().validate();
		return new Adoption(this.managed, this.managed.files(), Clock.systemUTC()).adopt(request);
	}

	@Override
	public GeneratedView generate(GenerateRequest request) {
		this.preparation.prepare();
		Schema entities = entities();
		if (request.basis() == Basis.CHANGELOG) {
			try (ScratchChangelog scratch = ScratchChangelog.open(this.managed, entities)) {
				MigrationStatus replayed = scratch.replay((changeset) -> true);
				return generate(scratch.managed(), replayed, Comparison.withoutViews(target(), entities), request);
			}
		}
		return generate(this.managed, MigrationStatus.of(target()), entities, request);
	}

	private Schema entities() {
		return this.managed.entities()
			.get()
			.orElseThrow(() -> new CannotProceedException(ErrorCode.ENTITIES_MISSING,
					"There are no entities to compare with: this application has no EntityManagerFactory for '" + name()
							+ "'. Write the revision by hand."));
	}

	private GeneratedView generate(ManagedDatabase database, MigrationStatus status, Schema entities,
			GenerateRequest request) {
		rejectContradiction(status);
		rejectUnlessAtHead(status);
		hooks().validate();
		NewRevisions revisions = newRevisions(database, status.changelog(), status::applied);
		return new Generation(database, status, revisions).generate(entities, request);
	}

	@Override
	public RevisedView revise(ReviseRequest request, MigrationListener listener) {
		this.managed.files().refuseWithoutSources();
		this.preparation.prepare();
		Schema entities = entities();
		MigrationStatus status = MigrationStatus.of(target());
		rejectContradiction(status);
		hooks().validate();
		NewestRevision newest = NewestRevision.of(this.managed, status);
		GeneratedView generated = regenerate(entities, newest, request);
		Path file = generated.file();
		String content = generated.content();
		if (file == null || content == null) {
			throw new CannotProceedException(ErrorCode.REVISION_NOT_REVISABLE,
					"The entities are as they were before revision " + newest.revision()
							+ ", so that nothing is left of it. Undo it with downgrade, and delete " + newest.file()
							+ ".");
		}
		DowngradePlan plan = newest.applied() ? runner().planDowngrade("-1") : null;
		if (plan != null
				&& !plan.undone().stream().filter(Revision::isStep).toList().equals(List.of(newest.revision()))) {
			throw new CannotProceedException(ErrorCode.DATABASE_CHANGED,
					"The database '" + name() + "' has changed meanwhile; start again. Nothing was changed.");
		}
		Path former = request.dryRun() ? null : replace(newest, file, content, plan, listener);
		return new RevisedView(name(), newest.revision().id(), file, content, generated.changes(),
				generated.leftAlone(), generated.notes(), generated.unfilled(), generated.accepted(), plan != null,
				(plan != null) ? plan.losses() : List.of(), former);
	}

	private Path replace(NewestRevision newest, Path file, String content, @Nullable DowngradePlan plan,
			MigrationListener listener) {
		// What cannot be written has to be known before anything is undone.
		PreparedFile prepared = RevisionFiles.prepare(newest.file(), file, content);
		boolean replaced = false;
		try {
			if (plan != null) {
				listener.downgradeStarting(view(plan));
				runner().downgrade(plan, new RunOptions(null, listener));
			}
			prepared.replace();
			replaced = true;
			return prepared.copy();
		}
		finally {
			if (!replaced) {
				prepared.discard();
			}
		}
	}

	private GeneratedView regenerate(Schema entities, NewestRevision newest, ReviseRequest request) {
		Revision revision = newest.revision();
		GenerateRequest generation = new GenerateRequest(
				Objects.requireNonNullElse(request.message(), Objects.requireNonNullElse(revision.message(), "")),
				revision.changesets().get(0).author(),
				ChangelogFormat.of(newest.file().getFileName().toString()).orElse(null), request.answers(),
				Placement.NONE, Basis.CHANGELOG, request.accepted(), true);
		try (ScratchChangelog scratch = ScratchChangelog.open(this.managed, entities)) {
			MigrationStatus before = scratch.replay((changeset) -> !revision.changesets().contains(changeset));
			NewRevisions revisions = newRevisions(scratch.managed(), before.changelog(), before::applied);
			return new Generation(scratch.managed(), before, revisions)
				.regenerate(Comparison.withoutViews(target(), entities), generation, newest);
		}
	}

	@Override
	public SquashedView squash(SquashRequest request) {
		this.managed.files().refuseWithoutSources();
		this.preparation.prepare();
		MigrationStatus status = MigrationStatus.of(target());
		rejectContradiction(status);
		hooks().validate();
		List<Revision> range = RevisionRange.parse(request.range(), status.graph(), status.applied()).revisions();
		NewRevisions revisions = newRevisions(this.managed, status.changelog(), status::applied);
		return new Squash(this.managed, status, revisions, range).squash(request);
	}

	@Override
	public GeneratedView adoptDrift(AdoptDriftRequest request) {
		this.managed.files().refuseWithoutSources();
		hooks().validate();
		MigrationStatus status = statusAtHead();
		return new Drift(this.managed, status).adopt(request,
				newRevisions(this.managed, status.changelog(), status::applied));
	}

	@Override
	public RevertedDriftView revertDrift(RevertDriftRequest request) {
		return new Drift(this.managed, applied()).revert(request);
	}

	@Override
	public IgnoredDriftView ignoreDrift(boolean dryRun) {
		return new Drift(this.managed, applied()).ignore(dryRun);
	}

	private MigrationStatus statusAtHead() {
		MigrationStatus status = applied();
		rejectUnlessAtHead(status);
		return status;
	}

	// Drift is a difference from what is applied, whatever is pending.
	private MigrationStatus applied() {
		this.preparation.prepare();
		MigrationStatus status = MigrationStatus.of(target());
		rejectContradiction(status);
		return status;
	}

	@Override
	public WrittenView revision(RevisionRequest request) {
		return emptyRevisions().revision(request);
	}

	@Override
	public WrittenView merge(RevisionRequest request) {
		return emptyRevisions().merge(request);
	}

	@Override
	public void runHooks(Path file, PrintStream output) {
		hooks().validate();
		hooks().run(file, output);
	}

	@Override
	public MovedView upgrade(UpgradeRequest request, MigrationListener listener) {
		rejectRange(request.revision());
		PlanView approved = request.plan();
		UpgradePlan.Check same = (approved != null) ? (now, session) -> rejectUnlessSame(approved, now, session) : null;
		UpgradePlan.Check before = (now, session) -> {
			if (same != null) {
				same.check(now, session);
			}
			preflight().rejectImpossible(now, session, request.changesAccepted());
		};
		RunOptions options = new RunOptions(request.tag(), listener, before, same);
		return view(request.dryRun() ? runner().planUpgrade(request.revision(), options)
				: runner().upgrade(request.revision(), options));
	}

	private void rejectUnlessSame(PlanView approved, UpgradePlan now, Session session) {
		Planning.rejectUnlessSame(approved, new Planning(target(), approved.target()).describe(now,
				new TouchedSchema(now, session), session, List.of()));
	}

	@Override
	public PlanView plan(String revision) {
		rejectRange(revision);
		try (Session session = Session.open(target())) {
			UpgradePlan plan = UpgradePlan.of(session, revision);
			TouchedSchema touched = new TouchedSchema(plan, session);
			return new Planning(target(), revision).describe(plan, touched, session,
					preflight().examine(plan, touched, session));
		}
	}

	private Preflight preflight() {
		return new Preflight(this.managed, this.application);
	}

	private MovedView view(Upgrade upgrade) {
		return new MovedView(name(), ids(upgrade.from()), ids(upgrade.to()),
				RevisionViews.of(upgrade.revisions(), upgrade.graph(), RevisionState.APPLIED), List.of(), List.of());
	}

	@Override
	public MovedView downgrade(DowngradeRequest request, MigrationListener listener) {
		rejectRange(request.revision());
		this.preparation.prepare();
		DowngradePlan plan = runner().planDowngrade(request.revision());
		MovedView planned = view(plan);
		rejectUnlessAgreed(request, plan);
		if (!request.dryRun()) {
			listener.downgradeStarting(planned);
			runner().downgrade(plan, new RunOptions(request.tag(), listener));
		}
		return planned;
	}

	@Override
	public StampView stamp(StampRequest request) {
		request.revisions().forEach(DefaultDatabaseMigrations::rejectRange);
		this.preparation.prepare();
		Stamper stamper = new Stamper(target());
		Stamper.Way way = request.purge() ? Stamper.Way.PURGE : Stamper.Way.KEEP;
		Stamp stamp = request.dryRun() ? stamper.plan(request.revisions(), way)
				: stamper.stamp(request.revisions(), way, request.tag());
		return new StampView(name(), ids(stamp.from()), ids(stamp.to()),
				RevisionViews.of(stamp.added(), stamp.graph(), RevisionState.APPLIED),
				RevisionViews.of(stamp.removed(), stamp.graph(), RevisionState.PENDING),
				stamp.left().stream().map((row) -> row.path() + "::" + row.id() + "::" + row.author()).toList(),
				stamp.purged());
	}

	@Override
	public EnsureVersionView ensureVersion() {
		return new EnsureVersionView(name(), HistoryTables.create(target()));
	}

	@Override
	public LockView releaseLock(boolean unproved) {
		return LockRelease.of(target(), unproved);
	}

	@Override
	public ScriptView upgradeSql(String revisions, @Nullable String tag) {
		return view(scripts().upgrade(revisions, tag));
	}

	@Override
	public ScriptView downgradeSql(String revisions, @Nullable String tag) {
		prepareUnlessRange(List.of(revisions));
		return view(scripts().downgrade(revisions, tag));
	}

	@Override
	public ScriptView stampSql(List<String> revisions, @Nullable String tag) {
		prepareUnlessRange(revisions);
		return view(scripts().stamp(revisions, tag));
	}

	@Override
	public ScriptView ensureVersionSql() {
		return view(scripts().ensureVersion());
	}

	@Override
	public ScratchMigrations scratch() {
		return DefaultScratchMigrations.open(this.managed);
	}

	@Override
	public DoctorView doctor() {
		return new Doctor(this.managed, this.application, Clock.systemDefaultZone()).examine();
	}

	@Override
	public StatusView status() {
		this.preparation.prepare();
		MigrationStatus status = MigrationStatus.of(target());
		List<RevisionView> revisions = new ArrayList<>();
		status.revisions().forEach((revision) -> revisions.add(RevisionViews.of(revision, status, this.managed.log())));
		revisions.addAll(RevisionViews.missing(status));
		return new StatusView(name(), ids(status.current()), ids(status.heads()), List.copyOf(revisions));
	}

	@Override
	public Optional<RunView> run() {
		return this.managed.log().run();
	}

	@Override
	public List<RevisionView> history(String range) {
		return lookup(RevisionRange.needsDatabase(range)).range(range);
	}

	@Override
	public List<RevisionView> heads() {
		return RevisionLookup.inChangelog(this.managed).heads();
	}

	@Override
	public List<RevisionView> effectiveHeads() {
		return RevisionLookup.inChangelog(this.managed).effectiveHeads();
	}

	@Override
	public List<BranchView> branches() {
		return RevisionLookup.inChangelog(this.managed).branches();
	}

	@Override
	public List<RevisionView> show(String revision) {
		return lookup(RevisionGraph.countsFromApplied(revision)).named(revision);
	}

	@Override
	public List<Path> files(String revision) {
		return lookup(RevisionGraph.countsFromApplied(revision)).files(revision, this.managed.files());
	}

	@Override
	public CheckView check(CheckRequest request) {
		this.preparation.prepare();
		MigrationStatus status = MigrationStatus.of(target());
		rejectContradiction(status);
		if (request.accept()) {
			rejectUnlessAtHead(status);
		}
		CheckView view = new ThreeWayCheck(this.managed, status, request).check();
		return (request.against() != null) ? view.against(new BranchCheck(this.managed, request.against()).check())
				: view;
	}

	private MigrationTarget target() {
		return this.managed.target();
	}

	private MigrationRunner runner() {
		return new MigrationRunner(target(), this.managed.log());
	}

	private Scripts scripts() {
		return new Scripts(target());
	}

	private Hooks hooks() {
		return new Hooks(this.managed.revisions().hooks());
	}

	private RevisionLookup lookup(boolean relative) {
		if (relative) {
			this.preparation.prepare();
			return RevisionLookup.inDatabase(this.managed);
		}
		return RevisionLookup.inChangelog(this.managed);
	}

	private EmptyRevisions emptyRevisions() {
		hooks().validate();
		Changelog changelog = Changelog.parse(target().source(null));
		NewRevisions revisions = newRevisions(this.managed, changelog, () -> {
			this.preparation.prepare();
			return MigrationStatus.of(target()).applied();
		});
		return new EmptyRevisions(this.managed, revisions, changelog);
	}

	private static NewRevisions newRevisions(ManagedDatabase database, Changelog changelog,
			Supplier<List<Revision>> applied) {
		return new NewRevisions(database.revisions().fileNames(), database.author(), changelog.graph(),
				database.files(), (heads) -> Divergence.of(changelog, heads), applied, Clock.systemUTC());
	}

	private void prepareUnlessRange(List<String> revisions) {
		if (revisions.stream().noneMatch(RevisionRange::isRange)) {
			this.preparation.prepare();
		}
	}

	private MovedView view(DowngradePlan plan) {
		return new MovedView(name(), ids(plan.from()), ids(plan.to()),
				RevisionViews.of(plan.undone(), plan.graph(), RevisionState.PENDING), plan.losses(), plan.leftBehind());
	}

	private ScriptView view(Script script) {
		return new ScriptView(name(), ids(script.from()), ids(script.to()), ids(script.revisions()), script.losses(),
				script.sql());
	}

	private void rejectUnlessAgreed(DowngradeRequest request, DowngradePlan plan) {
		if (request.agreed() != null && !request.agreed().equals(ids(plan.undone()))) {
			throw new CannotProceedException(ErrorCode.DATABASE_CHANGED, "The database '" + name()
					+ "' has changed since the question was asked; start the downgrade again. Nothing was changed.");
		}
	}

	private static void rejectContradiction(MigrationStatus status) {
		status.contradiction().ifPresent((reason) -> {
			throw new CannotProceedException(reason.code(), reason.sentence());
		});
	}

	private static void rejectUnlessAtHead(MigrationStatus status) {
		int pending = status.pending().size();
		if (pending > 0) {
			throw new CannotProceedException(ErrorCode.REVISIONS_PENDING, "Target database is not up to date: "
					+ ((pending == 1) ? "1 revision is" : pending + " revisions are") + " pending; run upgrade first.");
		}
	}

	private static void rejectRange(String revision) {
		if (RevisionRange.isRange(revision)) {
			throw new CannotProceedException(ErrorCode.RANGE_INVALID,
					"'" + revision + "' is a range of revisions, which only --sql accepts;"
							+ " specify the target revision. Nothing has been changed.");
		}
	}

	private static List<String> ids(List<Revision> revisions) {
		return revisions.stream().map(Revision::id).toList();
	}

}
