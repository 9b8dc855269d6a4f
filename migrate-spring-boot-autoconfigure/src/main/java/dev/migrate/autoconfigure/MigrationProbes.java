package dev.migrate.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.migrate.RunView;
import dev.migrate.actuate.MigrationsHealth;
import dev.migrate.actuate.ProbeListener;
import dev.migrate.actuate.ProbeSite;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Answers the probes of an application while its databases are migrated on startup. The
 * web server starts after the migrations only, since what it serves uses the new schema.
 * <p>
 * The port is opened when a run begins, or waits for the lock, and is free again just
 * before the web server starts: an application whose databases are up to date opens
 * nothing.
 */
final class MigrationProbes implements StartupListener, SmartLifecycle, DisposableBean {

	// The servers of management start later than the one of the application.
	private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;

	private static final Log logger = LogFactory.getLog(MigrationProbes.class);

	private final ApplicationContext application;

	private final Map<String, RunView> runs = new ConcurrentSkipListMap<>();

	private final List<ProbeListener> listeners = new ArrayList<>();

	private boolean opened;

	private boolean closed;

	private volatile boolean running;

	MigrationProbes(ApplicationContext application) {
		this.application = application;
	}

	@Override
	public void changed(String database, Optional<RunView> run) {
		if (run.isEmpty()) {
			this.runs.remove(database);
			return;
		}
		this.runs.put(database, run.get());
		open();
	}

	private synchronized void open() {
		if (this.opened || this.closed || !(this.application instanceof WebServerApplicationContext)) {
			return;
		}
		this.opened = true;
		try {
			HealthEndpointGroups groups = this.application.getBean(HealthEndpointGroups.class);
			boolean details = groups.getPrimary().showDetails(SecurityContext.NONE);
			new ProbeSites(this.application, groups).find().forEach((site) -> open(site, details));
		}
		// A migration does not fail because of its probes.
		catch (RuntimeException ex) {
			logger.debug("No probes are answered while the databases are migrated", ex);
		}
	}

	private void open(ProbeSite site, boolean details) {
		try {
			this.listeners.add(ProbeListener.open(site, () -> new MigrationsHealth(this.runs).toJson(details)));
			logger.info("Probes are answered on port " + site.port() + " while the databases are migrated");
		}
		catch (IOException ex) {
			logger.warn("No probes are answered on port " + site.port() + " while the databases are migrated: "
					+ ex.getMessage());
		}
	}

	private synchronized void close() {
		this.closed = true;
		this.listeners.forEach(ProbeListener::close);
		this.listeners.clear();
	}

	@Override
	public void start() {
		this.running = true;
		close();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * Free the ports of an application that has failed to start.
	 */
	@Override
	public void destroy() {
		close();
	}

}
