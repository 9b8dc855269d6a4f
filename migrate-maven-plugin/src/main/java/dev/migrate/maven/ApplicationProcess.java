package dev.migrate.maven;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Runs an application in a JVM of its own, which has the terminal of this process.
 */
final class ApplicationProcess {

	private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC\\b");

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
			command.addAll(fastStart());
			command.addAll(this.jvmArguments);
			command.add("@" + classPath);
			command.add(application.mainClass());
			command.addAll(arguments);
			return ChildProcess.await(
					new ProcessBuilder(command).directory(application.directory().toFile()).inheritIO().start(),
					classPath);
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

	// The optimizing compiler and the parallel collector cost more than they save in
	// seconds. The JVM does not start with two collectors.
	private List<String> fastStart() {
		List<String> flags = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
		boolean chosen = Stream
			.concat(this.jvmArguments.stream(),
					Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").map(System::getenv).filter(Objects::nonNull))
			.anyMatch((text) -> COLLECTOR.matcher(text).find());
		if (!chosen) {
			flags.add("-XX:+UseSerialGC");
		}
		return flags;
	}

}
