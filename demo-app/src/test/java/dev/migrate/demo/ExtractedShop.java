package dev.migrate.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged shop as {@code -Djarmode=tools extract} lays it out, with an archive of
 * its classes (AppCDS) so that a process starts in less than half of the time.
 */
final class ExtractedShop {

	private static List<String> command = List.of();

	private ExtractedShop() {
	}

	/**
	 * Return the words that start the shop, without its arguments; the first call
	 * extracts it.
	 * @return the path of java, its options and the jar
	 * @throws Exception if the shop cannot be extracted
	 */
	static synchronized List<String> command() throws Exception {
		if (command.isEmpty()) {
			command = extract();
		}
		return command;
	}

	private static List<String> extract() throws Exception {
		Path packaged = Path.of(System.getProperty("demo.jar"));
		Path directory = Files.createDirectories(packaged.resolveSibling("extracted"));
		String jar = directory.resolve(packaged.getFileName()).toString();
		Path archive = directory.resolve("shop.jsa");
		run(directory, "-Djarmode=tools", "-jar", packaged.toString(), "extract", "--force", "--destination",
				directory.toString());
		Files.deleteIfExists(archive);
		// A comparison uses most of the classes that other commands use
		run(directory, "-XX:ArchiveClassesAtExit=" + archive, "-jar", jar, "migrate", "check",
				"--spring.datasource.url=jdbc:h2:mem:shop");
		assertThat(archive).exists();
		return MigrateProcess.java("-XX:SharedArchiveFile=" + archive, "-jar", jar);
	}

	private static void run(Path directory, String... arguments) throws Exception {
		try (MigrateProcess process = MigrateProcess.start(directory, MigrateProcess.java(arguments))) {
			assertThat(process.result().exitCode()).as(process.toString()).isZero();
		}
	}

}
