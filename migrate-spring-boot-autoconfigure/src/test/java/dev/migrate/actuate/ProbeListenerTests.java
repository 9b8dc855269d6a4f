package dev.migrate.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.migrate.RunView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.json.JsonContent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link ProbeListener} and {@link MigrationsHealth}.
 */
class ProbeListenerTests {

	private static final HttpClient client = HttpClient.newHttpClient();

	private static final String NOT_READY = "{\"status\":\"OUT_OF_SERVICE\"}";

	private static final Map<String, Probe> PATHS = Map.of("/shop/actuator/health", Probe.READINESS,
			"/shop/actuator/health/liveness", Probe.LIVENESS, "/shop/actuator/health/readiness", Probe.READINESS,
			"/livez", Probe.LIVENESS);

	private final int port = freePort();

	private final ProbeSite site = new ProbeSite(InetAddress.getLoopbackAddress(), this.port, PATHS);

	@ParameterizedTest
	@CsvSource({ "/shop/actuator/health/liveness, 200, UP", "/livez, 200, UP", "/livez?full=true, 200, UP",
			"/shop/actuator/health/readiness, 503, OUT_OF_SERVICE", "/shop/actuator/health, 503, OUT_OF_SERVICE" })
	void probeIsAnswered(String path, int status, String text) throws Exception {
		try (ProbeListener listener = open()) {
			HttpResponse<String> response = send("GET", path);
			assertThat(response.statusCode()).isEqualTo(status);
			assertThat(response.body()).isEqualTo("{\"status\":\"" + text + "\"}");
			assertThat(response.headers().firstValue("Content-Type"))
				.hasValue("application/vnd.spring-boot.actuator.v3+json");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/livez, 200", "/shop/actuator/health, 503" })
	void headHasTheStatusAndTheHeadersAlone(String path, int status) throws Exception {
		try (ProbeListener listener = open()) {
			HttpResponse<String> response = send("HEAD", path);
			assertThat(response.statusCode()).isEqualTo(status);
			assertThat(response.body()).isEmpty();
			assertThat(response.headers().firstValue("Content-Type"))
				.hasValue("application/vnd.spring-boot.actuator.v3+json");
			assertThat(response.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "OPTIONS" })
	void probeIsReadOnly(String method) throws Exception {
		try (ProbeListener listener = open()) {
			HttpResponse<String> response = send(method, "/livez");
			assertThat(response.statusCode()).isEqualTo(405);
			assertThat(response.headers().firstValue("Allow")).hasValue("GET,HEAD");
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET, /", "GET, /actuator/health/liveness", "GET, /livez/", "GET, /livez/x", "GET, /shop/orders",
			"POST, /shop/orders", "HEAD, /shop/orders" })
	void otherPathIsUnavailable(String method, String path) throws Exception {
		try (ProbeListener listener = open()) {
			HttpResponse<String> response = send(method, path);
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).isPresent();
			assertThat(response.body()).isEmpty();
		}
	}

	@Test
	void requestThatIsNotHttpDoesNotKeepOthersFromTheirAnswers() throws Exception {
		try (ProbeListener listener = open(); Socket socket = new Socket(this.site.address(), this.port)) {
			socket.getOutputStream().write("* * *\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void portInUseIsReported() throws Exception {
		try (ServerSocket socket = new ServerSocket(this.port, 1, InetAddress.getLoopbackAddress())) {
			assertThatIOException().isThrownBy(this::open);
			assertThat(socket.isClosed()).isFalse();
		}
	}

	@Test
	void portIsFreeAfterwards() throws Exception {
		for (int i = 0; i < 3; i++) {
			try (ProbeListener listener = open()) {
				assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
			}
			try (ServerSocket socket = new ServerSocket(this.port, 1, InetAddress.getLoopbackAddress())) {
				assertThat(socket.isBound()).isTrue();
			}
		}
	}

	@Test
	void answerThatHasBegunIsCompleted() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch closing = new CountDownLatch(1);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			ProbeListener listener = ProbeListener.open(this.site, () -> {
				asked.countDown();
				await(closing);
				return NOT_READY;
			});
			Future<HttpResponse<String>> response = executor.submit(() -> send("GET", "/shop/actuator/health"));
			await(asked);
			Thread opener = new Thread(closing::countDown);
			opener.start();
			listener.close();
			assertThat(response.get().body()).isEqualTo(NOT_READY);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void threadsDoNotKeepTheProcessAlive() throws Exception {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (ProbeListener listener = open()) {
			assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !before.contains(thread))
				.filteredOn((thread) -> thread.getName().startsWith("HTTP-Dispatcher")
						|| thread.getName().startsWith("migrate-probes"))
				.hasSizeGreaterThan(1)
				.allMatch(Thread::isDaemon);
		}
	}

	@Test
	void everyConnectionIsClosedAfterItsAnswer() throws Exception {
		try (ProbeListener listener = open(); Socket socket = new Socket(this.site.address(), this.port)) {
			socket.getOutputStream()
				.write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			InputStream input = socket.getInputStream();
			assertThat(new String(input.readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200")
				.endsWith("{\"status\":\"UP\"}");
		}
	}

	@Test
	void detailsAreWhatRuns() {
		Map<String, RunView> runs = Map.of("main",
				new RunView(Instant.parse("2026-11-22T12:00:00Z"), "a\"b\\\n</script>", 3, 7, null, null));
		assertThat(new JsonContent(new MigrationsHealth(runs).toJson(true))).isStrictlyEqualTo("""
				{ "status": "OUT_OF_SERVICE", "components": { "migrations": { "status": "OUT_OF_SERVICE", "details": {
				  "databases": [ { "name": "main", "since": "2026-11-22T12:00:00Z",
				    "changeset": "a\\"b\\\\\\n</script>", "done": 3, "total": 7 } ] } } } }
				""");
	}

	@Test
	void detailsAreWhatIsWaitedFor() {
		Map<String, RunView> runs = Map.of("orders",
				new RunView(Instant.parse("2026-11-22T12:00:00Z"), null, 0, null, null, "the lock"));
		assertThat(new JsonContent(new MigrationsHealth(runs).toJson(true))).isStrictlyEqualTo("""
				{ "status": "OUT_OF_SERVICE", "components": { "migrations": { "status": "OUT_OF_SERVICE", "details": {
				  "databases": [ { "name": "orders", "since": "2026-11-22T12:00:00Z", "done": 0,
				    "waitingFor": "the lock" } ] } } } }
				""");
	}

	@Test
	void withoutDetailsThereIsTheStatusAlone() {
		Map<String, RunView> runs = Map.of("main",
				new RunView(Instant.parse("2026-11-22T12:00:00Z"), "1", 0, null, null, "the lock"));
		assertThat(new MigrationsHealth(runs).toJson(false)).isEqualTo(NOT_READY);
	}

	private ProbeListener open() throws IOException {
		return ProbeListener.open(this.site, () -> NOT_READY);
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
