package dev.migrate.run.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import liquibase.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a run writes to the lock table about itself, so that others can tell whether it is
 * still there. As text, it begins with what Liquibase writes.
 *
 * @param host the name and the address of the machine
 * @param pid the process
 * @param started when the process started, in seconds since 1970; zero if it is not known
 * @param machine what the machine and its processes are told apart by
 * @param lock what identifies the lock that a session holds; empty if none does
 * @param session the identity of the session of the run; empty if it is not known
 * @param step the statement that the run has reached; {@code null} if it is between
 * changesets, or if the product undoes a changeset that is not complete
 */
record LockMark(String host, long pid, long started, String machine, String lock, String session,
		@Nullable RunStep step) {

	/**
	 * The size of the column {@code LOCKEDBY}.
	 */
	private static final int LONGEST = 255;

	private static final int DIGITS_OF_MACHINE = 12;

	private static final String TABLE = "table";

	// The start of a process is computed from the time since the start of the machine.
	private static final Duration TOLERATED = Duration.ofSeconds(10);

	private static final Pattern TEXT = Pattern.compile(
			"(.*) \\[migrate pid=(\\d+) started=(\\d+) machine=([0-9a-f]+) lock=(table|[0-9a-f]{8}) step=(\\S*) session=(.*)]");

	private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

	private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

	/**
	 * Return the mark of this process.
	 * @param lock what identifies the lock that a session holds; empty if none does
	 * @param session the identity of the session of the run; empty if it is not known
	 * @return the mark
	 */
	static LockMark ofProcess(String lock, String session) {
		ProcessHandle process = ProcessHandle.current();
		String description = System.getProperty("liquibase.hostDescription");
		return new LockMark(hostName() + ((description != null) ? "#" + description : "") + " (" + hostAddress() + ")",
				process.pid(), startOf(process), Machine.ID, lock, session, null);
	}

	/**
	 * Read what a run has written.
	 * @param text the text of the lock table
	 * @return the mark; empty if another program has written it
	 */
	static Optional<LockMark> parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		try {
			return Optional
				.of(new LockMark(matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)),
						matcher.group(4), matcher.group(5).equals(TABLE) ? "" : matcher.group(5), matcher.group(7),
						RunStep.parse(matcher.group(6))));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Return the same mark of a run that has gone on.
	 * @param step the statement that the run has reached; {@code null} for none
	 * @return the mark
	 */
	LockMark at(@Nullable RunStep step) {
		return new LockMark(this.host, this.pid, this.started, this.machine, this.lock, this.session, step);
	}

	/**
	 * Return the same mark without its session.
	 * @return the mark of a run whose session is used by others now
	 */
	LockMark withoutSession() {
		return new LockMark(this.host, this.pid, this.started, this.machine, this.lock, "", this.step);
	}

	/**
	 * Return whether another mark is of the same run. Its host may have been cut.
	 * @param other the other mark
	 * @return {@code true} if it is
	 */
	boolean isOfSameRun(LockMark other) {
		return this.pid == other.pid && this.started == other.started && this.machine.equals(other.machine)
				&& this.lock.equals(other.lock) && this.session.equals(other.session);
	}

	/**
	 * Return whether the process is alive.
	 * @return empty if it ran where its processes cannot be seen from here
	 */
	Optional<Boolean> isProcessAlive() {
		if (!this.machine.equals(Machine.ID)) {
			return Optional.empty();
		}
		return Optional.of(ProcessHandle.of(this.pid).filter(this::isSameProcess).isPresent());
	}

	private boolean isSameProcess(ProcessHandle process) {
		long other = startOf(process);
		return this.started == 0 || other == 0 || Math.abs(this.started - other) <= TOLERATED.toSeconds();
	}

	private static long startOf(ProcessHandle process) {
		return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
	}

	private static String hostName() {
		try {
			return NetUtil.getLocalHostName();
		}
		catch (Exception ex) {
			return "unknown";
		}
	}

	private static String hostAddress() {
		try {
			return NetUtil.getLocalHostAddress();
		}
		catch (Exception ex) {
			return "unknown";
		}
	}

	/**
	 * Return the text for the lock table.
	 * @return the text, which {@link #parse(String)} reads
	 */
	@Override
	public String toString() {
		String facts = " [migrate pid=" + this.pid + " started=" + this.started + " machine=" + this.machine + " lock="
				+ (this.lock.isEmpty() ? TABLE : this.lock) + " step=" + ((this.step != null) ? this.step : "")
				+ " session=" + this.session + "]";
		int left = LONGEST - facts.length();
		return ((this.host.length() > left) ? this.host.substring(0, left) : this.host) + facts;
	}

	/**
	 * Tells apart machines whose processes have numbers of their own: other hosts, other
	 * containers of a host, and a host before it was started again.
	 */
	private static final class Machine {

		private static final String ID = id();

		private static String id() {
			String boot = read(BOOT);
			String namespace = namespace();
			String text = (boot.isEmpty() || namespace.isEmpty()) ? hostName() : boot + namespace;
			return Fingerprint.of(text, DIGITS_OF_MACHINE);
		}

		private static String read(Path file) {
			try {
				return Files.readString(file);
			}
			catch (IOException ex) {
				return "";
			}
		}

		private static String namespace() {
			try {
				return Files.readSymbolicLink(PROCESSES).toString();
			}
			catch (IOException | UnsupportedOperationException ex) {
				return "";
			}
		}

	}

}
