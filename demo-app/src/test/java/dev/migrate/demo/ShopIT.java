package dev.migrate.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged shop, as a process.
 */
class ShopIT {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern STARTED = Pattern.compile("Started ShopApplication");

	@TempDir
	private Path directory;

	@Test
	void startsOnItsFileDatabase() throws Exception {
		try (MigrateProcess shop = MigrateProcess.shop(this.directory, "--server.port=0")) {
			shop.awaitOutput(STARTED);
			String port = shop.awaitOutput(PORT).group(1);
			HttpResponse<String> health = get("http://localhost:%s/actuator/health".formatted(port));
			assertThat(health.statusCode()).isEqualTo(200);
			assertThat(health.body()).contains("\"status\":\"UP\"");
			assertThat(this.directory.resolve("data/shop.mv.db")).exists();
		}
	}

	private static HttpResponse<String> get(String uri) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
	}

}
