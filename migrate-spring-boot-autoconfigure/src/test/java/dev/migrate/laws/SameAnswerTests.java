package dev.migrate.laws;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the law of the same answer: in each JVM, whatever its identity hashes,
 * locale, time zone and order of the class path, generating gives the same files and
 * verdicts.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameAnswerTests {

	private static final List<String> LOCALES = List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai",
			"ja-JP-u-ca-japanese", "de-DE", "hi-IN-u-nu-deva", "az-AZ", "lt-LT", "en-US", "fa-IR-u-nu-arabext");

	private static final List<String> ZONES = List.of("Pacific/Apia", "Asia/Kathmandu", "America/St_Johns", "UTC",
			"Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin");

	private static final int JVMS = 20;

	@TempDir
	private static Path folder;

	private List<String> expected = List.of();

	private int same;

	@BeforeAll
	void answerOnce() throws Exception {
		this.expected = answer(0);
		assertThat(this.expected).hasSizeGreaterThan(1000);
	}

	@AfterAll
	void printFigures() {
		System.out.printf("Law 9: %d further JVMs gave the same answer of %d lines%n", this.same, this.expected.size());
	}

	@ParameterizedTest(name = "JVM {0}")
	@MethodSource("jvms")
	void answerIsTheSame(int seed) throws Exception {
		assertThat(answer(seed)).isEqualTo(this.expected);
		this.same++;
	}

	static Stream<Integer> jvms() {
		return IntStream.range(1, JVMS).boxed();
	}

	private List<String> answer(int seed) throws Exception {
		Path answers = folder.resolve("answers-" + seed);
		Path log = folder.resolve("log-" + seed);
		Process process = new ProcessBuilder(command(seed, answers)).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		boolean ended = process.waitFor(3, TimeUnit.MINUTES);
		if (!ended) {
			process.destroyForcibly();
		}
		assertThat(ended && process.exitValue() == 0).as(() -> "The JVM failed:\n" + String.join("\n", readable(log)))
			.isTrue();
		return Files.readAllLines(answers);
	}

	private static List<String> command(int seed, Path answers) {
		Random random = new Random(seed);
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		if (seed > 0) {
			String[] locale = LOCALES.get((seed - 1) % LOCALES.size()).split("-u-");
			command.add("-Duser.language=" + locale[0].split("-")[0]);
			command.add("-Duser.country=" + locale[0].split("-")[1]);
			if (locale.length > 1) {
				command.add("-Duser.extensions=u-" + locale[1]);
			}
			command.add("-Duser.timezone=" + ZONES.get((seed - 1) % ZONES.size()));
			command.add("-XX:+UnlockExperimentalVMOptions");
			command.add("-XX:hashCode=" + (seed % 5));
			command.add("-Dfile.encoding=" + ((seed % 2 == 0) ? "ISO-8859-1" : "UTF-8"));
		}
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(random, seed),
				AnswerPrinter.class.getName(), answers.toString(), String.valueOf(seed)));
		return command;
	}

	private static String classPath(Random random, int seed) {
		String given = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<String> entries = new ArrayList<>(Arrays.asList(given.split(File.pathSeparator)));
		if (seed > 0) {
			Collections.shuffle(entries, random);
		}
		return String.join(File.pathSeparator, entries);
	}

	private static List<String> readable(Path log) {
		try {
			return Files.readAllLines(log);
		}
		catch (IOException ex) {
			return List.of(String.valueOf(ex.getMessage()));
		}
	}

}
