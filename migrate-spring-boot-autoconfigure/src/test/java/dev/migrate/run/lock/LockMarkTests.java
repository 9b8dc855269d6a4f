package dev.migrate.run.lock;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LockMark}.
 */
class LockMarkTests {

	@Test
	void markIsReadAsItWasWritten() {
		LockMark mark = LockMark.ofProcess("01234567", "7 2026-11-30 14:01:58.123+00");
		assertThat(LockMark.parse(mark.toString())).contains(mark);
		LockMark further = mark.at(new RunStep("0123456789ab", 12, "01234567"));
		assertThat(LockMark.parse(further.toString())).contains(further);
		assertThat(mark.toString()).startsWith(mark.host() + " [").hasSizeLessThanOrEqualTo(255);
	}

	@Test
	void longHostIsCut() {
		LockMark mark = new LockMark("h".repeat(300), 1, 2, "abcdef", "", "", null);
		assertThat(mark.toString()).hasSize(255);
		assertThat(LockMark.parse(mark.toString())).isPresent();
	}

	@Test
	void textOfAnotherProgramHasNoMark() {
		assertThat(LockMark.parse("node-7 (10.0.0.7)")).isEmpty();
		assertThat(LockMark.parse("node-7 [migrate pid=x started=1 machine=ab lock=table step= session=]")).isEmpty();
		assertThat(
				LockMark.parse("n [migrate pid=99999999999999999999 started=1 machine=ab lock=table step= session=]"))
			.isEmpty();
		assertThat(LockMark.parse("")).isEmpty();
	}

	@Test
	void ownProcessIsAlive() {
		assertThat(LockMark.ofProcess("", "").isProcessAlive()).contains(true);
	}

	@Test
	void processThatEndedIsNotAlive() throws Exception {
		Process process = new ProcessBuilder(java(), "-version").redirectErrorStream(true).start();
		LockMark own = LockMark.ofProcess("", "");
		LockMark ended = new LockMark(own.host(), process.pid(), own.started(), own.machine(), "", "", null);
		process.getInputStream().readAllBytes();
		process.waitFor();
		assertThat(ended.isProcessAlive()).contains(false);
	}

	@Test
	void anotherProcessWithTheSameNumberIsNotTheHolder() {
		LockMark own = LockMark.ofProcess("", "");
		assertThat(
				new LockMark(own.host(), own.pid(), own.started() - 60, own.machine(), "", "", null).isProcessAlive())
			.contains(false);
		assertThat(new LockMark(own.host(), own.pid(), 0, own.machine(), "", "", null).isProcessAlive()).contains(true);
	}

	@Test
	void processOfAnotherMachineIsNotSeen() {
		LockMark own = LockMark.ofProcess("", "");
		assertThat(new LockMark(own.host(), own.pid(), own.started(), "0123456789ab", "", "", null).isProcessAlive())
			.isEmpty();
	}

	@Test
	void durationsAreShort() {
		assertThat(LockHolder.text(Duration.ofSeconds(-3))).isEqualTo("0 s");
		assertThat(LockHolder.text(Duration.ofSeconds(119))).isEqualTo("119 s");
		assertThat(LockHolder.text(Duration.ofMinutes(5))).isEqualTo("5 min");
		assertThat(LockHolder.text(Duration.ofHours(30))).isEqualTo("30 h");
		assertThat(LockHolder.text(Duration.ofDays(3))).isEqualTo("3 days");
	}

	private static String java() {
		return System.getProperty("java.home") + "/bin/java";
	}

}
