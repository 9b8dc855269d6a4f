package dev.migrate.command;

import java.io.IOException;
import java.sql.SQLException;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the exit code and the message of a command that fails.
 */
class FailedCommandTests extends AbstractCommandTests {

	@Test
	void cannotProceedEndsWithTwo() {
		this.migrations.failure = () -> new CannotProceedException(ErrorCode.REVISIONS_PENDING, "Run upgrade first.");
		CommandResult result = run("upgrade");
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.err()).isEqualToNormalizingNewlines("Error [revisions-pending]: Run upgrade first.\n");
	}

	@Test
	void failureEndsWithThree() {
		this.migrations.failure = () -> new MigrationFailedException(ErrorCode.CHANGESET_FAILED, "It\nbroke.",
				new SQLException("deep"));
		CommandResult result = run("upgrade");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).isEqualToNormalizingNewlines("Error [changeset-failed]: It broke.\n");
	}

	@Test
	void unexpectedErrorReportsMostSpecificCauseWithMaskedSecrets() {
		this.migrations.failure = () -> new IllegalStateException("outer",
				new RuntimeException("middle", new SQLException(
						"No luck with jdbc:x://ann:geheim@host/db?password=geheim&ssl=1", new IOException("refused"))));
		CommandResult result = run("upgrade");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).hasLineCount(1).contains("No luck with").doesNotContain("geheim", "\tat ");
	}

	@Test
	void messageDoesNotNameTheClassesOfExceptions() {
		this.migrations.failure = () -> new IllegalStateException(
				"liquibase.exception.DatabaseException: java.net.ConnectException: Connection refused by the other side");
		assertThat(run("upgrade").err()).isEqualToNormalizingNewlines(
				"Error [unexpected]: Connection refused by the other side. (Add --verbose for the trace.)\n");
	}

	@Test
	void verboseAddsTheTrace() {
		this.migrations.failure = () -> new MigrationFailedException(ErrorCode.CHANGESET_FAILED, "It broke.",
				new SQLException("deep"));
		assertThat(run("upgrade", "--verbose").err()).startsWith("Error [changeset-failed]: It broke.")
			.contains("\tat ", "SQLException: deep");
	}

}
