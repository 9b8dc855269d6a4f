package dev.migrate.maven;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.migrate.ErrorCode;
import dev.migrate.command.ExitCode;
import dev.migrate.command.console.Json;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Serves assistants by the Model Context Protocol on standard input and output: status,
 * check, plan, show and doctor, none of which changes a database or a file.
 */
@Mojo(name = "mcp", aggregator = true, threadSafe = true)
@SuppressWarnings("NullAway.Init")
public class McpMojo extends AbstractMojo {

	private static final String ALLOW_GENERATE = "allow-generate";

	private static final String DOCUMENT = "{\"schemaVersion\":";

	private static final String INSTRUCTIONS = "Schema migrations of a Spring Boot application, generated from its JPA"
			+ " entities. Results are the JSON of the commands; an error has a code that does not change. Nothing here"
			+ " changes a database: the user applies revisions.";

	@Parameter(defaultValue = "${session}", readonly = true, required = true)
	private MavenSession session;

	@Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
	private MojoExecution execution;

	/**
	 * Whether there is a tool that writes revisions into the sources.
	 */
	@Parameter(property = ALLOW_GENERATE, defaultValue = "false")
	private boolean allowGenerate;

	private final CountDownLatch end = new CountDownLatch(1);

	@Override
	public void execute() throws MojoExecutionException, MojoFailureException {
		refuseOtherOutput();
		System.setOut(System.err);
		McpJsonMapper mapper = McpJsonDefaults.getMapper();
		McpSyncServer server = McpServer
			.sync(new StdioServerTransportProvider(mapper, new Input(), new FileOutputStream(FileDescriptor.out)))
			.serverInfo("migrate", plugin().getVersion())
			.instructions(INSTRUCTIONS)
			.capabilities(ServerCapabilities.builder().tools(false).build())
			.validateToolInputs(true)
			.tools(McpTool.all(this.allowGenerate).stream().map((tool) -> specification(tool, mapper)).toList())
			.build();
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MojoExecutionException("The server was interrupted", ex);
		}
		finally {
			server.closeGracefully();
		}
		MavenProcess.end(ExitCode.DONE);
	}

	// Each line of standard output is a message of the protocol.
	private void refuseOtherOutput() throws MojoFailureException {
		if (!MavenProcess.isForBuild()) {
			throw failure("The server needs a process of Maven of its own, not that of a daemon or a shell: use mvn.");
		}
		if (getLog().isInfoEnabled()) {
			throw failure(
					"Maven prints to the standard output that assistants read: add -q, as in mvn -q migrate:mcp.");
		}
		if (!this.session.getRequest().isInteractiveMode()) {
			throw failure("In batch mode Maven prints control characters to the standard output that assistants read:"
					+ " omit -B, as in mvn -q migrate:mcp.");
		}
	}

	private MojoFailureException failure(String reason) {
		if (MavenProcess.isForBuild()) {
			MavenProcess.terminal().error(ErrorCode.USAGE, reason);
			MavenProcess.end(ExitCode.CANNOT_PROCEED);
		}
		return new MojoFailureException(reason);
	}

	private SyncToolSpecification specification(McpTool tool, McpJsonMapper mapper) {
		MavenCommand maven = MavenCommand.of(this.session, ALLOW_GENERATE);
		return SyncToolSpecification.builder()
			.tool(Tool.builder(tool.toString(), tool.inputSchema())
				.description(tool.description())
				.annotations(ToolAnnotations.builder()
					.readOnlyHint(tool.isReadOnly())
					.destructiveHint(false)
					.openWorldHint(false)
					.build())
				.build())
			.callHandler((exchange, request) -> call(tool, request.arguments(), maven, mapper))
			.build();
	}

	// One after the other: two builds of one project would be in each other's way.
	private synchronized CallToolResult call(McpTool tool, Map<String, Object> arguments, MavenCommand maven,
			McpJsonMapper mapper) {
		try {
			List<String> properties = new ArrayList<>(tool.properties(arguments));
			properties.add("-Djson");
			return result(maven.run("%s:%s:%s:%s".formatted(plugin().getGroupId(), plugin().getArtifactId(),
					plugin().getVersion(), tool.goal()), properties), mapper);
		}
		catch (IllegalArgumentException ex) {
			return error(ErrorCode.USAGE, String.valueOf(ex.getMessage()), mapper);
		}
		catch (IOException ex) {
			return error(ErrorCode.UNEXPECTED, "Maven cannot be run: " + ex.getMessage() + ".", mapper);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return error(ErrorCode.UNEXPECTED, "The command was interrupted.", mapper);
		}
	}

	private static CallToolResult error(ErrorCode code, String message, McpJsonMapper mapper) {
		return result(Json.document(List.of(), false, code, message), mapper);
	}

	// What comes before the document are the errors of the compiler, or of Maven.
	private static CallToolResult result(String output, McpJsonMapper mapper) {
		int start = Math.max(output.lastIndexOf("\n" + DOCUMENT) + 1, 0);
		if (!output.startsWith(DOCUMENT, start)) {
			return error(ErrorCode.UNEXPECTED, "Maven has not run the command: " + output.strip(), mapper);
		}
		String document = output.substring(start).lines().findFirst().orElseThrow();
		Map<String, Object> content = read(document, mapper);
		CallToolResult.Builder result = CallToolResult.builder()
			.structuredContent(content)
			.isError(content.containsKey("error"))
			.addTextContent(document);
		String before = output.substring(0, start).strip();
		if (!before.isEmpty()) {
			result.addTextContent(before);
		}
		return result.build();
	}

	private static Map<String, Object> read(String document, McpJsonMapper mapper) {
		try {
			return mapper.readValue(document, new TypeRef<>() {
			});
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private PluginDescriptor plugin() {
		return this.execution.getMojoDescriptor().getPluginDescriptor();
	}

	/**
	 * Standard input, whose end is that of the server.
	 */
	private final class Input extends FilterInputStream {

		Input() {
			super(new FileInputStream(FileDescriptor.in));
		}

		@Override
		public int read() throws IOException {
			return ended(super.read());
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			return ended(super.read(buffer, offset, length));
		}

		private int ended(int read) {
			if (read < 0) {
				McpMojo.this.end.countDown();
			}
			return read;
		}

	}

}
