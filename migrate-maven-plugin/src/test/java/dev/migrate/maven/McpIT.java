package dev.migrate.maven;

import java.io.BufferedReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.migrate.command.MigrateCommand;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the server of the Model Context Protocol, with the client of its SDK.
 */
@Tag("long")
class McpIT {

	private static final String BOOK = "src/main/java/com/example/shop/Book.java";

	@TempDir
	private Path directory;

	@Test
	void assistantSeesAndPlansButChangesNothing() throws Exception {
		try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
			FreshProject project = FreshProject.copy("shop", this.directory, server, "assisted");
			assertThat(project.maven("migrate:init").exitCode()).isZero();
			try (McpSyncClient client = client(project)) {
				client.initialize();
				assertThat(client.listTools().tools()).extracting(Tool::name)
					.containsExactly("status", "check", "plan", "show", "doctor");
				assertThat(member(call(client, "status"), "current")).asInstanceOf(InstanceOfAssertFactories.LIST)
					.isEmpty();
				assertThat(member(call(client, "check"), "agrees")).isEqualTo(false);
				CallToolResult plan = call(client, "plan", "message", "Create the shop");
				assertThat(member(plan, "changes")).asString().contains("create table book", "risk=safe");
				assertThat(member(plan, "content")).asString().contains("databaseChangeLog");
				assertThat(error(call(client, "show", "revision", "nonsense"))).isEqualTo("reference-unknown");
				assertThat(call(client, "show", "revision", "${env.SHOP_URL}").toString()).contains("${env.SHOP_URL}")
					.doesNotContain("jdbc:postgresql");
				assertThat(error(call(client, "show", "revision", "--spring.datasource.url=jdbc:h2:mem:x")))
					.isEqualTo("usage");
				assertThat(member(call(client, "doctor"), "findings")).asInstanceOf(InstanceOfAssertFactories.LIST)
					.isNotNull();
				assertThatExceptionOfType(McpError.class)
					.isThrownBy(() -> call(client, "generate", "message", "Create the shop"));
				project.edit(BOOK, "private String title;", "private String title");
				CallToolResult broken = call(client, "status");
				assertThat(error(broken)).isEqualTo("not-compiled");
				assertThat(((TextContent) broken.content().get(1)).text()).contains("Book.java");
				project.edit(BOOK, "private String title", "private String title;");
			}
			assertThat(revisions(project)).isEmpty();
			try (McpSyncClient client = client(project, "-Dallow-generate")) {
				client.initialize();
				CallToolResult generated = call(client, "generate", "message", "Create the shop");
				assertThat(member(generated, "file")).asString().endsWith("_create_the_shop.yaml");
			}
			assertThat(revisions(project)).hasSize(1);
			assertThat(project.query("select count(*) from information_schema.tables where table_schema = 'public'"))
				.isEqualTo("0");
		}
	}

	@Test
	void standardOutputHasNothingButMessages() throws Exception {
		try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
			FreshProject project = FreshProject.copy("shop", this.directory, server, "silent");
			Process process = process(project, maven("-q", "migrate:mcp"));
			process.getOutputStream().write("""
					{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
					"capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
					""".getBytes(StandardCharsets.UTF_8));
			process.getOutputStream().flush();
			BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
			assertThat(output.readLine()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":");
			process.getOutputStream().write("""
					{"jsonrpc":"2.0","method":"notifications/initialized"}
					{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"history"}}
					{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"show"}}
					""".getBytes(StandardCharsets.UTF_8));
			// The end of the input does not stop the call.
			process.getOutputStream().close();
			List<String> lines = output.lines()
				.map((line) -> line.replace("\u001b[0m", ""))
				.filter((line) -> !line.isEmpty())
				.toList();
			assertThat(lines).hasSize(2).allSatisfy((line) -> assertThat(line).startsWith("{\"jsonrpc\":\"2.0\","));
			assertThat(lines.get(1)).contains("\"id\":3,", "changelog-missing");
			assertThat(process.waitFor()).isZero();
			assertRefused(process(project, maven("migrate:mcp")), "add -q");
			assertRefused(process(project, maven("-q", "-B", "migrate:mcp")), "omit -B");
		}
	}

	private static void assertRefused(Process process, String remedy) throws Exception {
		assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
			.contains("Error [usage]: ", remedy);
		assertThat(process.waitFor()).isEqualTo(2);
	}

	// An assistant starts Maven neither quietly nor in batch mode by itself.
	private static List<String> maven(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(MavenRun.command());
		command.removeAll(List.of("-q", "-B"));
		command.addAll(List.of(arguments));
		return command;
	}

	private static Process process(FreshProject project, List<String> command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).directory(project.resolve(".").toFile());
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		builder.environment().putAll(project.variables());
		return builder.start();
	}

	private static McpSyncClient client(FreshProject project, String... arguments) throws Exception {
		List<String> command = maven(arguments);
		command.addAll(List.of("-q", "-f", project.resolve("pom.xml").toString(), "migrate:mcp"));
		ServerParameters parameters = ServerParameters.builder(command.get(0))
			.args(command.subList(1, command.size()))
			.env(project.variables())
			.addEnvVar("JAVA_HOME", System.getProperty("java.home"))
			.build();
		return McpClient.sync(new StdioClientTransport(parameters, McpJsonDefaults.getMapper()))
			.requestTimeout(Duration.ofMinutes(2))
			.initializationTimeout(Duration.ofMinutes(2))
			.build();
	}

	private static CallToolResult call(McpSyncClient client, String tool, String... argument) throws Exception {
		CallToolResult result = client
			.callTool(new CallToolRequest(tool, (argument.length == 0) ? Map.of() : Map.of(argument[0], argument[1])));
		String document = ((TextContent) result.content().get(0)).text();
		assertThat(schema().validate(document, InputFormat.JSON)).as(document).isEmpty();
		return result;
	}

	private static Object member(CallToolResult result, String member) {
		assertThat(result.isError()).as(result.toString()).isFalse();
		return ((Map<?, ?>) result.structuredContent()).get(member);
	}

	private static Object error(CallToolResult result) {
		assertThat(result.isError()).isTrue();
		return ((Map<?, ?>) ((Map<?, ?>) result.structuredContent()).get("error")).get("code");
	}

	private static List<Path> revisions(FreshProject project) throws Exception {
		try (Stream<Path> files = Files.list(project.resolve("src/main/resources/db/changelog/versions"))) {
			return files.toList();
		}
	}

	private static Schema schema() throws Exception {
		try (InputStream schema = MigrateCommand.class.getResourceAsStream("/META-INF/migrate/output.schema.json")) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8),
						InputFormat.JSON);
		}
	}

}
