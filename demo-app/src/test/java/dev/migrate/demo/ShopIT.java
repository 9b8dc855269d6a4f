package dev.migrate.demo;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the packaged shop in a process of its own.
 */
class ShopIT {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern STARTED = Pattern.compile("Started ShopApplication");

	@TempDir
	private Path directory;

	@Test
	void startsOnFileDatabase() throws Exception {
		try (MigrateProcess shop = MigrateProcess.packagedShop(this.directory, "--server.port=0")) {
			shop.awaitOutput(STARTED);
			String port = shop.awaitOutput(PORT).group(1);
			HttpResponse<String> health = get("http://localhost:%s/actuator/health".formatted(port));
			assertThat(health.statusCode()).isEqualTo(200);
			assertThat(health.body()).contains("\"status\":\"UP\"");
			assertThat(this.directory.resolve("data/shop.mv.db")).exists();
		}
	}

	@Test
	void databaseServerListensOnLoopbackOnly() throws Exception {
		try (MigrateProcess shop = MigrateProcess.packagedShop(this.directory, "--server.port=0")) {
			shop.awaitOutput(STARTED);
			int port = databasePort();
			assertThat(accepts(InetAddress.getLoopbackAddress(), port)).isTrue();
			assertThat(otherAddresses()).noneMatch((address) -> accepts(address, port));
		}
	}

	private int databasePort() throws IOException {
		Properties lock = new Properties();
		try (Reader reader = Files.newBufferedReader(this.directory.resolve("data/shop.lock.db"))) {
			lock.load(reader);
		}
		String server = lock.getProperty("server");
		return Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
	}

	private static List<InetAddress> otherAddresses() throws SocketException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress())
			.toList();
	}

	private static boolean accepts(InetAddress address, int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address, port), 2000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static HttpResponse<String> get(String uri) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
	}

}
