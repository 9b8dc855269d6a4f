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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import dev.migrate.ErrorCode;
import dev.migrate.Secrets;
import dev.migrate.command.ExitCode;
import dev.migrate.command.console.Json;
import dev.migrate.maven.MavenCommand.Printed;
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

	private static final String SCRATCH = "migrate.scratch.enabled";

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

	// Two builds of one project would be in each other's way. The first come is the first
	// served, so that the end of the input comes last.
	private final Lock running = new ReentrantLock(true);

	@Override
	public void execute() throws MojoExecutionException, MojoFailureException {
		refuseOtherOutput();
		System.setOut(System.err);
		MavenCommand maven = command();
		McpJsonMapper mapper = McpJsonDefaults.getMapper();
		McpSyncServer server = McpServer
			.sync(new StdioServerTransportProvider(mapper, new Input(), new FileOutputStream(FileDescriptor.out)))
			.serverInfo("migrate", plugin().getVersion())
			.instructions(INSTRUCTIONS)
			.capabilities(ServerCapabilities.builder().tools(false).build())
			.validateToolInputs(false)
			.tools(McpTool.all(this.allowGenerate).stream().map((tool) -> specification(tool, maven, mapper)).toList())
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
					+ " omit -B, and interactiveMode in the settings.");
		}
	}

	private MavenCommand command() throws MojoExecutionException {
		try {
			return MavenCommand.of(this.session, ALLOW_GENERATE);
		}
		catch (IOException ex) {
			throw new MojoExecutionException("Maven cannot be found: " + ex.getMessage(), ex);
		}
	}

	private MojoFailureException failure(String reason) {
		if (MavenProcess.isForBuild()) {
			MavenProcess.terminal().error(ErrorCode.USAGE, reason);
			MavenProcess.end(ExitCode.CANNOT_PROCEED);
		}
		return new MojoFailureException(reason);
	}

	private SyncToolSpecification specification(McpTool tool, MavenCommand maven, McpJsonMapper mapper) {
		return SyncToolSpecification.builder()
			.tool(Tool.builder(tool.toString(), tool.inputSchema())
				.description(tool.description())
				.annotations(ToolAnnotations.builder()
					.readOnlyHint(tool.isReadOnly())
					.destructiveHint(false)
					.openWorldHint(false)
					.build())
				.build())
			.callHandler((exchange, request) -> call(tool,
					(request.arguments() != null) ? request.arguments() : Map.of(), maven, mapper))
			.build();
	}

	private CallToolResult call(McpTool tool, Map<String, Object> given, MavenCommand maven, McpJsonMapper mapper) {
		try {
			List<String> arguments = new ArrayList<>(tool.arguments(given));
			arguments.add("--json");
			if (!this.session.getUserProperties().containsKey(SCRATCH)) {
				// It may be a database on the same server.
				arguments.add("--" + SCRATCH + "=false");
			}
			return result(run(tool, arguments, maven), mapper);
		}
		catch (IllegalArgumentException ex) {
			return error(ErrorCode.USAGE, String.valueOf(ex.getMessage()), "", mapper);
		}
		catch (IOException ex) {
			return error(ErrorCode.UNEXPECTED, "Maven cannot be run: " + ex.getMessage() + ".", "", mapper);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return error(ErrorCode.UNEXPECTED, "The command was interrupted.", "", mapper);
		}
	}

	private Printed run(McpTool tool, List<String> arguments, MavenCommand maven)
			throws IOException, InterruptedException {
		this.running.lock();
		try {
			return maven.run("%s:%s:%s:%s".formatted(plugin().getGroupId(), plugin().getArtifactId(),
					plugin().getVersion(), tool.goal()), arguments);
		}
		finally {
			this.running.unlock();
		}
	}

	private static CallToolResult error(ErrorCode code, String message, String details, McpJsonMapper mapper) {
		return result(Json.document(List.of(), false, code, message), details, mapper);
	}

	private static CallToolResult result(Printed printed, McpJsonMapper mapper) {
		String output = printed.output();
		int start = Math.max(output.lastIndexOf("\n" + DOCUMENT) + 1, 0);
		// What comes before the document are the errors of the compiler, or of Maven.
		String before = output.startsWith(DOCUMENT, start) ? output.substring(0, start) : output;
		String details = Secrets.mask((before + "\n" + printed.errors()).strip());
		if (!output.startsWith(DOCUMENT, start)) {
			return error(ErrorCode.UNEXPECTED, "Maven has not run the command: see what it has printed.", details,
					mapper);
		}
		return result(output.substring(start).lines().findFirst().orElseThrow(), details, mapper);
	}

	private static CallToolResult result(String document, String details, McpJsonMapper mapper) {
		Map<String, Object> content = read(document, mapper);
		boolean isError = content.containsKey("error");
		CallToolResult.Builder result = CallToolResult.builder()
			.structuredContent(content)
			.isError(isError)
			.addTextContent(document);
		if (isError && !details.isEmpty()) {
			result.addTextContent(details);
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

		// The server writes no answer once the input has ended, and the calls that are
		// under way may be writing a file.
		private int ended(int read) {
			if (read < 0) {
				try {
					pause();
					McpMojo.this.running.lock();
					pause();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				McpMojo.this.end.countDown();
			}
			return read;
		}

		// A call that has been read may not have begun, and an answer may not be written.
		private void pause() throws InterruptedException {
			TimeUnit.MILLISECONDS.sleep(500);
		}

	}

}
