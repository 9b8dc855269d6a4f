package dev.migrate.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

import javax.inject.Inject;

import dev.migrate.ErrorCode;
import dev.migrate.command.ExitCode;
import dev.migrate.command.MigrateCommand;
import dev.migrate.command.UsageError;
import dev.migrate.command.console.Json;
import dev.migrate.command.console.Terminal;
import dev.migrate.command.mode.CommandLineArguments;
import dev.migrate.maven.Invocation.Call;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.util.cli.CommandLineUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/**
 * Base class of the goals, each of which runs the command of its name.
 * <p>
 * Called on the command line of Maven, a goal compiles the modules of the build, runs the
 * command once, in the module that is the application, and ends Maven with the exit code
 * of the command. As a part of a build it runs the command in the module that has it, and
 * fails the build if the exit code is not 0.
 */
@SuppressWarnings("NullAway.Init")
abstract class AbstractCommandMojo extends AbstractMojo {

	static final String ARGUMENTS_FILE = "migrate.maven.argumentsFile";

	private static final String COMPILED = "process-classes";

	@Parameter(defaultValue = "${session}", readonly = true, required = true)
	private MavenSession session;

	@Parameter(defaultValue = "${project}", readonly = true, required = true)
	private MavenProject project;

	@Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
	private MojoExecution execution;

	/**
	 * Further arguments of the command. On the command line of Maven,
	 * {@code -Dargs="--rename a:b"} adds some, and each option of the command is a
	 * property with its name: {@code -Dm="Add price"}, {@code -Ddry-run},
	 * {@code -Drev=head}. So are properties of Spring:
	 * {@code -Dspring.datasource.url=...}.
	 */
	@Parameter
	private List<String> arguments = new ArrayList<>();

	/**
	 * The profiles of Spring with which the application runs.
	 */
	@Parameter(property = "migrate.maven.profiles")
	private List<String> profiles = new ArrayList<>();

	/**
	 * The main class of the application. By default, that which Spring Boot's plugin is
	 * configured with, or the only one in the module.
	 */
	@Parameter(property = "migrate.maven.mainClass")
	private @Nullable String mainClass;

	/**
	 * Arguments of the JVM in which the command runs, separated by blanks.
	 */
	@Parameter(property = "migrate.maven.jvmArguments")
	private @Nullable String jvmArguments;

	/**
	 * A file with the arguments of the command, one in each line, instead of those of the
	 * command line of Maven: no shell and no property changes them.
	 */
	@Parameter(property = ARGUMENTS_FILE)
	private @Nullable File argumentsFile;

	/**
	 * Whether the class path has the test classes, as far as they have been compiled, and
	 * the dependencies of the tests.
	 */
	@Parameter(property = "migrate.maven.useTestClasspath", defaultValue = "false")
	private boolean useTestClasspath;

	/**
	 * Whether the module is not the application.
	 */
	@Parameter(property = "migrate.maven.skip", defaultValue = "false")
	private boolean skip;

	@Inject
	private LifecycleExecutor lifecycle;

	@Inject
	private BuildPluginManager plugins;

	@Inject
	private ToolchainManager toolchains;

	@Override
	public final void execute() throws MojoExecutionException, MojoFailureException {
		try {
			if (isCalled()) {
				call();
			}
			else if (!this.skip) {
				runInBuild();
			}
		}
		catch (IOException ex) {
			getLog().debug(ex);
			throw end(ExitCode.FAILED, ErrorCode.UNEXPECTED, "The command could not be run: " + ex.getMessage() + ".");
		}
		catch (IllegalArgumentException ex) {
			throw rejection(ErrorCode.USAGE, ex.getMessage() + ".");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MojoExecutionException("The command was interrupted", ex);
		}
	}

	private boolean isCalled() {
		return this.execution.getSource() == MojoExecution.Source.CLI;
	}

	private void call() throws MojoExecutionException, MojoFailureException, IOException, InterruptedException {
		Invocation invocation = Invocation.of(this.session, this.execution);
		List<String> line = line(this.session.getUserProperties());
		if (isOnlyHelp(line, invocation.isFirst())) {
			MavenProcess.end(ExitCode.DONE);
			invocation.visit(Optional.empty());
			markCompiled();
			return;
		}
		compile();
		boolean isLast = invocation.visit(this.skip ? Optional.empty()
				: application(invocation).map((application) -> new Call(application, process(), arguments(line))));
		if (isLast) {
			int exitCode = only(invocation).run();
			if (exitCode != ExitCode.DONE) {
				MavenProcess.end(exitCode);
				throw failure(exitCode);
			}
		}
	}

	private Call only(Invocation invocation) throws MojoFailureException {
		List<Call> calls = invocation.calls();
		if (calls.isEmpty()) {
			if (invocation.problem().isPresent()) {
				throw rejection(ErrorCode.APPLICATION_AMBIGUOUS, invocation.problem().get());
			}
			throw rejection(ErrorCode.APPLICATION_NOT_FOUND, "There is no application here: a module needs the"
					+ " dependency dev.migrate:migrate-spring-boot-starter and a main class.");
		}
		if (calls.size() > 1) {
			throw rejection(ErrorCode.APPLICATION_AMBIGUOUS,
					"There are several applications here, %s: choose one, as in mvn -pl %s -am migrate:%s".formatted(
							calls.stream().map((call) -> call.application().name()).collect(Collectors.joining(", ")),
							path(calls.get(0).application()), this.execution.getGoal()));
		}
		return calls.get(0);
	}

	private void runInBuild() throws MojoExecutionException, MojoFailureException, IOException, InterruptedException {
		Optional<Application> application = Application.of(this.project, this.mainClass, this.useTestClasspath);
		if (application.isEmpty()) {
			getLog().info("Not an application with migrations");
			return;
		}
		int exitCode = process().run(application.get(), arguments(line(new Properties())));
		if (exitCode != ExitCode.DONE) {
			throw failure(exitCode);
		}
	}

	private List<String> line(Properties properties) throws MojoFailureException, IOException {
		List<String> given = new ArrayList<>();
		try {
			if (this.argumentsFile != null) {
				given.addAll(Files.readAllLines(this.argumentsFile.toPath()));
				given.addAll(CommandOptions.ofSpring(properties));
			}
			else {
				given.addAll(CommandOptions.of(this.execution.getGoal(), properties));
				given.addAll(words(properties.getProperty("args")));
			}
		}
		catch (IllegalArgumentException ex) {
			throw rejection(ErrorCode.USAGE, String.valueOf(ex.getMessage()));
		}
		List<String> configured = new ArrayList<>(this.arguments);
		if (!this.profiles.isEmpty()) {
			configured.add("--spring.profiles.active=" + String.join(",", this.profiles));
		}
		if (this.argumentsFile != null) {
			configured.removeIf((argument) -> CommandLineArguments.of(List.of(argument)).properties().isEmpty());
		}
		// Spring would take both values.
		configured.removeIf((argument) -> given.stream().anyMatch((other) -> isSameProperty(argument, other)));
		List<String> line = new ArrayList<>(List.of(this.execution.getGoal()));
		line.addAll(configured);
		line.addAll(given);
		return line;
	}

	private static boolean isSameProperty(String one, String other) {
		return !CommandLineArguments.of(List.of(one)).properties().isEmpty()
				&& other.startsWith(one.substring(0, one.indexOf('=') + 1));
	}

	private static List<String> arguments(List<String> line) {
		List<String> arguments = new ArrayList<>(List.of("migrate"));
		arguments.addAll(line);
		return arguments;
	}

	private boolean isOnlyHelp(List<String> line, boolean isFirst) throws MojoFailureException {
		Terminal terminal = MavenProcess.terminal();
		try {
			return new MigrateCommand().parse(CommandLineArguments.of(line).command(),
					isFirst ? terminal : terminal.quiet());
		}
		catch (MissingParameterException ex) {
			if (this.session.getProjects().size() > 1) {
				// The module of the application may have it in its configuration.
				return false;
			}
			throw rejection(ErrorCode.USAGE, UsageError.describe(ex));
		}
		catch (ParameterException ex) {
			throw rejection(ErrorCode.USAGE, UsageError.describe(ex));
		}
	}

	private void compile() throws MojoFailureException {
		try {
			for (MojoExecution step : this.lifecycle.calculateExecutionPlan(this.session, COMPILED)
				.getMojoExecutions()) {
				this.plugins.executeMojo(this.session, step);
			}
			markCompiled();
		}
		catch (Exception ex) {
			getLog().debug(ex);
			throw end(ExitCode.FAILED, ErrorCode.NOT_COMPILED, "The module %s could not be compiled: %s".formatted(
					this.project.getArtifactId(), String.valueOf(ex.getMessage()).lines().findFirst().orElse("")));
		}
	}

	// Maven then resolves a dependency on this module with its classes, and one on its
	// tests with their directory.
	private void markCompiled() {
		this.project.addLifecyclePhase("compile");
		this.project.addLifecyclePhase("test-compile");
	}

	private Optional<Application> application(Invocation invocation) {
		try {
			return Application.of(this.project, this.mainClass, this.useTestClasspath);
		}
		catch (IllegalStateException ex) {
			invocation.addProblem(String.valueOf(ex.getMessage()));
			return Optional.empty();
		}
	}

	private ApplicationProcess process() {
		Toolchain toolchain = this.toolchains.getToolchainFromBuildContext("jdk", this.session);
		return new ApplicationProcess(ApplicationProcess.java((toolchain != null) ? toolchain.findTool("java") : null),
				words(this.jvmArguments));
	}

	private static List<String> words(@Nullable String text) {
		try {
			return Arrays.asList(CommandLineUtils.translateCommandline((text != null) ? text : ""));
		}
		catch (Exception ex) {
			throw new IllegalArgumentException("Not a list of arguments: " + text, ex);
		}
	}

	private String path(Application application) {
		return Path.of(this.session.getExecutionRootDirectory())
			.relativize(application.directory())
			.toString()
			.replace('\\', '/');
	}

	private MojoFailureException rejection(ErrorCode code, String reason) {
		return end(ExitCode.CANNOT_PROCEED, code, reason);
	}

	private MojoFailureException end(int exitCode, ErrorCode code, String reason) {
		if (isCalled() && MavenProcess.isForBuild()) {
			Terminal terminal = MavenProcess.terminal();
			terminal.error(code, reason);
			if (isJson()) {
				terminal.document(Json.document(List.of(), false, code, reason));
			}

			MavenProcess.end(exitCode);
		}
		return new MojoFailureException(reason);
	}

	// Also where the arguments cannot be understood.
	private boolean isJson() {
		Properties properties = this.session.getUserProperties();
		return properties.containsKey("json") || this.arguments.contains("--json") || this.argumentsFile != null
				|| properties.getProperty("args", "").contains("--json");
	}

	private MojoFailureException failure(int exitCode) {
		return new MojoFailureException(
				"The command %s ended with exit code %d, see above".formatted(this.execution.getGoal(), exitCode));
	}

}
