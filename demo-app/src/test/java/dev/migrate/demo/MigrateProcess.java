package dev.migrate.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A process that a test starts as a user would, in most cases the packaged shop.
 */
final class MigrateProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final Process process;

	private final Path output;

	private final Path errors;

	private MigrateProcess(Path directory, Map<String, String> environment, List<String> command) throws IOException {
		this.output = Files.createTempFile("output", ".txt");
		this.errors = Files.createTempFile("errors", ".txt");
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectOutput(this.output.toFile())
			.redirectError(this.errors.toFile());
		builder.environment().putAll(environment);
		this.process = builder.start();
		// No terminal: a question cannot be answered
		this.process.getOutputStream().close();
	}

	/**
	 * Start the packaged shop from its jar.
	 * @param directory the working directory
	 * @param arguments the arguments of the shop
	 * @return the running process
	 * @throws IOException if it does not start
	 */
	static MigrateProcess packagedShop(Path directory, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(java("-jar", System.getProperty("demo.jar")));
		command.addAll(List.of(arguments));
		return start(directory, command);
	}

	/**
	 * Start the {@linkplain ExtractedShop extracted} shop, for one of many commands.
	 * @param directory the working directory
	 * @param arguments the arguments of the shop
	 * @return the running process
	 * @throws Exception if it does not start
	 */
	static MigrateProcess shop(Path directory, String... arguments) throws Exception {
		return shop(directory, Map.of(), arguments);
	}

	/**
	 * Start the {@linkplain ExtractedShop extracted} shop in an environment.
	 * @param directory the working directory
	 * @param variables the variables of the environment
	 * @param arguments the arguments of the shop
	 * @return the running process
	 * @throws Exception if it does not start
	 */
	static MigrateProcess shop(Path directory, Map<String, String> variables, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(ExtractedShop.command());
		command.addAll(List.of(arguments));
		return new MigrateProcess(directory, variables, command);
	}

	/**
	 * Start a program.
	 * @param directory the working directory
	 * @param command the path of the program, and its arguments
	 * @return the running process
	 * @throws IOException if it does not start
	 */
	static MigrateProcess start(Path directory, List<String> command) throws IOException {
		return new MigrateProcess(directory, Map.of(), command);
	}

	/**
	 * Return the command of a JVM that is fast for a process of a few seconds.
	 * @param arguments its arguments
	 * @return the path of java, options and the arguments
	 */
	static List<String> java(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		command.addAll(List.of(arguments));
		return List.copyOf(command);
	}

	/**
	 * Start a shell command, with the Maven and Java of this build.
	 * @param directory the working directory
	 * @param line the line, as a user types it
	 * @return the running process
	 * @throws IOException if it does not start
	 */
	static MigrateProcess shell(Path directory, String line) throws IOException {
		return shell(directory, Map.of(), line);
	}

	/**
	 * Start a shell command in an environment.
	 * @param directory the working directory
	 * @param variables the variables of the environment
	 * @param line the line, as a user types it
	 * @return the running process
	 * @throws IOException if it does not start
	 */
	static MigrateProcess shell(Path directory, Map<String, String> variables, String line) throws IOException {
		Map<String, String> environment = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home"),
				"MAVEN_OPTS", "-Dmaven.repo.local=" + System.getProperty("demo.repository"), "PATH",
				System.getProperty("demo.maven") + "/bin:" + System.getenv("PATH")));
		environment.putAll(variables);
		return new MigrateProcess(directory, environment, List.of("bash", "-c", line));
	}

	/**
	 * Wait for the process to end.
	 * @return the result of the process
	 * @throws Exception if it takes too long
	 */
	Result result() throws Exception {
		if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("The process does not end: " + this);
		}
		return new Result(this.process.exitValue(), Files.readString(this.output), Files.readString(this.errors));
	}

	/**
	 * Wait for output of the process.
	 * @param pattern the pattern to find
	 * @return the first match
	 * @throws Exception if the process ends without it, or takes too long
	 */
	MatchResult awaitOutput(Pattern pattern) throws Exception {
		Instant end = Instant.now().plus(PATIENCE);
		while (Instant.now().isBefore(end)) {
			boolean alive = this.process.isAlive();
			MatchResult match = pattern.matcher(Files.readString(this.output)).results().findFirst().orElse(null);
			if (match != null) {
				return match;
			}
			if (!alive) {
				break;
			}
			Thread.sleep(100);
		}
		throw new IllegalStateException("The process does not print '%s': %s".formatted(pattern, this));
	}

	/**
	 * Terminate the process, and wait for its end.
	 */
	@Override
	public void close() throws Exception {
		this.process.destroy();
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor();
		}
		Files.delete(this.output);
		Files.delete(this.errors);
	}

	@Override
	public String toString() {
		try {
			return "%s%n%s%n%s".formatted(this.process.info().commandLine().orElse("process " + this.process.pid()),
					Files.readString(this.output), Files.readString(this.errors));
		}
		catch (IOException ex) {
			return "process " + this.process.pid();
		}
	}

	/**
	 * The result of a process.
	 *
	 * @param exitCode the exit code
	 * @param output the standard output
	 * @param errors the standard error
	 */
	record Result(int exitCode, String output, String errors) {

	}

}
