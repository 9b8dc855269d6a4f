package dev.migrate.testing;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.migrate.AdoptDriftRequest;
import dev.migrate.AdoptRequest;
import dev.migrate.BranchView;
import dev.migrate.CheckRequest;
import dev.migrate.CheckView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.DoctorView;
import dev.migrate.DowngradeRequest;
import dev.migrate.EnsureVersionView;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.IgnoredDriftView;
import dev.migrate.InitRequest;
import dev.migrate.InitView;
import dev.migrate.LockView;
import dev.migrate.MigrationListener;
import dev.migrate.MovedView;
import dev.migrate.PlanView;
import dev.migrate.RevertDriftRequest;
import dev.migrate.RevertedDriftView;
import dev.migrate.ReviseRequest;
import dev.migrate.RevisedView;
import dev.migrate.RevisionRequest;
import dev.migrate.RevisionView;
import dev.migrate.RunView;
import dev.migrate.ScratchMigrations;
import dev.migrate.ScriptView;
import dev.migrate.SquashRequest;
import dev.migrate.SquashedView;
import dev.migrate.StampRequest;
import dev.migrate.StampView;
import dev.migrate.StatusView;
import dev.migrate.TemplatesView;
import dev.migrate.UpgradeRequest;
import dev.migrate.WrittenView;
import org.jspecify.annotations.Nullable;

/**
 * A stub of the operations on a database, whose subclasses implement those that a test
 * expects.
 */
public abstract class StubDatabaseMigrations implements DatabaseMigrations {

	private final String name;

	/**
	 * Create a stub.
	 * @param name the name of the database
	 */
	protected StubDatabaseMigrations(String name) {
		this.name = name;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public String address() {
		throw unexpected();
	}

	@Override
	public InitView init(InitRequest request) {
		throw unexpected();
	}

	@Override
	public TemplatesView templates() {
		throw unexpected();
	}

	@Override
	public InitView adopt(AdoptRequest request) {
		throw unexpected();
	}

	@Override
	public GeneratedView generate(GenerateRequest request) {
		throw unexpected();
	}

	@Override
	public RevisedView revise(ReviseRequest request, MigrationListener listener) {
		throw unexpected();
	}

	@Override
	public SquashedView squash(SquashRequest request) {
		throw unexpected();
	}

	@Override
	public GeneratedView adoptDrift(AdoptDriftRequest request) {
		throw unexpected();
	}

	@Override
	public RevertedDriftView revertDrift(RevertDriftRequest request) {
		throw unexpected();
	}

	@Override
	public IgnoredDriftView ignoreDrift(boolean dryRun) {
		throw unexpected();
	}

	@Override
	public WrittenView revision(RevisionRequest request) {
		throw unexpected();
	}

	@Override
	public WrittenView merge(RevisionRequest request) {
		throw unexpected();
	}

	@Override
	public void runHooks(Path file, PrintStream output) {
		throw unexpected();
	}

	@Override
	public MovedView upgrade(UpgradeRequest request, MigrationListener listener) {
		throw unexpected();
	}

	@Override
	public MovedView downgrade(DowngradeRequest request, MigrationListener listener) {
		throw unexpected();
	}

	@Override
	public StampView stamp(StampRequest request) {
		throw unexpected();
	}

	@Override
	public PlanView plan(String revision) {
		throw unexpected();
	}

	@Override
	public LockView releaseLock(boolean unproved) {
		throw unexpected();
	}

	@Override
	public EnsureVersionView ensureVersion() {
		throw unexpected();
	}

	@Override
	public ScriptView upgradeSql(String revisions, @Nullable String tag) {
		throw unexpected();
	}

	@Override
	public ScriptView downgradeSql(String revisions, @Nullable String tag) {
		throw unexpected();
	}

	@Override
	public ScriptView stampSql(List<String> revisions, @Nullable String tag) {
		throw unexpected();
	}

	@Override
	public ScriptView ensureVersionSql() {
		throw unexpected();
	}

	@Override
	public ScratchMigrations scratch() {
		throw unexpected();
	}

	@Override
	public DoctorView doctor() {
		throw unexpected();
	}

	@Override
	public StatusView status() {
		throw unexpected();
	}

	@Override
	public Optional<RunView> run() {
		return Optional.empty();
	}

	@Override
	public List<RevisionView> history(String range) {
		throw unexpected();
	}

	@Override
	public List<RevisionView> heads() {
		throw unexpected();
	}

	@Override
	public List<RevisionView> effectiveHeads() {
		throw unexpected();
	}

	@Override
	public List<BranchView> branches() {
		throw unexpected();
	}

	@Override
	public List<RevisionView> show(String revision) {
		throw unexpected();
	}

	@Override
	public List<Path> files(String revision) {
		throw unexpected();
	}

	@Override
	public CheckView check(CheckRequest request) {
		throw unexpected();
	}

	private UnsupportedOperationException unexpected() {
		return new UnsupportedOperationException("The test does not expect this operation");
	}

}
