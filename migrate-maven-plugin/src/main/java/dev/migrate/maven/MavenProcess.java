package dev.migrate.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;

import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Terminal;

/**
 * The process that Maven runs in.
 */
final class MavenProcess {

	private static final List<String> MAIN_CLASSES = List.of("org.codehaus.plexus.classworlds.launcher.Launcher",
			"org.apache.maven.wrapper.MavenWrapperMain");

	private MavenProcess() {
	}

	/**
	 * Return whether the process runs this build alone. That of a daemon, a shell or an
	 * IDE goes on afterwards.
	 * @return {@code true} if it ends with the build
	 */
	static boolean isForBuild() {
		String command = System.getProperty("sun.java.command", "");
		boolean isDaemon = System.getProperty("mvnd.home") != null || System.getProperty("mvnd.id") != null;
		boolean isShell = System.getProperty("maven.mainClass", "").contains("Shell");
		return MAIN_CLASSES.stream().anyMatch(command::startsWith) && !isDaemon && !isShell;
	}

	/**
	 * End the process if it runs this build alone. Maven itself ends with 1 whatever has
	 * failed, and says so at length.
	 * @param exitCode the exit code
	 */
	static void end(int exitCode) {
		if (isForBuild()) {
			terminal().exit().accept(exitCode);
		}
	}

	/**
	 * Return the terminal of the user.
	 * @return the terminal
	 */
	static Terminal terminal() {
		Terminal terminal = Terminal.ofProcess();
		// Maven 4 logs what is printed to System.err, and its quiet mode hides it.
		return isForBuild() ? new Terminal(screen(terminal.results(), FileDescriptor.out),
				screen(terminal.notes(), FileDescriptor.err), terminal.answers(), terminal.exit(), terminal.timeZone())
				: terminal;
	}

	private static Screen screen(Screen screen, FileDescriptor descriptor) {
		return new Screen(new PrintStream(new FileOutputStream(descriptor), true), screen.terminal(),
				screen.environment());
	}

}
