package dev.migrate.actuate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.ApiVersion;

/**
 * Answers the probes of an application whose web server has not started yet, in its
 * place: the process is alive, and the application is not ready.
 */
public final class ProbeListener implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ProbeListener.class);

	private static final int OK = 200;

	private static final int METHOD_NOT_ALLOWED = 405;

	private static final int UNAVAILABLE = 503;

	private static final String RETRY_AFTER_SECONDS = "5";

	private static final int MOST_THREADS = 16;

	private static final int IDLE_SECONDS = 10;

	private static final int LAST_ANSWERS_MILLIS = 500;

	private static final String ALIVE = "{\"status\":\"UP\"}";

	private final ProbeSite site;

	private final Supplier<String> notReady;

	private final HttpServer server;

	private final ExecutorService executor;

	private final Phaser exchanges = new Phaser(1);

	private ProbeListener(ProbeSite site, Supplier<String> notReady, HttpServer server) {
		this.site = site;
		this.notReady = notReady;
		this.server = server;
		this.executor = new ThreadPoolExecutor(0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), ProbeListener::daemon);
	}

	/**
	 * Listen where the web server will.
	 * @param site where that is
	 * @param notReady the JSON of the answer that the application is not ready
	 * @return the listener, which the caller closes before the web server starts
	 * @throws IOException if the port is in use
	 */
	public static ProbeListener open(ProbeSite site, Supplier<String> notReady) throws IOException {
		ProbeListener listener = new ProbeListener(site, notReady, HttpServer.create(site.socketAddress(), 0));
		listener.start();
		return listener;
	}

	private void start() {
		this.server.createContext("/", this::answer);
		this.server.setExecutor(this.executor);
		// The thread of the server is a daemon if the one that starts it is.
		CompletableFuture.runAsync(this.server::start, (task) -> daemon(task).start()).join();
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "migrate-probes");
		thread.setDaemon(true);
		return thread;
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.exchanges.register();
		try (exchange) {
			// A client must not take this connection for one to the web server.
			exchange.getResponseHeaders().set("Connection", "close");
			Probe probe = this.site.paths().get(String.valueOf(exchange.getRequestURI().getPath()));
			if (probe == null) {
				exchange.getResponseHeaders().set("Retry-After", RETRY_AFTER_SECONDS);
				send(exchange, UNAVAILABLE, null);
			}
			else if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
				exchange.getResponseHeaders().set("Allow", "GET,HEAD");
				send(exchange, METHOD_NOT_ALLOWED, null);
			}
			else if (probe == Probe.LIVENESS) {
				send(exchange, OK, ALIVE);
			}
			else {
				send(exchange, UNAVAILABLE, this.notReady.get());
			}
		}
		finally {
			this.exchanges.arriveAndDeregister();
		}
	}

	private static void send(HttpExchange exchange, int status, @Nullable String json) throws IOException {
		if (json == null) {
			exchange.sendResponseHeaders(status, -1);
			return;
		}
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", ApiVersion.V3.getProducedMimeType().toString());
		if (exchange.getRequestMethod().equals("HEAD")) {
			exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
			exchange.sendResponseHeaders(status, -1);
			return;
		}
		exchange.sendResponseHeaders(status, body.length);
		try (OutputStream output = exchange.getResponseBody()) {
			output.write(body);
		}
	}

	/**
	 * Free the port, after the answers that are being written.
	 */
	@Override
	public void close() {
		try {
			this.exchanges.awaitAdvanceInterruptibly(this.exchanges.arrive(), LAST_ANSWERS_MILLIS,
					TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException ex) {
			logger.debug("A probe is not answered in time", ex);
		}
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
