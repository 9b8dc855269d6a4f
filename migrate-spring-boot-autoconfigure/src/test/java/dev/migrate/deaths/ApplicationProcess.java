package dev.migrate.deaths;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;

/**
 * A process of {@link MigratingApplication}, {@link MigratingRowsApplication} or
 * {@link WaitingApplication}.
 *
 * @param process the process
 * @param log the file of its output
 */
record ApplicationProcess(Process process, Path log) implements AutoCloseable {

	private static final int PATIENCE = 180;

	static ApplicationProcess start(TestDatabase database, ChangelogFolder files) throws IOException {
		return start(MigratingApplication.class, database, files);
	}

	static ApplicationProcess startWaiting(TestDatabase database, ChangelogFolder files) throws IOException {
		return start(WaitingApplication.class, database, files);
	}

	static ApplicationProcess startWithRows(TestDatabase database, ChangelogFolder files) throws IOException {
		return start(MigratingRowsApplication.class, database, files);
	}

	private static ApplicationProcess start(Class<?> application, TestDatabase database, ChangelogFolder files)
			throws IOException {
		Path log = Files.createTempFile(files.root(), "application", ".log");
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath, application.getName(),
				database.url(), database.username(), database.password(), files.root().toString());
		return new ApplicationProcess(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
	}

	String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	/**
	 * Wait until the process has printed a text, or has ended.
	 * @param text the text
	 * @return this process
	 * @throws InterruptedException if the thread is interrupted
	 */
	ApplicationProcess awaitOutput(String text) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
		while (!output().contains(text) && this.process.isAlive() && System.nanoTime() < end) {
			Thread.sleep(10);
		}
		return this;
	}

	/**
	 * Kill the process as the kernel does when it runs out of memory.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		this.process.waitFor();
	}

	int awaitEnd() throws InterruptedException {
		if (!this.process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
			throw new IllegalStateException("The process does not end:\n" + output());
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
