package dev.migrate.run.lock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import liquibase.Scope;

/**
 * The time in which this process waits for another one. It says at growing intervals how
 * long that has taken, and ends when the process or the thread is to stop.
 */
public final class Waiting implements AutoCloseable {

	private static final Duration FIRST_NOTICE = Duration.ofSeconds(1);

	private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

	private final Duration timeout;

	private final long start = System.nanoTime();

	private final Thread hook;

	private volatile boolean stopping;

	private Duration notice = FIRST_NOTICE;

	private Duration silence = FIRST_NOTICE;

	private Waiting(Duration timeout) {
		this.timeout = timeout;
		this.hook = new Thread(stop(Thread.currentThread()), "migrate-stop");
	}

	/**
	 * Begin to wait in the current thread.
	 * @param timeout how long to wait
	 * @return the time, which the caller closes
	 */
	public static Waiting begin(Duration timeout) {
		Waiting waiting = new Waiting(timeout);
		try {
			Runtime.getRuntime().addShutdownHook(waiting.hook);
		}
		catch (IllegalStateException ex) {
			waiting.stopping = true;
		}
		return waiting;
	}

	// The main thread of an application waits for no signal: the context cannot be closed
	// before it is complete.
	private Runnable stop(Thread waiting) {
		return () -> {
			this.stopping = true;
			waiting.interrupt();
		};
	}

	/**
	 * Pause before the next attempt, for a random time, so that processes that were
	 * started together do not ask together.
	 * @param shortest the shortest pause
	 * @param longest the longest pause
	 * @return {@code false} if the process or the thread is to stop
	 */
	public boolean pause(Duration shortest, Duration longest) {
		try {
			if (!isStopping()) {
				Thread.sleep(ThreadLocalRandom.current().nextLong(shortest.toMillis(), longest.toMillis()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return !isStopping();
	}

	/**
	 * Return whether the process or the thread is to stop.
	 * @return {@code true} after a signal or an interruption
	 */
	public boolean isStopping() {
		return this.stopping || Thread.currentThread().isInterrupted();
	}

	/**
	 * Return whether the time is over.
	 * @return {@code true} if the timeout has passed
	 */
	public boolean isOver() {
		return waited().compareTo(this.timeout) >= 0;
	}

	/**
	 * Return how long this process has waited, if it is time to say so.
	 * @return for example "Waited for 7 s of 5 min."; empty until the next notice is due
	 */
	public Optional<String> notice() {
		Duration waited = waited();
		if (waited.compareTo(this.notice) < 0) {
			return Optional.empty();
		}
		this.silence = this.silence.multipliedBy(2);
		this.silence = (this.silence.compareTo(LONGEST_SILENCE) > 0) ? LONGEST_SILENCE : this.silence;
		this.notice = waited.plus(this.silence);
		return Optional.of("Waited for " + LockHolder.text(waited) + " of " + timeout() + ".");
	}

	/**
	 * Return the timeout as text.
	 * @return for example "5 min"
	 */
	public String timeout() {
		return LockHolder.text(this.timeout);
	}

	private Duration waited() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	@Override
	public void close() {
		if (this.stopping) {
			// The signal is answered: what is closed now has to be waited for.
			Thread.interrupted();
			return;
		}
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			Scope.getCurrentScope().getLog(Waiting.class).fine("The process is stopping", ex);
		}
	}

}
