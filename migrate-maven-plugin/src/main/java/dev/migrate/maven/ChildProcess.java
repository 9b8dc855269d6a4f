package dev.migrate.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a process that does not outlive this one.
 */
final class ChildProcess {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private ChildProcess() {
	}

	/**
	 * Wait for the end of a process.
	 * @param process the process, which is stopped if this one is, or if this thread is
	 * interrupted
	 * @param temporary the files that the process uses; they are deleted if this process
	 * is stopped, and else left to the caller
	 * @return the exit code
	 * @throws InterruptedException if this thread is interrupted
	 */
	static int await(Process process, Path... temporary) throws InterruptedException {
		Thread stop = new Thread(() -> stop(process, temporary));
		Runtime.getRuntime().addShutdownHook(stop);
		try {
			return process.waitFor();
		}
		catch (InterruptedException ex) {
			process.destroy();
			throw ex;
		}
		finally {
			try {
				Runtime.getRuntime().removeShutdownHook(stop);
			}
			catch (IllegalStateException ex) {
				// The hook is running, and waits for the same process.
			}
		}
	}

	// Another command would find the lock that this one still holds.
	private static void stop(Process process, Path... temporary) {
		try {
			process.destroy();
			process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			for (Path file : temporary) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			// The file is a temporary one.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
