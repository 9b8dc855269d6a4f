package dev.migrate.command.console;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.migrate.MigrationListener;
import dev.migrate.MovedView;
import dev.migrate.RevisionView;
import org.jspecify.annotations.Nullable;

/**
 * Prints a line for each revision when it starts, and names a changeset that takes long.
 */
public class ProgressLines implements MigrationListener, AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Terminal terminal;

	private final Function<RevisionView, String> words;

	private final Duration patience;

	private final long start = System.nanoTime();

	private @Nullable ScheduledExecutorService timer;

	private @Nullable ScheduledFuture<?> warning;

	public ProgressLines(Terminal terminal, Function<RevisionView, String> words) {
		this(terminal, words, PATIENCE);
	}

	public ProgressLines(Terminal terminal, Function<RevisionView, String> words, Duration patience) {
		this.terminal = terminal;
		this.words = words;
		this.patience = patience;
	}

	@Override
	public void downgradeStarting(MovedView plan) {
		plan.leftBehind().forEach((left) -> this.terminal.note("Left behind: " + left));
	}

	@Override
	public void revisionStarting(RevisionView revision, int number, int total) {
		this.terminal.line(this.words.apply(revision) + ((total > 1) ? place(number, total) : ""));
	}

	@Override
	public void changesetStarting(String changeset) {
		if (this.timer == null) {
			this.timer = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread thread = new Thread(task, "migrate-progress");
				thread.setDaemon(true);
				return thread;
			});
		}
		long since = System.nanoTime();
		this.warning = this.timer.scheduleWithFixedDelay(
				() -> this.terminal.note("Still running changeset " + changeset + " (" + seconds(since) + " s)"),
				this.patience.toMillis(), 6 * this.patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void changesetEnded(String changeset) {
		if (this.warning != null) {
			this.warning.cancel(false);
		}
	}

	@Override
	public void close() {
		if (this.timer != null) {
			this.timer.shutdownNow();
		}
	}

	private String place(int number, int total) {
		boolean timed = this.terminal.interactive() && number > 1;
		return " (" + number + " of " + total + (timed ? ", " + seconds(this.start) + " s" : "") + ")";
	}

	private static long seconds(long since) {
		return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
	}

}
