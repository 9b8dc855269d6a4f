package dev.migrate.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

import javax.inject.Inject;

import dev.migrate.command.ExitCode;
import dev.migrate.command.MigrateCommand;
import dev.migrate.command.UsageError;
import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Terminal;
import dev.migrate.command.mode.CommandLineArguments;
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

	private static final String COMPILED = "process-classes";

	private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

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
	 * Whether the class path has the test classes, as far as they have been compiled, and
	 * the dependencies of the tests.
	 */
	@Parameter(property = "migrate.maven.useTestClasspath", defaultValue = "false")
	private boolean useTestClasspath;

	/**
	 * Whether to do nothing.
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
		if (this.skip) {
			return;
		}
		try {
			if (this.execution.getSource() == MojoExecution.Source.CLI) {
				call();
			}
			else {
				runInBuild();
			}
		}
		catch (IOException ex) {
			throw new MojoExecutionException("The command could not be run: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MojoExecutionException("The command was interrupted", ex);
		}
	}

	private void call() throws MojoExecutionException, MojoFailureException, IOException, InterruptedException {
		String command = this.execution.getGoal();
		Invocation invocation = Invocation.of(this.session, command);
		List<String> line = line(this.session.getUserProperties());
		if (isOnlyHelp(line, invocation.isFirst() ? terminal() : terminal().quiet())) {
			invocation.visit(List.of());
			return;
		}
		compile();
		if (!invocation.visit(application().stream().toList())) {
			return;
		}
		List<Application> applications = invocation.applications();
		if (applications.isEmpty()) {
			throw end(ExitCode.CANNOT_PROCEED, "There is no application here: a module needs the dependency"
					+ " dev.migrate:migrate-spring-boot-starter and a main class.");
		}
		if (applications.size() > 1) {
			throw end(ExitCode.CANNOT_PROCEED,
					"There are several applications here, %s: choose one, as in mvn -pl %s -am migrate:%s".formatted(
							applications.stream().map(Application::name).collect(Collectors.joining(", ")),
							path(applications.get(0)), command));
		}
		int exitCode = run(applications.get(0), line);
		if (exitCode != ExitCode.DONE) {
			endProcess(exitCode);
			throw failure(exitCode);
		}
	}

	private void runInBuild() throws MojoExecutionException, MojoFailureException, IOException, InterruptedException {
		Optional<Application> application = application();
		if (application.isEmpty()) {
			getLog().info("Not an application with migrations");
			return;
		}
		int exitCode = run(application.get(), line(new Properties()));
		if (exitCode != ExitCode.DONE) {
			throw failure(exitCode);
		}
	}

	private List<String> line(Properties properties) throws MojoExecutionException {
		List<String> line = new ArrayList<>(List.of(this.execution.getGoal()));
		line.addAll(this.arguments);
		line.addAll(CommandOptions.of(this.execution.getGoal(), properties));
		line.addAll(words(properties.getProperty("args")));
		if (!this.profiles.isEmpty()) {
			line.add("--spring.profiles.active=" + String.join(",", this.profiles));
		}
		return line;
	}

	private boolean isOnlyHelp(List<String> line, Terminal terminal) throws MojoFailureException {
		try {
			return new MigrateCommand().parse(CommandLineArguments.of(line).command(), terminal);
		}
		catch (ParameterException ex) {
			throw end(ExitCode.CANNOT_PROCEED, UsageError.describe(ex));
		}
	}

	private void compile() throws MojoFailureException {
		try {
			for (MojoExecution step : this.lifecycle.calculateExecutionPlan(this.session, COMPILED)
				.getMojoExecutions()) {
				this.plugins.executeMojo(this.session, step);
			}
			// From now on, other modules find the classes of this one.
			this.project.addLifecyclePhase("compile");
		}
		catch (Exception ex) {
			getLog().debug(ex);
			throw end(ExitCode.FAILED, "The module %s could not be compiled: %s".formatted(this.project.getArtifactId(),
					String.valueOf(ex.getMessage()).lines().findFirst().orElse("")));
		}
	}

	private Optional<Application> application() throws MojoFailureException {
		try {
			return Application.of(this.project, this.mainClass, this.useTestClasspath);
		}
		catch (IllegalStateException ex) {
			throw end(ExitCode.CANNOT_PROCEED, ex.getMessage() + "; name one in migrate.maven.mainClass.");
		}
	}

	private int run(Application application, List<String> line)
			throws IOException, InterruptedException, MojoExecutionException {
		Toolchain toolchain = this.toolchains.getToolchainFromBuildContext("jdk", this.session);
		Path java = ApplicationProcess.java((toolchain != null) ? toolchain.findTool("java") : null);
		List<String> all = new ArrayList<>(List.of("migrate"));
		all.addAll(line);
		return new ApplicationProcess(java, words(this.jvmArguments)).run(application, all);
	}

	private static List<String> words(@Nullable String text) throws MojoExecutionException {
		try {
			return Arrays.asList(CommandLineUtils.translateCommandline((text != null) ? text : ""));
		}
		catch (Exception ex) {
			throw new MojoExecutionException("Not a list of arguments: " + text, ex);
		}
	}

	private String path(Application application) {
		return Path.of(this.session.getExecutionRootDirectory())
			.relativize(application.directory())
			.toString()
			.replace('\\', '/');
	}

	private MojoFailureException end(int exitCode, String reason) {
		if (this.execution.getSource() == MojoExecution.Source.CLI && isOwnProcess()) {
			terminal().error(reason);
			endProcess(exitCode);
		}
		return new MojoFailureException(reason);
	}

	// Maven itself ends with 1 whatever has failed, and says so at length.
	private static void endProcess(int exitCode) {
		if (isOwnProcess()) {
			terminal().exit().accept(exitCode);
		}
	}

	// The process of a daemon or an IDE is not ours to end.
	private static boolean isOwnProcess() {
		return System.getProperty("sun.java.command", "").startsWith(MAVEN);
	}

	private MojoFailureException failure(int exitCode) {
		return new MojoFailureException(
				"The command %s ended with exit code %d, see above".formatted(this.execution.getGoal(), exitCode));
	}

	// Maven 4 logs what is printed to System.err, and its quiet mode hides it.
	private static Terminal terminal() {
		Terminal terminal = Terminal.ofProcess();
		return new Terminal(screen(terminal.results(), FileDescriptor.out),
				screen(terminal.notes(), FileDescriptor.err), terminal.answers(), terminal.exit(), terminal.timeZone());
	}

	private static Screen screen(Screen screen, FileDescriptor descriptor) {
		return new Screen(new PrintStream(new FileOutputStream(descriptor), true), screen.terminal(),
				screen.environment());
	}

}
