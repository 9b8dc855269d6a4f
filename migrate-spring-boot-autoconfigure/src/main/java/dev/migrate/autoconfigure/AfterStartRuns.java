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
 * in a thread of its own. No failure of it reaches the application.
 */
final class AfterStartRuns implements ApplicationListener<ApplicationReadyEvent>, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(AfterStartRuns.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ApplicationContext application;

	private final StartupLogs logs;

	private final ObjectProvider<ManagedDatabases> databases;

	private final Map<AfterStartRun, Thread> runs = new LinkedHashMap<>();

	private boolean ready;

	private volatile boolean running = true;

	AfterStartRuns(ApplicationContext application, StartupLogs logs, ObjectProvider<ManagedDatabases> databases) {
		this.application = application;
		this.logs = logs;
		this.databases = databases;
	}

	@Override
	public synchronized void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.application && !this.ready) {
			this.ready = true;
			this.logs.leftToLater().forEach(this::begin);
		}
	}

	/**
	 * Apply what a bean has left that was created after the start.
	 * @param liquibase the bean
	 */
	synchronized void add(SpringLiquibase liquibase) {
		if (this.ready) {
			begin(liquibase);
		}
	}

	private void begin(SpringLiquibase liquibase) {
		if (this.running) {
			// Threads that inherit Liquibase's scope share it, and get into each other's
			// way.
			Thread thread = new Thread(null, () -> apply(liquibase), "migrate-after-start", 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(this.application.getClassLoader());
			thread.start();
		}
	}

	private void apply(SpringLiquibase liquibase) {
		try {
			ManagedDatabase database = this.databases.getObject().of(liquibase);
			AfterStartRun run = new AfterStartRun(database.target(), database.log());
			if (register(run)) {
				apply(run);
			}
		}
		catch (RuntimeException ex) {
			logger.error("Not all is applied that was left to the time after the start.", ex);
		}
	}

	private synchronized boolean register(AfterStartRun run) {
		if (this.running) {
			this.runs.put(run, Thread.currentThread());
		}
		return this.running;
	}

	private static void apply(AfterStartRun run) {
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
		long end = System.nanoTime() + PATIENCE.toNanos();
		try {
			for (Thread thread : threads) {
				thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
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
