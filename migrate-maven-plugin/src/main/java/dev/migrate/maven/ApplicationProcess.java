package dev.migrate.maven;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Runs an application in a JVM of its own, which has the terminal of this process.
 */
final class ApplicationProcess {

	/**
	 * A command lives for seconds: its optimizing compiler and its parallel collector
	 * cost more than they save.
	 */
	private static final List<String> FAST_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
			"-Xshare:auto");

	private final Path java;

	private final List<String> jvmArguments;

	/**
	 * Create a new instance.
	 * @param java the path of the program {@code java}
	 * @param jvmArguments arguments of the JVM, after those for a fast start
	 */
	ApplicationProcess(Path java, List<String> jvmArguments) {
		this.java = java;
		this.jvmArguments = List.copyOf(jvmArguments);
	}

	/**
	 * Return the path of the program {@code java}.
	 * @param toolchain the path of that of Maven's toolchain; {@code null} if there is
	 * none
	 * @return that of the toolchain, or of this JVM
	 */
	static Path java(@Nullable String toolchain) {
		return (toolchain != null) ? Path.of(toolchain) : Path.of(System.getProperty("java.home"), "bin", "java");
	}

	/**
	 * Run an application and wait for its end.
	 * @param application the application
	 * @param arguments its arguments
	 * @return its exit code
	 * @throws IOException if the JVM cannot be started
	 * @throws InterruptedException if this thread is interrupted; the application is
	 * stopped then
	 */
	int run(Application application, List<String> arguments) throws IOException, InterruptedException {
		Path classPath = Files.createTempFile("migrate", ".args");
		try {
			Files.writeString(classPath, classPathArgument(application), charset());
			List<String> command = new ArrayList<>();
			command.add(this.java.toString());
			command.addAll(FAST_START);
			command.addAll(this.jvmArguments);
			command.add("@" + classPath);
			command.add(application.mainClass());
			command.addAll(arguments);
			return await(new ProcessBuilder(command).directory(application.directory().toFile()).inheritIO().start());
		}
		finally {
			Files.deleteIfExists(classPath);
		}
	}

	// A class path of some hundred files is too long for the command line of Windows.
	private static String classPathArgument(Application application) {
		String path = application.classPath()
			.stream()
			.map(Path::toString)
			.collect(Collectors.joining(System.getProperty("path.separator")));
		return "-classpath \"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

	// In which the program java reads the file.
	private static Charset charset() {
		return Charset.forName(System.getProperty("native.encoding", Charset.defaultCharset().name()));
	}

	private static int await(Process process) throws InterruptedException {
		Thread stop = new Thread(process::destroy);
		Runtime.getRuntime().addShutdownHook(stop);
		try {
			return process.waitFor();
		}
		catch (InterruptedException ex) {
			process.destroy();
			throw ex;
		}
		finally {
			if (!process.isAlive()) {
				Runtime.getRuntime().removeShutdownHook(stop);
			}
		}
	}

}
