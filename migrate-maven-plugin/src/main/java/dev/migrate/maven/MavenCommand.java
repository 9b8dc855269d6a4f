package dev.migrate.maven;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs Maven once more on the project of a session, with its profiles, properties and
 * settings, in a JVM of its own: it finds what has changed since in the sources and in
 * the POM.
 */
final class MavenCommand {

	private static final String LAUNCHER = "org.codehaus.plexus.classworlds.launcher.Launcher";

	// Maven resets the colours of a terminal even where there is none.
	private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

	private final List<String> command;

	private final List<String> properties;

	private MavenCommand(List<String> command, List<String> properties) {
		this.command = command;
		this.properties = properties;
	}

	/**
	 * Return the command that runs Maven as in a session. It starts no shell.
	 * @param session the session
	 * @param withoutProperty the property of the session that is left out
	 * @return the command
	 * @throws IOException if Maven is not where it should be
	 */
	static MavenCommand of(MavenSession session, String withoutProperty) throws IOException {
		MavenExecutionRequest request = session.getRequest();
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		Path home = Path.of(System.getProperty("maven.home"));
		ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((argument) -> !argument.startsWith("-agentlib:jdwp"))
			.forEach(command::add);
		// The Maven Wrapper runs without it.
		command.addAll(List.of("-Dmaven.home=" + home, "-Dclassworlds.conf=" + home.resolve("bin/m2.conf"),
				"-classpath", launcher(home).toString(), LAUNCHER, "-q", "-B", "-f", request.getPom().getPath()));
		if (request.isOffline()) {
			command.add("-o");
		}
		add("-s", request.getUserSettingsFile(), command);
		add("-t", request.getUserToolchainsFile(), command);
		add("-gs", request.getGlobalSettingsFile(), command);
		request.getActiveProfiles().forEach((profile) -> command.addAll(List.of("-P", profile)));
		request.getInactiveProfiles().forEach((profile) -> command.addAll(List.of("-P", "!" + profile)));
		request.getSelectedProjects().forEach((project) -> command.addAll(List.of("-pl", project)));
		request.getExcludedProjects().forEach((project) -> command.addAll(List.of("-pl", "!" + project)));
		if (MavenExecutionRequest.REACTOR_MAKE_UPSTREAM.equals(request.getMakeBehavior())) {
			command.add("-am");
		}
		List<String> properties = session.getUserProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> !name.equals(withoutProperty) && !name.startsWith("session."))
			.sorted()
			.map((name) -> "-D" + name + "=" + session.getUserProperties().getProperty(name))
			.toList();
		return new MavenCommand(List.copyOf(command), properties);
	}

	// Maven fails where a file that it would look for by itself is named and does not
	// exist.
	private static void add(String option, @Nullable File file, List<String> command) {
		if (file != null && file.exists()) {
			command.addAll(List.of(option, file.getPath()));
		}
	}

	private static Path launcher(Path home) throws IOException {
		try (Stream<Path> files = Files.list(home.resolve("boot"))) {
			return files.filter((file) -> file.getFileName().toString().matches("plexus-classworlds.*\\.jar"))
				.findFirst()
				.orElseThrow(() -> new FileNotFoundException("plexus-classworlds in " + home.resolve("boot")));
		}
	}

	/**
	 * Run a goal.
	 * @param goal the goal, with the coordinates of its plugin
	 * @param arguments the arguments of its command
	 * @return what it has printed
	 * @throws IOException if the JVM cannot be started
	 * @throws InterruptedException if this thread is interrupted; Maven is stopped then
	 */
	Printed run(String goal, List<String> arguments) throws IOException, InterruptedException {
		Path file = Files.createTempFile("migrate", ".arguments");
		Path output = Files.createTempFile("migrate", ".output");
		Path errors = Files.createTempFile("migrate", ".errors");
		try {
			// Maven would replace what looks like a property.
			Files.write(file, arguments);
			List<String> line = new ArrayList<>(this.command);
			line.addAll(this.properties);
			line.addAll(List.of("-D" + AbstractCommandMojo.ARGUMENTS_FILE + "=" + file, goal));
			Process process = new ProcessBuilder(line).redirectOutput(output.toFile())
				.redirectError(errors.toFile())
				.start();
			process.getOutputStream().close();
			ChildProcess.await(process, file, output, errors);
			return new Printed(plain(output), plain(errors));
		}
		finally {
			Files.deleteIfExists(file);
			Files.deleteIfExists(output);
			Files.deleteIfExists(errors);
		}
	}

	// The compiler may print in the encoding of the machine, which is no reason to fail.
	private static String plain(Path file) throws IOException {
		return COLOUR.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).replaceAll("").strip();
	}

	/**
	 * What Maven has printed.
	 *
	 * @param output the standard output
	 * @param errors the standard error
	 */
	record Printed(String output, String errors) {

	}

}
