package dev.migrate.badinput;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.migrate.badinput.BadInput.Outcome;
import dev.migrate.command.CommandResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no bad input leads to a stack trace, to something injected, to a file
 * outside of the directory of revisions, or to a loss.
 */
class GeneratedInputsTests {

	private static final Pattern TRACE = Pattern
		.compile("(?m)^\\s+at .*\\(.*\\)$|\\b[a-z]\\w*(?:\\.\\w+)*\\.[A-Z]\\w*(?:Exception|Error)\\b");

	private static final Pattern STEERING = Pattern
		.compile("[\\p{Cntrl}\u2028\u2029\u202a-\u202e\u2066-\u2069&&[^\n\t]]");

	private static final Pattern ERROR = Pattern.compile("(?m)^Error \\[[a-z-]+]: ");

	private static final List<String> CHANGING = List.of("upgrade", "downgrade", "stamp");

	@TempDir
	private Path folder;

	@Test
	void someInputs() throws Exception {
		test(Integer.getInteger("migrate.bad-inputs", 48));
	}

	@Test
	@Tag("long")
	void manyInputs() throws Exception {
		test(Integer.getInteger("migrate.bad-inputs", 240));
	}

	private void test(int number) throws Exception {
		long seed = Long.getLong("migrate.seed", 1);
		Map<String, Integer> kinds = new TreeMap<>();
		List<String> problems = new ArrayList<>();
		Sandbox sandbox = null;
		try {
			int sandboxes = 0;
			for (BadInput input : new BadInputs(seed).generate(number)) {
				if (sandbox == null) {
					sandbox = new Sandbox(Files.createDirectory(this.folder.resolve("sandbox" + sandboxes++)));
				}
				kinds.merge(input.kind(), 1, Integer::sum);
				List<String> found = problems(sandbox, input);
				found.forEach((problem) -> problems.add(problem + "\nof " + input));
				sandbox.restore();
				if (!sandbox.changedLines().isEmpty() || !sandbox.changedFiles().isEmpty()) {
					sandbox.close();
					sandbox = null;
				}
			}
		}
		finally {
			if (sandbox != null) {
				sandbox.close();
			}
		}
		System.out.printf("%d bad inputs with the seed %d: %s%n", number, seed, kinds);
		assertThat(problems).isEmpty();
	}

	private static List<String> problems(Sandbox sandbox, BadInput input) {
		List<String> problems = new ArrayList<>();
		CommandResult result;
		try {
			result = sandbox.run(input);
		}
		catch (RuntimeException | AssertionError | StackOverflowError ex) {
			return List.of("Thrown: " + ex);
		}
		String err = result.err();
		boolean done = result.exitCode() == 0 || result.exitCode() == 1;
		if (!List.of(0, 1, 2, 3).contains(result.exitCode()) || (done && input.outcome() == Outcome.REJECTED)) {
			problems.add("Exit code " + result.exitCode());
		}
		if (TRACE.matcher(err).find()) {
			problems.add("A trace or a class: " + err);
		}
		if (STEERING.matcher(err + (input.arguments().contains("--json") ? "" : result.out())).find()) {
			problems.add("What steers a terminal: " + err + result.out());
		}
		if (ERROR.matcher(err).results().count() != (done ? 0 : 1)) {
			problems.add("Not one error with exit code " + result.exitCode() + ": " + err);
		}
		if (err.contains("[unexpected]")) {
			problems.add("Unexpected: " + err);
		}
		if (!sandbox.changedFilesOutside().isEmpty() && !(done && input.arguments().get(0).equals("init"))) {
			problems.add("Files outside: " + sandbox.changedFilesOutside());
		}
		boolean mayChange = CHANGING.contains(input.arguments().get(0)) && !input.arguments().contains("--dry-run")
				&& result.exitCode() != 2;
		List<String> changed = sandbox.changedLines();
		if (!sandbox.hasPreciousRow() || (!changed.isEmpty() && !mayChange)) {
			problems.add("The database with exit code " + result.exitCode() + ": " + changed + " " + err);
		}
		return problems;
	}

}
