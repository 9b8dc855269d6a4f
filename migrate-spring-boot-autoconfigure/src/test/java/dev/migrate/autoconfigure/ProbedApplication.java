package dev.migrate.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * An application with a web server, whose migration waits until the test lets it go on.
 */
public final class ProbedApplication implements AutoCloseable {

	private static final int PATIENCE = 60;

	private static final HttpClient client = HttpClient.newHttpClient();

	private static CountDownLatch migrating = new CountDownLatch(1);

	private static CountDownLatch released = new CountDownLatch(1);

	private final CompletableFuture<ConfigurableApplicationContext> context = new CompletableFuture<>();

	private final Thread thread;

	private volatile boolean ready;

	private ProbedApplication(TestDatabase database, ChangelogFolder files, List<String> properties) {
		migrating = new CountDownLatch(1);
		released = new CountDownLatch(1);
		List<String> arguments = new ArrayList<>(List.of("--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password(),
				"--spring.liquibase.change-log=" + ChangelogFolder.MASTER, "--server.address=127.0.0.1",
				"--spring.main.banner-mode=off", "--spring.main.register-shutdown-hook=false"));
		properties.forEach((property) -> arguments.add("--" + property));
		SpringApplication application = new SpringApplication(files.loader(), Application.class);
		application.addListeners((ApplicationListener<ApplicationReadyEvent>) (event) -> this.ready = true);
		this.thread = new Thread(() -> run(application, arguments.toArray(String[]::new)), "probed-application");
		this.thread.start();
	}

	static ProbedApplication start(TestDatabase database, ChangelogFolder files, String... properties) {
		return new ProbedApplication(database, files, List.of(properties));
	}

	private void run(SpringApplication application, String[] arguments) {
		try {
			RealLocks.use(() -> this.context.complete(application.run(arguments)));
		}
		catch (Throwable ex) {
			this.context.completeExceptionally(ex);
		}
	}

	/**
	 * Wait within a migration. H2 calls it.
	 * @return a number, since a function returns something
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static int pause() throws InterruptedException {
		migrating.countDown();
		released.await(PATIENCE, TimeUnit.SECONDS);
		return 1;
	}

	/**
	 * Write the revisions that {@link #pause() wait}, as the second of three changesets.
	 * @param files the folder
	 * @return the folder
	 */
	static ChangelogFolder writePause(ChangelogFolder files) {
		return files.write("db/changelog/versions/20260101000000_pause.yaml",
				"""
						databaseChangeLog:
						  - changeSet:
						      id: "20260101000000.1"
						      author: ada
						      changes: [{sql: {sql: "create alias pause for 'dev.migrate.autoconfigure.ProbedApplication.pause'"}}]
						  - changeSet:
						      id: "20260101000000.2"
						      author: ada
						      changes: [{sql: {sql: "call pause()"}}]
						  - changeSet:
						      id: "20260101000000.3"
						      author: ada
						      changes: [{sql: {sql: "create table done (id integer)"}}]
						""");
	}

	void awaitMigration() throws InterruptedException {
		while (!migrating.await(10, TimeUnit.MILLISECONDS)) {
			if (!isStarting()) {
				throw new IllegalStateException("There is no migration", failure());
			}
		}
	}

	void release() {
		released.countDown();
	}

	boolean isStarting() {
		return !this.context.isDone();
	}

	/**
	 * Return whether the application is ready, as it sees it.
	 * @return {@code true} shortly before the web server says so
	 */
	boolean isReady() {
		return this.ready;
	}

	ConfigurableApplicationContext awaitStart() throws InterruptedException, ExecutionException {
		return this.context.join();
	}

	Throwable failure() {
		try {
			this.context.join();
		}
		catch (CompletionException ex) {
			return ex.getCause();
		}
		throw new IllegalStateException("The application has started");
	}

	static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
				BodyHandlers.ofString());
	}

	/**
	 * Ask for a path.
	 * @param port the port
	 * @param path the path
	 * @return the status; 0 if there is no answer
	 * @throws InterruptedException if the thread is interrupted
	 */
	static int status(int port, String path) throws InterruptedException {
		try {
			return get(port, path).statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	static boolean isOpen(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (ConnectException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws InterruptedException {
		release();
		this.thread.join();
		if (!this.context.isCompletedExceptionally()) {
			this.context.join().close();
		}
	}

	/**
	 * The application. Its only bean looks whether the port is open after the migration
	 * and before the web server starts.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
					"org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
					"org.springframework.modulith.events.jpa.archiving.ArchivingAutoConfiguration",
					"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration" })
	@Import(Observer.class)
	static class Application {

	}

	/**
	 * Sees whether the port is open between the migration and the start of the web
	 * server.
	 */
	static final class Observer {

		private final boolean sawAnOpenPort;

		Observer(SpringLiquibase liquibase, Environment environment) {
			this.sawAnOpenPort = isOpen(environment.getRequiredProperty("server.port", Integer.class));
		}

		boolean sawAnOpenPort() {
			return this.sawAnOpenPort;
		}

	}

}
