package dev.migrate.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import dev.migrate.Migrations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.json.JsonContent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the migrations endpoint over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"management.endpoints.web.exposure.include=migrations", "spring.datasource.url=jdbc:h2:mem:endpoint",
		"spring.liquibase.enabled=false",
		"spring.autoconfigure.exclude=org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration,"
				+ "org.springframework.modulith.events.config.EventPublicationAutoConfiguration,"
				+ "org.springframework.modulith.events.jpa.archiving.ArchivingAutoConfiguration" })
class MigrationsEndpointHttpTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
			+ "image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";

	private static final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource(textBlock = """
			*/*,                                           application/vnd.spring-boot.actuator.v3+json
			application/vnd.spring-boot.actuator.v3+json,  application/vnd.spring-boot.actuator.v3+json
			application/vnd.spring-boot.actuator.v2+json,  application/vnd.spring-boot.actuator.v2+json
			application/json,                              application/json
			'application/json, text/plain, */*',           application/vnd.spring-boot.actuator.v3+json
			application/*,                                 application/vnd.spring-boot.actuator.v3+json
			""")
	void programGetsRequestedJsonType(String accept, String contentType) throws Exception {
		HttpResponse<String> response = get(accept);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue(contentType);
		assertThat(response.body()).startsWith("{\"databases\":[{\"name\":\"main\"");
	}

	@Test
	void requestWithoutAcceptHeaderGetsJson() throws Exception {
		HttpResponse<String> response = client.send(HttpRequest.newBuilder(uri()).build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValue("application/vnd.spring-boot.actuator.v3+json");
	}

	@Test
	void jsonHasTheDocumentedShape() throws Exception {
		JsonContent json = new JsonContent(get("application/json").body());
		assertThat(json).isStrictlyEqualTo(
				"""
						{ "databases": [
						  { "name": "main",
						    "current": [ "20261121100000" ],
						    "heads": [ "20261122100000" ],
						    "pending": [
						      { "id": "20261122100000", "message": "add <price>", "parents": [ "20261121100000" ],
						        "path": "db/3.yaml", "phase": "after-start", "risk": "may fail", "risks": ["may fail", "blocks writes"],
						        "changesets": [
						          { "id": "20261122100000.2", "author": "ann", "path": "db/3.yaml",
						            "comment": "<script>alert('x')</script>" } ] } ],
						    "history": [
						      { "revision": "20261120100000", "id": "20261120100000.2", "author": "ann", "path": "db/1.yaml",
						        "comment": "what it does", "state": "applied", "appliedAt": "2026-11-22T12:00:00Z", "order": 1,
						        "deployment": "7", "checksum": "9:abc", "took": "PT0.012S" },
						      { "revision": "20261120100000", "id": "20261120100000.1", "author": "ann", "path": "db/1.yaml",
						        "comment": "what it does", "state": "applied", "appliedAt": "2026-11-22T12:00:00Z", "order": 2,
						        "deployment": "7", "checksum": "9:abc" },
						      { "revision": "20261121100000", "id": "20261121100000.1", "author": "ann", "path": "db/2.yaml",
						        "state": "file missing", "appliedAt": "2026-11-22T12:00:00Z", "order": 3,
						        "deployment": "7", "checksum": "9:abc" },
						      { "revision": "20261122100000", "id": "20261122100000.1", "author": "ann", "path": "db/1.yaml",
						        "comment": "what it does", "state": "applied", "appliedAt": "2026-11-22T12:00:00Z", "order": 4,
						        "deployment": "7", "checksum": "9:abc" } ],
						    "run": { "since": "2026-11-22T12:00:00Z", "changeset": "<b>2</b>", "done": 1, "total": 3, "rows": 4000 } },
						  { "name": "down", "current": [], "heads": [], "pending": [], "history": [],
						    "run": { "since": "2026-11-22T12:00:00Z", "done": 0, "waitingFor": "the lock & its <holder>" },
						    "error": "The database 'down' does not answer; start it." },
						  { "name": "leaky", "current": [], "heads": [], "pending": [], "history": [],
						    "error": "The database 'leaky' could not be read; see the log of the application." } ] }
						""");
	}

	@ParameterizedTest
	@ValueSource(strings = { BROWSER, "text/html" })
	void browserGetsAPage(String accept) throws Exception {
		HttpResponse<String> response = get(accept);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(response.body()).startsWith("<!DOCTYPE html>")
			.contains("add &lt;price&gt;", "20261122100000.2", "may fail", "does not answer");
	}

	@Test
	void nothingOnThePageIsMarkup() throws Exception {
		assertThat(get("text/html").body()).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;x&#39;)");
	}

	@Test
	void pageHasTheRunThatIsUnderWay() throws Exception {
		assertThat(get("text/html").body()).contains(
				"A run is under way since 2026-11-22T12:00:00Z: changeset <code>&lt;b&gt;2&lt;/b&gt;</code>, 1 of 3 done, 4000 rows migrated.")
			.contains(
					"A run is under way since 2026-11-22T12:00:00Z: 0 done. It waits for the lock &amp; its &lt;holder&gt;.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/html" })
	void secretIsNotShown(String accept) throws Exception {
		assertThat(get(accept).body()).contains("leaky").doesNotContain("hunter2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE" })
	void endpointIsReadOnly(String method) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri()).method(method, HttpRequest.BodyPublishers.noBody()).build();
		assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
	}

	private HttpResponse<String> get(String accept) throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(uri()).header("Accept", accept).build(), BodyHandlers.ofString());
	}

	private URI uri() {
		return URI.create("http://localhost:" + this.port + "/actuator/migrations");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Migrations migrations() {
			return new StubMigrations();
		}

	}

}
