package dev.migrate.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of Maven, with a local repository that has this plugin and the starter.
 *
 * @param exitCode the exit code
 * @param output the standard output
 * @param errors the standard error
 */
record MavenRun(int exitCode, String output, String errors) {

	// What the build has downloaded is not downloaded again.
	private static final String SETTINGS = """
			<settings>
				<profiles>
					<profile>
						<id>build</id>
						<repositories>%1$s</repositories>
						<pluginRepositories>%2$s</pluginRepositories>
					</profile>
				</profiles>
				<activeProfiles>
					<activeProfile>build</activeProfile>
				</activeProfiles>
			</settings>
			""";

	private static final String REPOSITORY = """
			<%1$s>
				<id>build</id>
				<url>%2$s</url>
				<releases><checksumPolicy>ignore</checksumPolicy></releases>
				<snapshots><enabled>false</enabled></snapshots>
			</%1$s>
			""";

	/**
	 * Run Maven quietly.
	 * @param directory the working directory
	 * @param variables the variables of the environment
	 * @param arguments the arguments, after {@code mvn -q}
	 * @return the result
	 * @throws Exception if it cannot be run, or takes more than five minutes
	 */
	static MavenRun of(Path directory, Map<String, String> variables, String... arguments) throws Exception {
		File output = Files.createTempFile("output", ".txt").toFile();
		File errors = Files.createTempFile("errors", ".txt").toFile();
		try {
			return run(directory, variables, command(arguments), output, errors);
		}
		finally {
			Files.delete(output.toPath());
			Files.delete(errors.toPath());
		}
	}

	/**
	 * Return the command that runs Maven quietly.
	 * @param arguments the arguments, after {@code mvn -q}
	 * @return the program and all its arguments
	 * @throws IOException if its settings cannot be written
	 */
	static List<String> command(String... arguments) throws IOException {
		Path repository = Path.of(System.getProperty("plugin.repository"));
		Path settings = repository.resolveSibling("settings.xml");
		String url = Path.of(System.getProperty("plugin.repository-of-user")).toUri().toString();
		Files.writeString(settings, SETTINGS.formatted(REPOSITORY.formatted("repository", url),
				REPOSITORY.formatted("pluginRepository", url)));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("plugin.maven"), "bin", "mvn").toString(), "-q", "-B", "-gs",
						settings.toString(), "-Dmaven.repo.local=" + repository));
		command.addAll(List.of(arguments));
		return command;
	}

	private static MavenRun run(Path directory, Map<String, String> variables, List<String> command, File output,
			File errors) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectOutput(output)
			.redirectError(errors);
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		builder.environment().putAll(variables);
		Process process = builder.start();
		// No terminal: a question cannot be answered
		process.getOutputStream().close();
		if (!process.waitFor(5, TimeUnit.MINUTES)) {
			process.destroyForcibly();
			throw new IllegalStateException("Maven does not end: " + Files.readString(output.toPath()));
		}
		return new MavenRun(process.exitValue(), text(output), text(errors));
	}

	// Maven resets the colours of the terminal when it ends.
	private static String text(File file) throws IOException {
		return Files.readString(file.toPath()).replace("\u001b[0m", "");
	}

}
