package dev.migrate.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged shop as {@code -Djarmode=tools extract} lays it out, with an archive of
 * its classes (AppCDS) so that a process starts in less than half of the time.
 */
final class ExtractedShop {

	// Faster for a process of a few seconds; the archive is for this collector only
	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	private static final Path DIRECTORY = Path.of(System.getProperty("demo.jar")).resolveSibling("extracted");

	private static List<String> command = List.of();

	private ExtractedShop() {
	}

	/**
	 * Return the words that start the shop, without its arguments; the first call
	 * extracts it.
	 * @return the path of java, its options and the jar
	 */
	static synchronized List<String> command() {
		if (command.isEmpty()) {
			try {
				command = extract();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
		return command;
	}

	private static List<String> extract() throws IOException, InterruptedException {
		Path packaged = Path.of(System.getProperty("demo.jar"));
		Path jar = DIRECTORY.resolve(packaged.getFileName());
		Path archive = DIRECTORY.resolve("shop.jsa");
		run(List.of("-Djarmode=tools", "-jar", packaged.toString(), "extract", "--force", "--destination",
				DIRECTORY.toString()));
		// Any command that compares uses most of the classes that others use
		run(List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString(), "migrate", "check", "--quiet",
				"--spring.datasource.url=jdbc:h2:mem:shop"));
		return java(List.of("-XX:SharedArchiveFile=" + archive, "-jar", jar.toString()));
	}

	private static void run(List<String> arguments) throws IOException, InterruptedException {
		Path output = DIRECTORY.resolveSibling("extracted.txt");
		Process process = new ProcessBuilder(java(arguments)).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		// The check finds a difference
		assertThat(process.waitFor()).as(Files.readString(output)).isLessThan(2);
	}

	private static List<String> java(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(OPTIONS);
		command.addAll(arguments);
		return List.copyOf(command);
	}

}
