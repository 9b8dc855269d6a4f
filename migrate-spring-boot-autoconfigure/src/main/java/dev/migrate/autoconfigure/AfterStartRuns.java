package dev.migrate.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.MigrationException;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.AfterStartRun;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.StringUtils;

/**
 * Applies in the background what the start has left to the time after it, each database
 * in a thread of its own.
 */
final class AfterStartRuns implements ApplicationListener<ApplicationReadyEvent>, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(AfterStartRuns.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ApplicationContext application;

	private final StartupLogs logs;

	private final ObjectProvider<ManagedDatabases> databases;

	private final Map<AfterStartRun, Thread> runs = new LinkedHashMap<>();

	private volatile boolean running;

	AfterStartRuns(ApplicationContext application, StartupLogs logs, ObjectProvider<ManagedDatabases> databases) {
		this.application = application;
		this.logs = logs;
		this.databases = databases;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		List<SpringLiquibase> left = this.logs.leftToLater();
		if (event.getApplicationContext() == this.application && !left.isEmpty()) {
			left.forEach((bean) -> start(this.databases.getObject().of(bean)));
		}
	}

	private synchronized void start(ManagedDatabase database) {
		if (!this.running) {
			return;
		}
		AfterStartRun run = new AfterStartRun(database.target(), database.log());
		// Threads that inherit Liquibase's scope share it, and get into each other's way.
		Thread thread = new Thread(null, () -> run(run), "migrate-after-start-" + database.name(), 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(this.application.getClassLoader());
		this.runs.put(run, thread);
		thread.start();
	}

	private static void run(AfterStartRun run) {
		try {
			List<Revision> applied = run.run();
			if (!applied.isEmpty()) {
				logger.info("Applied after the start: " + StringUtils.collectionToDelimitedString(applied, ", ") + ".");
			}
		}
		catch (MigrationException ex) {
			if (run.isStopping()) {
				logger.info(
						"Stopped before all was applied that was left to the time after the start. " + ex.getMessage());
				return;
			}
			logger.error("Not all is applied that was left to the time after the start. " + ex.getMessage()
					+ " The next start of the application tries it again.");
		}
		catch (RuntimeException ex) {
			logger.error("Not all is applied that was left to the time after the start.", ex);
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Have the runs end before the beans that they use are destroyed. A statement that
	 * takes longer is not waited for: the next start goes on.
	 */
	@Override
	public void stop() {
		this.running = false;
		List<Thread> threads;
		synchronized (this) {
			this.runs.forEach(AfterStartRun::stop);
			threads = new ArrayList<>(this.runs.values());
			this.runs.clear();
		}
		try {
			for (Thread thread : threads) {
				thread.join(PATIENCE.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
